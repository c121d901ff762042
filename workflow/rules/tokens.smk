# tokens: needs the corpus by shards; gives tokens and sentences by shards, vocabulary and lengths.


rule tokens_shard:
    input:
        articles="<results>/corpus/shards/articles/{shard}.parquet",
        records="<results>/corpus/shards/records/{shard}.parquet",
        ledger="<results>/corpus/shards/ledger/{shard}.parquet",
    output:
        tokens="<results>/tokens/tokens/{shard}.parquet",
        sentences="<results>/tokens/sentences/{shard}.parquet",
        types="<results>/tokens/types/{shard}.parquet",
        tokenizing="<results>/tokens/tokenizing/{shard}.parquet",
    log:
        "<results>/logs/tokens_shard_{shard}.log",
    benchmark:
        "<results>/logs/tokens_shard_{shard}.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("tokens.shard.tokenize_shard"),
        apostrophes=config["tokens"]["map_apostrophes"],
        language=config["corpus"]["language"],
    script:
        "../job.py"


rule tokens_vocabulary:
    input:
        types=each_shard("<results>/tokens/types/{shard}.parquet"),
        stopwords=STOPWORDS,
    output:
        vocabulary="<results>/tokens/vocabulary.parquet",
    log:
        "<results>/logs/tokens_vocabulary.log",
    benchmark:
        "<results>/logs/tokens_vocabulary.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("tokens.vocabulary.build_vocabulary"),
        language=config["corpus"]["language"],
    script:
        "../job.py"


rule tokens_lengths:
    input:
        tokens=each_shard("<results>/tokens/tokens/{shard}.parquet"),
        vocabulary="<results>/tokens/vocabulary.parquet",
    output:
        lengths="<results>/tokens/lengths.parquet",
    log:
        "<results>/logs/tokens_lengths.log",
    benchmark:
        "<results>/logs/tokens_lengths.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("tokens.vocabulary.measure_lengths"),
    script:
        "../job.py"


TOKENS = [
    *CORPUS,
    *rules.tokens_shard.output,
    *rules.tokens_vocabulary.output,
    *rules.tokens_lengths.output,
]


rule tokens:
    input:
        each_shard(*TOKENS),
