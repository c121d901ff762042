# paper: needs figures and tables; gives LaTeX to \input, BibTeX, and a summary in a few lines.


rule paper_latex:
    input:
        sidecars=[plate.output.json for plate in PLATES],
        articles="<results>/corpus/articles.parquet",
        lengths="<results>/tokens/lengths.parquet",
        matrix_rows="<results>/terms/matrix_rows.csv",
        frequency="<results>/terms/frequency.csv",
        choice="<results>/topics/choice.json",
        references=str(LIBRARY / "paper/references.bib"),
    output:
        presswork="<results>/paper/presswork.tex",
        figures="<results>/paper/figures.tex",
        numbers="<results>/paper/numbers.tex",
        bibliography="<results>/paper/presswork.bib",
    log:
        "<results>/logs/paper_latex.log",
    benchmark:
        "<results>/logs/paper_latex.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("paper.document.write_paper"),
    script:
        "../job.py"


rule paper_summary:
    input:
        articles="<results>/corpus/articles.parquet",
        flow="<results>/corpus/flow.csv",
        lengths="<results>/tokens/lengths.parquet",
        matrix_rows="<results>/terms/matrix_rows.csv",
        frequency="<results>/terms/frequency.csv",
        prevalence="<results>/topics/prevalence.csv",
        topics="<results>/topics/topics.csv",
        labels="<results>/topics/labels.csv",
        closeness="<results>/topics/closeness.csv",
        choice="<results>/topics/choice.json",
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


PAPER = [*FIGURES, *rules.paper_latex.output, *rules.paper_summary.output]


rule paper:
    input:
        each_shard(*PAPER),
