# archive: needs everything; gives the manifest, the digest of each source and each output.


rule archive_manifest:
    input:
        outputs=each_shard(*PAPER, *rules.explorer_page.output),
        sources=SOURCES,
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
    log:
        "<results>/logs/archive_manifest.log",
    benchmark:
        "<results>/logs/archive_manifest.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("archive.manifest.build_manifest"),
        library=digest_library(),
        settings=SETTINGS,
        results=lambda wildcards: config["results"],
        seeds=lambda wildcards: config["seeds"],
    script:
        "../job.py"


rule archive:
    input:
        rules.archive_manifest.output,
