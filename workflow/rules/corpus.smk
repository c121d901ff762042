# corpus: from the raw articles in the seeds folder to articles, records, ledger, fields, rejected records, near-duplicates
# and which articles are counted.


checkpoint corpus_records:
    input:
        metadata=stating_encodings(),
        decisions=ANNOTATED["furniture"],
    output:
        shards="<results>/work/corpus/shards.json",
        dealt=directory("<results>/work/corpus/dealt"),
        recurring="<results>/work/corpus/recurring.csv",
        recurring_cuts="<results>/work/corpus/recurring_cuts.csv",
        date_orders="<results>/work/corpus/date_orders.csv",
        remarks="<results>/work/corpus/remarks.parquet",
        sources="<results>/corpus/sources.csv",
    conda:
        "../../environment.yml"
    params:
        **calls("corpus.reading.records.read_seeds"),
        content=digest_sources(),
        seeds=lambda wildcards: config["seeds"],
        columns=lambda wildcards: config["corpus"]["columns"],
        encoding=config["corpus"]["encoding"],
    script:
        "../job.py"


restart_unless_whole(rules.corpus_records.output)


use rule job as corpus_shard with:
    input:
        **inputs("recurring_cuts", "date_orders"),
        dealt="<results>/work/corpus/dealt/{shard}.parquet",
        furniture=FURNITURE,
        words=LINE_WORDS,
        line_model=LINE_MODEL,
        headline_model=HEADLINE_MODEL,
        metadata=ANNOTATED["metadata"],
    output:
        articles="<results>/work/corpus/shards/articles/{shard}.parquet",
        records="<results>/work/corpus/shards/records/{shard}.parquet",
        repairs="<results>/work/corpus/shards/repairs/{shard}.parquet",
        ledger="<results>/work/corpus/shards/ledger/{shard}.parquet",
        fields="<results>/work/corpus/shards/fields/{shard}.parquet",
        remarks="<results>/work/corpus/shards/remarks/{shard}.parquet",
    params:
        **calls("corpus.articles.clean_shard"),
        repair=config["corpus"]["repair_mojibake"],
        day_first=config["corpus"]["day_first"],
        language=config["corpus"]["language"],


use rule job as corpus_articles with:
    input:
        articles=each_shard("<results>/work/corpus/shards/articles/{shard}.parquet"),
        records=each_shard("<results>/work/corpus/shards/records/{shard}.parquet"),
        repairs=each_shard("<results>/work/corpus/shards/repairs/{shard}.parquet"),
        ledger=each_shard("<results>/work/corpus/shards/ledger/{shard}.parquet"),
        fields=each_shard("<results>/work/corpus/shards/fields/{shard}.parquet"),
        remarks=each_shard(
            "<results>/work/corpus/remarks.parquet",
            "<results>/work/corpus/shards/remarks/{shard}.parquet",
        ),
        metadata=ANNOTATED["metadata"],
    output:
        articles="<results>/corpus/articles.parquet",
        records="<results>/corpus/records.parquet",
        repairs="<results>/work/corpus/repairs.csv",
        ledger="<results>/corpus/ledger.parquet",
        fields="<results>/corpus/fields.parquet",
        rejected="<results>/work/corpus/rejected.csv",
        notices="<results>/work/corpus/shards/notices.csv",
    params:
        **calls("corpus.joined_shards.gather_shards"),
        strict=config["corpus"]["strict"],


# A separate rule, so that a new hidden file such as .DS_Store does not cause articles to be processed again.
use rule job as corpus_notices with:
    input:
        notices="<results>/work/corpus/shards/notices.csv",
    output:
        notices="<results>/work/corpus/notices.csv",
    params:
        **calls("corpus.joined_shards.add_skipped"),
        skipped=lambda wildcards: [each._asdict() for each in SKIPPED],


use rule job as corpus_sketch with:
    input:
        articles="<results>/work/corpus/shards/articles/{shard}.parquet",
    output:
        sketches="<results>/work/corpus/sketches/{shard}.parquet",
    params:
        **calls("corpus.duplicates.near_duplicates.sketch_shard"),


use rule job as corpus_duplicates with:
    input:
        sketches=each_shard("<results>/work/corpus/sketches/{shard}.parquet"),
        articles=each_shard("<results>/work/corpus/shards/articles/{shard}.parquet"),
    output:
        duplicates="<results>/work/corpus/duplicates.csv",
        duplicate_pairs="<results>/work/corpus/duplicate_pairs.csv",
    params:
        **calls("corpus.duplicates.near_duplicates.find_clusters"),
        similarity=config["corpus"]["similarity"],


use rule job as corpus_counted with:
    input:
        **inputs("articles", "rejected", "duplicates"),
    output:
        counted="<results>/corpus/counted.csv",
        flow="<results>/corpus/flow.csv",
    params:
        **calls("corpus.selection.select_articles"),
        select=lambda wildcards: config["corpus"]["select"],
        which=config["corpus"]["duplicates"],
        language=config["corpus"]["language"],


use rule job as corpus_headlines with:
    input:
        articles="<results>/corpus/articles.parquet",
    output:
        headlines="<results>/corpus/headlines.parquet",
    params:
        **calls("corpus.headline_table.list_headlines"),


use rule job as corpus_report with:
    input:
        **inputs("flow", "rejected", "notices", "duplicates", "articles", "records"),
        **inputs("repairs", "fields", "ledger", "dealt"),
    output:
        report="<results>/corpus/report.md",
    params:
        **calls("corpus.report.write_report"),


CORPUS = [
    "<results>/work/corpus/shards.json",
    "<results>/work/corpus/recurring.csv",
    "<results>/work/corpus/recurring_cuts.csv",
    "<results>/work/corpus/date_orders.csv",
    "<results>/work/corpus/remarks.parquet",
    "<results>/corpus/sources.csv",
    "<results>/work/corpus/dealt/{shard}.parquet",
    *outputs_of("corpus", "corpus_records"),
]


rule corpus:
    input:
        each_shard(*CORPUS),
