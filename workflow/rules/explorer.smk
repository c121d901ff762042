# explorer: from tables and figures to the page that any browser opens offline (`snakemake explorer`). Not part of `all`: a
# copy of the page to send (`make page TEXT=snippets`), and executed copies of the notebooks (`snakemake notebooks`).


use rule job as explorer_page with:
    input:
        **inputs("articles", "records", "ledger", "fields", "counted", "flow"),
        **inputs("tokens", "sentences", "phrase_places", "vocabulary", "lengths"),
        **inputs("variants", "matrix", "matrix_rows", "matrix_columns", "frequency"),
        **inputs("collocations", "skipped", "support", "choice"),
        **planned_inputs("keyness", "comparisons", "trends", "composition", "topics"),
        **planned_inputs("labels", "prevalence", "topic_trends", "topic_groups"),
        **planned_inputs("typical", "shares", "similar", "candidates"),
        sidecars=SIDECARS,
        rows=all_planned([each.output.csv for each in FIGURE_RULES]),
        pictures=all_planned([each.output.svg for each in FIGURE_RULES]),
        traces=all_planned(TRACES),
        assets=sorted(map(str, LIBRARY.glob("explorer/page/assets/*"))),
    output:
        page=directory("<results>/explorer"),
    params:
        **calls("explorer.page.build.build_page"),
        layer=config["terms"]["layer"],
        text=config["explorer"]["text"],
        beside=True,


# Never with the full text.
use rule explorer_page as explorer_copy with:
    output:
        page=directory("<results>/archive/page-{text}"),
    wildcard_constraints:
        text="snippets|none",
    params:
        **calls("explorer.page.build.build_page"),
        layer=config["terms"]["layer"],
        text=lambda wildcards: wildcards.text,
        beside=False,


rule explorer:
    input:
        rules.explorer_page.output,


NOTEBOOKS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))


use rule job as explorer_notebook with:
    input:
        notebook=str(ROOT / "notebooks/{notebook}.ipynb"),
        manifest="<results>/manifest.json",
    output:
        page="<results>/notebooks/{notebook}.html",
    wildcard_constraints:
        notebook="|".join(NOTEBOOKS),
    params:
        call="explorer.notebook.executed_pages.execute_notebook",
        # A notebook may call anything.
        code=f"{digest_library()} {LOCK_DIGEST}",
        results=lambda wildcards: config["results"],


rule notebooks:
    input:
        expand(rules.explorer_notebook.output, notebook=NOTEBOOKS),
