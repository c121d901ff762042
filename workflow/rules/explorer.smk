# explorer: needs everything; gives executed copies of the notebooks (`snakemake notebooks`, not part of `all`: a minute).


NOTEBOOKS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))


rule explorer_notebook:
    input:
        notebook=str(ROOT / "notebooks/{notebook}.ipynb"),
        manifest="<results>/manifest.json",
    output:
        page="<results>/notebooks/{notebook}.html",
    log:
        "<results>/logs/explorer_notebook_{notebook}.log",
    benchmark:
        "<results>/logs/explorer_notebook_{notebook}.tsv"
    wildcard_constraints:
        notebook="|".join(NOTEBOOKS),
    conda:
        "../../environment.yml"
    params:
        call="explorer.executed.execute_notebook",
        # A notebook may call anything.
        code=f"{digest_library()} {LOCK_DIGEST}",
        results=lambda wildcards: config["results"],
    script:
        "../job.py"


rule notebooks:
    input:
        expand(rules.explorer_notebook.output, notebook=NOTEBOOKS),
