# Presswork: the table of contents. A target a stage; `snakemake` makes everything.
from snakemake.utils import min_version

min_version("9.0")

ROOT = Path(workflow.basedir)


configfile: ROOT / "config/config.yaml"


include: "workflow/rules/common.smk"


pathvars:
    results=config["results"],


report: str(Path(config["results"], "logs/captions/workflow.rst").resolve())


include: "workflow/rules/corpus.smk"
include: "workflow/rules/tokens.smk"
include: "workflow/rules/terms.smk"
include: "workflow/rules/topics.smk"
include: "workflow/rules/figures.smk"
include: "workflow/rules/paper.smk"
include: "workflow/rules/explorer.smk"
include: "workflow/rules/archive.smk"


rule all:
    default_target: True
    input:
        "<results>/manifest.json",
        # Named here too, since Snakemake does not miss a file behind one that is there.
        each_shard(*PAPER),
        rules.explorer_page.output,


onstart:
    start_run(config["results"])


onsuccess:
    finish_run(config["results"])


onerror:
    explain_failure(config["results"])
