# Paper: LaTeX, Markdown and BibTeX made from figures and tables, and a short summary.


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
        **inputs("articles", "flow", "ledger", "lengths", "matrix_rows", "frequency"),
        **inputs("collocations", "diversity_groups", "choice"),
        **planned_inputs("keyness", "comparisons", "criteria", "prevalence", "labels"),
        **planned_inputs("topics"),
    output:
        numbers="<results>/paper/numbers.json",
        macros="<results>/paper/numbers.tex",
        list="<results>/paper/numbers.md",
    params:
        **calls("paper.numbers.collection.write_numbers"),
        terms=config["figures"]["terms"],


use rule job as paper_tables with:
    input:
        **inputs("articles", "matrix_rows", "frequency", "choice", "support"),
        **planned_inputs("keyness", "comparisons", "prevalence", "labels", "topics"),
    output:
        latex="<results>/paper/tables.tex",
        markdown="<results>/paper/tables.md",
        corpus=in_report("<results>/paper/tables/corpus.html", "table", "corpus"),
        terms=in_report("<results>/paper/tables/terms.html", "table", "terms"),
    params:
        **calls("paper.summary_tables.write_tables"),
        terms=config["figures"]["terms"],
        term_labels=config["figures"]["labels"],


use rule job as paper_keyness with:
    input:
        **inputs("keyness", "comparisons"),
    output:
        page=in_report("<results>/paper/tables/keyness.html", "table", "keyness"),
    params:
        **calls("paper.summary_tables.write_keyness"),
        term_labels=config["figures"]["labels"],


use rule job as paper_topics with:
    input:
        **inputs("prevalence", "labels", "topics", "choice"),
    output:
        page=in_report("<results>/paper/tables/topics.html", "table", "topics"),
    params:
        **calls("paper.summary_tables.write_topics"),
        term_labels=config["figures"]["labels"],


use rule job as paper_methods with:
    input:
        **inputs("articles", "flow", "rejected", "ledger", "dealt", "languages"),
        **inputs("lengths", "matrix_rows", "frequency", "skipped", "support"),
        **inputs("collocations", "choice", "unit_columns"),
        **planned_inputs("keyness", "comparisons", "trends", "prevalence"),
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
        **inputs("articles", "flow", "lengths", "matrix_rows", "frequency", "choice"),
        **inputs("support"),
        **planned_inputs("prevalence", "topics", "labels", "closeness"),
    output:
        summary="<results>/paper/summary.txt",
    params:
        **calls("paper.summary.write_summary"),
        term_labels=config["figures"]["labels"],


PAPER = [*FIGURES, *outputs_of("paper")]


rule paper:
    input:
        each_shard(*PAPER),
