# tokens: from the shards of the corpus to tokens and sentences by shard, vocabulary, lengths, multiword terms and spelling
# variants.


# A checkpoint, so that shards are tokenised again only if the spellings for damaged words have changed.
checkpoint tokens_damaged:
    input:
        articles=each_shard("<results>/work/corpus/shards/articles/{shard}.parquet"),
    output:
        respelled="<results>/work/tokens/respelled.csv",
        damaged="<results>/work/tokens/damaged.csv",
    conda:
        "../../environment.yml"
    params:
        **calls("tokens.damaged_words.repair_damaged"),
    script:
        "../job.py"


restart_unless_whole(rules.tokens_damaged.output)


use rule job as tokens_shard with:
    input:
        respelled=lambda wildcards: checkpoints.tokens_damaged.get().output.respelled,
        articles="<results>/work/corpus/shards/articles/{shard}.parquet",
        records="<results>/work/corpus/shards/records/{shard}.parquet",
        ledger="<results>/work/corpus/shards/ledger/{shard}.parquet",
    output:
        tokens="<results>/tokens/tokens/{shard}.parquet",
        sentences="<results>/tokens/sentences/{shard}.parquet",
        types="<results>/work/tokens/types/{shard}.parquet",
        tokenizing="<results>/work/tokens/tokenizing/{shard}.parquet",
    params:
        **calls("tokens.shard_tokens.tokenize_shard"),
        apostrophes=config["tokens"]["map_apostrophes"],
        paragraphs=config["tokens"]["sentences"] == "paragraphs",
        addresses=config["tokens"]["join_addresses"],
        language=config["corpus"]["language"],


use rule job as tokens_languages with:
    input:
        tokenizing=each_shard("<results>/work/tokens/tokenizing/{shard}.parquet"),
    output:
        languages="<results>/tokens/languages.csv",
    params:
        **calls("tokens.languages.gather_languages"),


use rule job as tokens_vocabulary with:
    input:
        types=each_shard("<results>/work/tokens/types/{shard}.parquet"),
        stopwords=STOPWORDS,
        accepted=ANNOTATED["variants"],
        acronyms=ACRONYMS,
    output:
        vocabulary="<results>/tokens/vocabulary.parquet",
    params:
        **calls("tokens.vocabulary.build_vocabulary"),
        language=config["corpus"]["language"],
        steps=lambda wildcards: config["tokens"]["normalize"],
        addresses=not config["tokens"]["join_addresses"],
        news=config["tokens"]["news_stopwords"],


use rule job as tokens_lengths with:
    input:
        **inputs("tokens", "vocabulary"),
    output:
        lengths="<results>/tokens/lengths.parquet",
    params:
        **calls("tokens.vocabulary.measure_lengths"),


use rule job as tokens_phrases with:
    input:
        **inputs("counted", "tokens", "vocabulary"),
        given=ANNOTATED["phrases"],
    output:
        phrases="<results>/work/tokens/phrases.csv",
    params:
        **calls("tokens.phrases.find_phrases"),


use rule job as tokens_phrase_places with:
    input:
        **inputs("vocabulary", "phrases"),
        tokens="<results>/tokens/tokens/{shard}.parquet",
    output:
        phrase_places="<results>/tokens/phrase_places/{shard}.parquet",
    params:
        **calls("tokens.phrases.locate_phrases"),


use rule job as tokens_variants with:
    input:
        **inputs("tokens", "vocabulary", "counted", "articles"),
        transliteration=SPELLINGS["transliteration"],
        endings=SPELLINGS["endings"],
        house_style=SPELLINGS["house_style"],
    output:
        variants="<results>/work/tokens/variants.csv",
    params:
        **calls("tokens.spellings.variants.propose_variants"),
        language=config["corpus"]["language"],


use rule job as tokens_variants_effect with:
    input:
        **inputs("tokens", "vocabulary", "counted", "articles"),
        accepted=ANNOTATED["variants"],
    output:
        variants_effect="<results>/tokens/variants_effect.csv",
        variants_unmatched="<results>/work/tokens/variants_unmatched.csv",
    params:
        **calls("tokens.spellings.variants_effect.measure_effect"),
        strict=config["corpus"]["strict"],


UNUSED = [] if ANNOTATED["variants"] else ["tokens_variants_effect"]
TOKENS = [*CORPUS, *outputs_of("tokens", *UNUSED)]


rule tokens:
    input:
        each_shard(*TOKENS),
