# explorer: needs the tables and figures; gives the page that any browser opens, offline (`snakemake explorer`), and executed
# copies of the notebooks (`snakemake notebooks`, not part of `all`: a minute).


use rule job as explorer_page with:
    input:
        articles="<results>/corpus/articles.parquet",
        records="<results>/corpus/records.parquet",
        ledger="<results>/corpus/ledger.parquet",
        fields="<results>/corpus/fields.parquet",
        counted="<results>/corpus/counted.csv",
        flow="<results>/corpus/flow.csv",
        tokens=each_shard("<results>/tokens/tokens/{shard}.parquet"),
        sentences=each_shard("<results>/tokens/sentences/{shard}.parquet"),
        phrase_places=each_shard("<results>/tokens/phrase_places/{shard}.parquet"),
        vocabulary="<results>/tokens/vocabulary.parquet",
        lengths="<results>/tokens/lengths.parquet",
        variants="<results>/tokens/variants.csv",
        matrix="<results>/terms/matrix.npz",
        matrix_rows="<results>/terms/matrix_rows.csv",
        matrix_columns="<results>/terms/matrix_columns.csv",
        frequency="<results>/terms/frequency.csv",
        keyness=planned("<results>/terms/keyness.csv"),
        comparisons=planned("<results>/terms/comparisons.csv"),
        collocations="<results>/terms/collocations.csv",
        trends=planned("<results>/terms/trends.csv"),
        composition=planned("<results>/terms/composition.csv"),
        skipped="<results>/skipped.csv",
        support="<results>/support.json",
        choice="<results>/topics/choice.json",
        topics=planned("<results>/topics/topics.csv"),
        labels=planned("<results>/topics/labels.csv"),
        prevalence=planned("<results>/topics/prevalence.csv"),
        topic_trends=planned("<results>/topics/trends.csv"),
        topic_groups=planned("<results>/topics/groups.csv"),
        typical=planned("<results>/topics/typical.csv"),
        shares=planned("<results>/topics/shares.parquet"),
        similar=planned("<results>/topics/similar.parquet"),
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
