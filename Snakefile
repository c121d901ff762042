# Presswork: each stage has a target with its name; `snakemake` makes everything.
import logging

from snakemake.utils import min_version

min_version("9.0")
# On a full disk, Snakemake cannot write its own log, and would print a traceback for each line.
logging.raiseExceptions = False

ROOT = Path(workflow.basedir)


configfile: ROOT / "config/config.yaml"


include: "workflow/rules/common.smk"


pathvars:
    results=config["results"],


report: str(Path(config["results"], "work/logs/captions/workflow.rst").resolve())


include: "workflow/rules/job.smk"


if SHARED:
    # There are no texts to read; what was made from them is in the results folder.
    CORPUS = TOKENS = []
else:

    include: "workflow/rules/corpus.smk"
    include: "workflow/rules/tokens.smk"


include: "workflow/rules/terms.smk"
include: "workflow/rules/topics.smk"
include: "workflow/rules/figures.smk"
include: "workflow/rules/paper.smk"
include: "workflow/rules/explorer.smk"
include: "workflow/rules/archive.smk"
include: "workflow/rules/show.smk"


# All files are listed, because Snakemake does not notice a missing file if a later one exists.
FINISHED = [
    "<results>/manifest.json",
    rules.archive_datapackage.output,
    rules.archive_readmes.output,
    each_shard(*PAPER),
    rules.explorer_page.output,
]

if SHARED:
    (share,) = (
        name
        for name, paths in HEADLINES.items()
        if bool(paths) == Path(config["results"], "corpus/headlines.parquet").is_file()
    )
    FINISHED = [lambda wildcards: list_planned(MADE[share])]


rule all:
    default_target: True
    input:
        *FINISHED,


complete_rules(workflow.rules)


onstart:
    stop_where_refused(start_run, config["results"])


onsuccess:
    stop_where_refused(finish_run, config["results"])


onerror:
    explain_failure(config["results"])
