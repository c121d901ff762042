# paper: needs figures and tables; gives LaTeX to \input, BibTeX, and a summary in a few lines.


use rule job as paper_figures with:
    input:
        sidecars=SIDECARS,
        support="<results>/support.json",
        entry=str(LIBRARY / "paper/presswork.tex"),
    output:
        entry="<results>/paper/presswork.tex",
        latex="<results>/paper/figures.tex",
        markdown="<results>/paper/figures.md",
    params:
        **calls("paper.document.write_figures"),


use rule job as paper_numbers with:
    input:
        articles="<results>/corpus/articles.parquet",
        flow="<results>/corpus/flow.csv",
        ledger="<results>/corpus/ledger.parquet",
        lengths="<results>/tokens/lengths.parquet",
        matrix_rows="<results>/terms/matrix_rows.csv",
        frequency="<results>/terms/frequency.csv",
        keyness=planned("<results>/terms/keyness.csv"),
        comparisons=planned("<results>/terms/comparisons.csv"),
        collocations="<results>/terms/collocations.csv",
        diversity_groups="<results>/terms/diversity_groups.csv",
        choice="<results>/topics/choice.json",
        criteria=planned("<results>/topics/criteria.csv"),
        prevalence=planned("<results>/topics/prevalence.csv"),
        labels=planned("<results>/topics/labels.csv"),
        topics=planned("<results>/topics/topics.csv"),
    output:
        numbers="<results>/paper/numbers.json",
        macros="<results>/paper/numbers.tex",
        list="<results>/paper/numbers.md",
    params:
        **calls("paper.numbers.collection.write_numbers"),
        terms=config["figures"]["terms"],


use rule job as paper_tables with:
    input:
        articles="<results>/corpus/articles.parquet",
        matrix_rows="<results>/terms/matrix_rows.csv",
        frequency="<results>/terms/frequency.csv",
        keyness=planned("<results>/terms/keyness.csv"),
        comparisons=planned("<results>/terms/comparisons.csv"),
        prevalence=planned("<results>/topics/prevalence.csv"),
        labels=planned("<results>/topics/labels.csv"),
        topics=planned("<results>/topics/topics.csv"),
        choice="<results>/topics/choice.json",
        support="<results>/support.json",
    output:
        latex="<results>/paper/tables.tex",
        markdown="<results>/paper/tables.md",
        corpus=in_report("<results>/paper/tables/corpus.html", "table", "corpus"),
        terms=in_report("<results>/paper/tables/terms.html", "table", "terms"),
    params:
        **calls("paper.summary_tables.write_tables"),
        terms=config["figures"]["terms"],


use rule job as paper_keyness with:
    input:
        keyness="<results>/terms/keyness.csv",
        comparisons="<results>/terms/comparisons.csv",
    output:
        page=in_report("<results>/paper/tables/keyness.html", "table", "keyness"),
    params:
        **calls("paper.summary_tables.write_keyness"),


use rule job as paper_topics with:
    input:
        prevalence="<results>/topics/prevalence.csv",
        labels="<results>/topics/labels.csv",
        topics="<results>/topics/topics.csv",
        choice="<results>/topics/choice.json",
    output:
        page=in_report("<results>/paper/tables/topics.html", "table", "topics"),
    params:
        **calls("paper.summary_tables.write_topics"),


use rule job as paper_methods with:
    input:
        articles="<results>/corpus/articles.parquet",
        flow="<results>/corpus/flow.csv",
        rejected="<results>/corpus/rejected.csv",
        ledger="<results>/corpus/ledger.parquet",
        dealt=each_shard("<results>/corpus/dealt/{shard}.parquet"),
        languages="<results>/tokens/languages.csv",
        lengths="<results>/tokens/lengths.parquet",
        matrix_rows="<results>/terms/matrix_rows.csv",
        frequency="<results>/terms/frequency.csv",
        comparisons=planned("<results>/terms/comparisons.csv"),
        skipped="<results>/skipped.csv",
        support="<results>/support.json",
        collocations="<results>/terms/collocations.csv",
        trends=planned("<results>/terms/trends.csv"),
        choice="<results>/topics/choice.json",
        prevalence=planned("<results>/topics/prevalence.csv"),
        unit_columns="<results>/topics/unit_columns.csv",
        lock=LOCK,
        references=str(LIBRARY / "paper/references.bib"),
    output:
        markdown="<results>/paper/methods.md",
        latex="<results>/paper/methods.tex",
        bibliography="<results>/paper/presswork.bib",
    params:
        **calls("paper.methods.paragraphs.write_methods"),
        settings=SETTINGS,


use rule job as paper_summary with:
    input:
        articles="<results>/corpus/articles.parquet",
        flow="<results>/corpus/flow.csv",
        lengths="<results>/tokens/lengths.parquet",
        matrix_rows="<results>/terms/matrix_rows.csv",
        frequency="<results>/terms/frequency.csv",
        prevalence=planned("<results>/topics/prevalence.csv"),
        topics=planned("<results>/topics/topics.csv"),
        labels=planned("<results>/topics/labels.csv"),
        closeness=planned("<results>/topics/closeness.csv"),
        choice="<results>/topics/choice.json",
        support="<results>/support.json",
    output:
        summary="<results>/paper/summary.txt",
    params:
        **calls("paper.summary.write_summary"),


PAPER = [*FIGURES, *outputs_of("paper")]


rule paper:
    input:
        each_shard(*PAPER),
