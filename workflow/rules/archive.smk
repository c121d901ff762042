# archive: from all results to the Data Package of the tables, the READMEs of the folders, and the manifest with the digest
# of each source and output.

from presswork.archive.citation import find_day
from presswork.archive.package import list_code
from presswork.archive.rebuildable import (
    REDUCED,
    find_rebuildable,
    list_below,
    name_steps,
    select_made,
)

CODE = [str(path) for path in list_code(ROOT)]


use rule job as archive_datapackage with:
    input:
        outputs=each_shard(*PAPER),
    output:
        datapackage="<results>/datapackage.json",
    params:
        call=calls("archive.datapackage.describe_tables")["call"],
        # The schemas of all tables are part of the code.
        code=f"{digest_library()} {LOCK_DIGEST}",
        results=lambda wildcards: config["results"],


use rule job as archive_readmes with:
    input:
        outputs=each_shard(*PAPER),
        support="<results>/support.json",
    output:
        run="<results>/README.md",
        corpus="<results>/corpus/README.md",
        tokens="<results>/tokens/README.md",
        terms="<results>/terms/README.md",
        topics="<results>/topics/README.md",
        figures="<results>/figures/README.md",
        paper="<results>/paper/README.md",
        work="<results>/work/README.md",
    params:
        **calls("archive.folder_readmes.write_readmes"),
        results=lambda wildcards: config["results"],


use rule job as archive_manifest with:
    input:
        outputs=each_shard(
            *PAPER,
            *rules.explorer_page.output,
            *rules.archive_datapackage.output,
            *rules.archive_readmes.output,
        ),
        sources=[] if SHARED else "<results>/corpus/sources.csv",
        resources=[
            *FURNITURE,
            LINE_WORDS,
            LINE_MODEL,
            HEADLINE_MODEL,
            *(path for path in STOPWORDS if path not in ANNOTATED["stopwords"]),
            *SPELLINGS.values(),
            *(path for name in ANNOTATED for path in ANNOTATED[name]),
        ],
        numbers="<results>/paper/numbers.json",
        lock=LOCK,
    output:
        manifest="<results>/manifest.json",
    params:
        **calls("archive.manifest.build_manifest"),
        library=digest_library(),
        settings=SETTINGS,
        results=lambda wildcards: config["results"],


# What a share contains of what was made from the texts; the rest is made from these files.
GIVEN = [
    "corpus/counted.csv",
    "corpus/flow.csv",
    *map(below_results, [*UNIT_MATRIX.values(), *MATRIX.values()]),
    "work/terms/collocations.csv",
    "terms/diversity.csv",
    "topics/coherence.csv",
    "topics/labels.csv",
]
# What the two shares, without and with headlines (which identify articles), can make again, and why not other figures.
HEADLINES = {"": [], "-with-headlines": ["corpus/headlines.parquet"]}
STEPS = name_steps(
    {each.name: (each.input, each.output) for each in workflow.rules},
    config["results"],
)
KEPT, NOT_REBUILT = {}, {}
for share, headlines in HEADLINES.items():
    KEPT[share], NOT_REBUILT[share] = find_rebuildable(
        STEPS, [*GIVEN, REDUCED, *headlines]
    )
MADE = {
    share: select_made(list_below(FIGURES, config["results"]), STEPS, kept)
    for share, kept in KEPT.items()
}
DAY = find_day(os.environ.get("SOURCE_DATE_EPOCH", ""))


use rule job as archive_crate with:
    input:
        outputs=rules.archive_manifest.input.outputs,
        manifest="<results>/manifest.json",
        annotations=[path for name in ANNOTATED for path in ANNOTATED[name]],
        code=CODE,
        citation=str(ROOT / "CITATION.cff"),
    output:
        crate="<results>/archive/crate.zip",
    params:
        **calls("archive.crate.build_crate"),
        root=lambda wildcards: str(ROOT),
        results=lambda wildcards: config["results"],
        seeds=lambda wildcards: config["seeds"],
        skipped=lambda wildcards: [each.source for each in SKIPPED],
        day=DAY,


use rule job as archive_share with:
    input:
        **inputs("articles", "records", "manifest"),
        given=lambda wildcards: list_planned([*GIVEN, *HEADLINES[wildcards.headlines]]),
        rebuilt=lambda wildcards: list_planned(MADE[wildcards.headlines]),
        annotations=[
            path for name in ("reference", "variants") for path in ANNOTATED[name]
        ],
        code=CODE,
        citation=str(ROOT / "CITATION.cff"),
    output:
        share="<results>/archive/share{headlines}.zip",
    log:
        "<results>/work/logs/archive_share{headlines}.log",
    wildcard_constraints:
        headlines="|-with-headlines",
    params:
        **calls("archive.share.build_share"),
        headlines=lambda wildcards: bool(wildcards.headlines),
        not_rebuilt=lambda wildcards: {
            name: reason
            for name, reason in NOT_REBUILT[wildcards.headlines].items()
            if list_planned([f"figures/{name}.pdf"])
        },
        root=lambda wildcards: str(ROOT),
        results=lambda wildcards: config["results"],
        seeds=lambda wildcards: config["seeds"],
        day=DAY,


rule archive:
    input:
        rules.archive_datapackage.output,
        rules.archive_readmes.output,
        rules.archive_manifest.output,
