# paper: needs figures and tables; gives LaTeX to \input, BibTeX, and a summary in a few lines.


rule paper_figures:
    input:
        sidecars=SIDECARS,
        support="<results>/support.json",
        entry=str(LIBRARY / "paper/presswork.tex"),
    output:
        entry="<results>/paper/presswork.tex",
        latex="<results>/paper/figures.tex",
        markdown="<results>/paper/figures.md",
    log:
        "<results>/logs/paper_figures.log",
    benchmark:
        "<results>/logs/paper_figures.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("paper.document.write_figures"),
    script:
        "../job.py"


rule paper_numbers:
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
    log:
        "<results>/logs/paper_numbers.log",
    benchmark:
        "<results>/logs/paper_numbers.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("paper.numbers.write_numbers"),
        terms=config["figures"]["terms"],
    script:
        "../job.py"


rule paper_tables:
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
    log:
        "<results>/logs/paper_tables.log",
    benchmark:
        "<results>/logs/paper_tables.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("paper.summary_tables.write_tables"),
        terms=config["figures"]["terms"],
    script:
        "../job.py"


rule paper_keyness:
    input:
        keyness="<results>/terms/keyness.csv",
        comparisons="<results>/terms/comparisons.csv",
    output:
        page=in_report("<results>/paper/tables/keyness.html", "table", "keyness"),
    log:
        "<results>/logs/paper_keyness.log",
    benchmark:
        "<results>/logs/paper_keyness.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("paper.summary_tables.write_keyness"),
    script:
        "../job.py"


rule paper_topics:
    input:
        prevalence="<results>/topics/prevalence.csv",
        labels="<results>/topics/labels.csv",
        topics="<results>/topics/topics.csv",
        choice="<results>/topics/choice.json",
    output:
        page=in_report("<results>/paper/tables/topics.html", "table", "topics"),
    log:
        "<results>/logs/paper_topics.log",
    benchmark:
        "<results>/logs/paper_topics.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("paper.summary_tables.write_topics"),
    script:
        "../job.py"


rule paper_methods:
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
    log:
        "<results>/logs/paper_methods.log",
    benchmark:
        "<results>/logs/paper_methods.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("paper.methods.write_methods"),
        settings=SETTINGS,
    script:
        "../job.py"


rule paper_summary:
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
    log:
        "<results>/logs/paper_summary.log",
    benchmark:
        "<results>/logs/paper_summary.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("paper.summary.write_summary"),
    script:
        "../job.py"


PAPER = [
    *FIGURES,
    *rules.paper_figures.output,
    *rules.paper_numbers.output,
    *rules.paper_tables.output,
    *rules.paper_keyness.output,
    *rules.paper_topics.output,
    *rules.paper_methods.output,
    *rules.paper_summary.output,
]


rule paper:
    input:
        each_shard(*PAPER),
