# corpus: needs the raw articles in the seeds folder; gives articles, records, ledger, fields and rejected.


checkpoint corpus_records:
    input:
        sources=SOURCES,
    output:
        shards="<results>/corpus/shards.json",
        dealt=directory("<results>/corpus/dealt"),
        unreadable="<results>/corpus/unreadable.csv",
    log:
        "<results>/logs/corpus_records.log",
    benchmark:
        "<results>/logs/corpus_records.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("corpus.records.deal_records"),
        seeds=lambda wildcards: config["seeds"],
        columns=lambda wildcards: config["corpus"]["columns"],
        untracked=lambda wildcards: UNTRACKED,
    script:
        "../job.py"


rule corpus_shard:
    input:
        dealt="<results>/corpus/dealt/{shard}.parquet",
        furniture=FURNITURE,
        words=LINE_WORDS,
        line_model=LINE_MODEL,
        metadata=ANNOTATIONS,
    output:
        articles="<results>/corpus/shards/articles/{shard}.parquet",
        records="<results>/corpus/shards/records/{shard}.parquet",
        ledger="<results>/corpus/shards/ledger/{shard}.parquet",
        fields="<results>/corpus/shards/fields/{shard}.parquet",
        rejected="<results>/corpus/shards/rejected/{shard}.parquet",
    log:
        "<results>/logs/corpus_shard_{shard}.log",
    benchmark:
        "<results>/logs/corpus_shard_{shard}.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("corpus.articles.clean_shard"),
    script:
        "../job.py"


rule corpus_articles:
    input:
        articles=each_shard("<results>/corpus/shards/articles/{shard}.parquet"),
        records=each_shard("<results>/corpus/shards/records/{shard}.parquet"),
        ledger=each_shard("<results>/corpus/shards/ledger/{shard}.parquet"),
        fields=each_shard("<results>/corpus/shards/fields/{shard}.parquet"),
        rejected=each_shard("<results>/corpus/shards/rejected/{shard}.parquet"),
        unreadable="<results>/corpus/unreadable.csv",
        metadata=ANNOTATIONS,
    output:
        articles="<results>/corpus/articles.parquet",
        records="<results>/corpus/records.parquet",
        ledger="<results>/corpus/ledger.parquet",
        fields="<results>/corpus/fields.parquet",
        rejected="<results>/corpus/rejected.csv",
    log:
        "<results>/logs/corpus_articles.log",
    benchmark:
        "<results>/logs/corpus_articles.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("corpus.articles.gather_shards"),
        strict=config["corpus"]["strict"],
    script:
        "../job.py"


CORPUS = [
    "<results>/corpus/shards.json",
    "<results>/corpus/unreadable.csv",
    "<results>/corpus/dealt/{shard}.parquet",
    *rules.corpus_shard.output,
    *rules.corpus_articles.output,
]


rule corpus:
    input:
        each_shard(*CORPUS),
