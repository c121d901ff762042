# tokens: needs the corpus by shards; gives tokens and sentences by shards, vocabulary, lengths, multiword terms and spelling variants.


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
        paragraphs=config["tokens"]["sentences"] == "paragraphs",
        language=config["corpus"]["language"],
    script:
        "../job.py"


rule tokens_languages:
    input:
        tokenizing=each_shard("<results>/tokens/tokenizing/{shard}.parquet"),
    output:
        languages="<results>/tokens/languages.csv",
    log:
        "<results>/logs/tokens_languages.log",
    benchmark:
        "<results>/logs/tokens_languages.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("tokens.languages.gather_languages"),
    script:
        "../job.py"


rule tokens_vocabulary:
    input:
        types=each_shard("<results>/tokens/types/{shard}.parquet"),
        stopwords=STOPWORDS,
        accepted=ANNOTATED["variants"],
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
        steps=lambda wildcards: config["tokens"]["normalize"],
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


rule tokens_phrases:
    input:
        counted="<results>/corpus/counted.csv",
        tokens=each_shard("<results>/tokens/tokens/{shard}.parquet"),
        vocabulary="<results>/tokens/vocabulary.parquet",
        given=ANNOTATED["phrases"],
    output:
        phrases="<results>/tokens/phrases.csv",
    log:
        "<results>/logs/tokens_phrases.log",
    benchmark:
        "<results>/logs/tokens_phrases.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("tokens.phrases.find_phrases"),
    script:
        "../job.py"


rule tokens_phrase_places:
    input:
        tokens="<results>/tokens/tokens/{shard}.parquet",
        vocabulary="<results>/tokens/vocabulary.parquet",
        phrases="<results>/tokens/phrases.csv",
    output:
        phrase_places="<results>/tokens/phrase_places/{shard}.parquet",
    log:
        "<results>/logs/tokens_phrase_places_{shard}.log",
    benchmark:
        "<results>/logs/tokens_phrase_places_{shard}.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("tokens.phrases.locate_phrases"),
    script:
        "../job.py"


rule tokens_variants:
    input:
        tokens=each_shard("<results>/tokens/tokens/{shard}.parquet"),
        vocabulary="<results>/tokens/vocabulary.parquet",
        counted="<results>/corpus/counted.csv",
        articles="<results>/corpus/articles.parquet",
        transliteration=SPELLINGS["transliteration"],
        endings=SPELLINGS["endings"],
        house_style=SPELLINGS["house_style"],
    output:
        variants="<results>/tokens/variants.csv",
    log:
        "<results>/logs/tokens_variants.log",
    benchmark:
        "<results>/logs/tokens_variants.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("tokens.variants.propose_variants"),
        language=config["corpus"]["language"],
    script:
        "../job.py"


rule tokens_variants_effect:
    input:
        tokens=each_shard("<results>/tokens/tokens/{shard}.parquet"),
        vocabulary="<results>/tokens/vocabulary.parquet",
        counted="<results>/corpus/counted.csv",
        articles="<results>/corpus/articles.parquet",
        accepted=ANNOTATED["variants"],
    output:
        variants_effect="<results>/tokens/variants_effect.csv",
        variants_unmatched="<results>/tokens/variants_unmatched.csv",
    log:
        "<results>/logs/tokens_variants_effect.log",
    benchmark:
        "<results>/logs/tokens_variants_effect.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("tokens.variants_effect.measure_effect"),
        strict=config["corpus"]["strict"],
    script:
        "../job.py"


TOKENS = [
    *CORPUS,
    *rules.tokens_shard.output,
    *rules.tokens_languages.output,
    *rules.tokens_vocabulary.output,
    *rules.tokens_lengths.output,
    *rules.tokens_phrases.output,
    *rules.tokens_phrase_places.output,
    *rules.tokens_variants.output,
    *(rules.tokens_variants_effect.output if ANNOTATED["variants"] else []),
]


rule tokens:
    input:
        each_shard(*TOKENS),
