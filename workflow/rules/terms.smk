# terms: needs tokens, vocabulary and which articles count; gives the document-term matrix, frequency with dispersion,
# the law of the counts, vocabulary growth, diversity and readability, keyness, collocations, n-grams, co-occurrence,
# distinctive terms, trends.


PHRASE_PLACES = (
    ["<results>/tokens/phrase_places/{shard}.parquet"]
    if config["terms"]["layer"] == "phrase"
    else []
)


# The running words of all articles, and the document-term matrix.
TEXTS = {
    "tokens": each_shard("<results>/tokens/tokens/{shard}.parquet"),
    "vocabulary": "<results>/tokens/vocabulary.parquet",
    "phrase_places": each_shard(*PHRASE_PLACES),
}
MATRIX = {
    "matrix": "<results>/terms/matrix.npz",
    "matrix_rows": "<results>/terms/matrix_rows.csv",
    "matrix_columns": "<results>/terms/matrix_columns.csv",
}


use rule job as terms_matrix with:
    input:
        **TEXTS,
        counted="<results>/corpus/counted.csv",
    output:
        **MATRIX,
    params:
        **calls("terms.counting.matrix.build_matrix"),
        layer=config["terms"]["layer"],
        passage_words=config["terms"]["passage_words"],


use rule job as terms_frequency with:
    input:
        **MATRIX,
        articles="<results>/corpus/articles.parquet",
        counted="<results>/corpus/counted.csv",
    output:
        frequency="<results>/terms/frequency.csv",
    params:
        **calls("terms.counting.frequency.measure_frequency"),
        unit=config["terms"]["frequency"]["unit"],


use rule job as terms_distribution with:
    input:
        frequency="<results>/terms/frequency.csv",
    output:
        distribution="<results>/terms/distribution.csv",
    params:
        **calls("terms.vocabulary.distribution.fit_distribution"),


use rule job as terms_growth with:
    input:
        matrix="<results>/terms/matrix.npz",
        matrix_rows="<results>/terms/matrix_rows.csv",
        distribution="<results>/terms/distribution.csv",
    output:
        growth="<results>/terms/growth.csv",
    params:
        **calls("terms.vocabulary.growth.measure_growth"),


use rule job as terms_diversity with:
    input:
        counted="<results>/corpus/counted.csv",
        tokens=each_shard("<results>/tokens/tokens/{shard}.parquet"),
        vocabulary="<results>/tokens/vocabulary.parquet",
    output:
        diversity="<results>/terms/diversity.csv",
    params:
        **calls("terms.vocabulary.diversity.measure_diversity"),
        language=config["corpus"]["language"],


use rule job as terms_diversity_groups with:
    input:
        diversity="<results>/terms/diversity.csv",
        articles="<results>/corpus/articles.parquet",
    output:
        diversity_groups="<results>/terms/diversity_groups.csv",
    params:
        **calls("terms.vocabulary.diversity_groups.compare_diversity"),


use rule job as terms_collocations with:
    input:
        **TEXTS,
        matrix_rows="<results>/terms/matrix_rows.csv",
        frequency="<results>/terms/frequency.csv",
    output:
        collocations="<results>/terms/collocations.csv",
    params:
        **calls("terms.collocations.find_collocations"),
        layer=config["terms"]["layer"],
        nodes=lambda wildcards: config["terms"]["collocations"]["nodes"],
        window=config["terms"]["collocations"]["window"],
        within_sentence=config["terms"]["collocations"]["within_sentence"],


use rule job as terms_ngrams with:
    input:
        matrix_rows="<results>/terms/matrix_rows.csv",
        tokens=each_shard("<results>/tokens/tokens/{shard}.parquet"),
        vocabulary="<results>/tokens/vocabulary.parquet",
    output:
        ngrams="<results>/terms/ngrams.csv",
    params:
        **calls("terms.counting.ngrams.count_ngrams"),
        layer=config["terms"]["layer"],


use rule job as terms_cooccurrence with:
    input:
        **MATRIX,
    output:
        cooccurrence="<results>/terms/cooccurrence.csv",
    params:
        **calls("terms.cooccurrence.count_cooccurrence"),


use rule job as terms_distinctive with:
    input:
        **MATRIX,
        articles="<results>/corpus/articles.parquet",
    output:
        distinctive="<results>/terms/distinctive.csv",
    params:
        **calls("terms.comparison.tfidf.find_distinctive"),
        variant=config["terms"]["distinctive"],


use rule job as terms_trends with:
    input:
        **MATRIX,
        frequency="<results>/terms/frequency.csv",
        articles="<results>/corpus/articles.parquet",
    output:
        trends="<results>/terms/trends.csv",
    params:
        **calls("terms.trends.follow_terms"),
        terms=lambda wildcards: config["terms"]["trends"]["terms"],
        period=config["terms"]["trends"]["period"],
        top=config["figures"]["terms"],


use rule job as terms_composition with:
    input:
        matrix_rows="<results>/terms/matrix_rows.csv",
        articles="<results>/corpus/articles.parquet",
    output:
        composition="<results>/terms/composition.csv",
    params:
        **calls("terms.counting.composition.measure_composition"),


use rule job as terms_keyness with:
    input:
        **MATRIX,
        articles="<results>/corpus/articles.parquet",
        counted="<results>/corpus/counted.csv",
        frequency_list=ANNOTATED["reference"],
        accepted=ANNOTATED["variants"],
    output:
        keyness="<results>/terms/keyness.csv",
        comparisons="<results>/terms/comparisons.csv",
    params:
        **calls("terms.comparison.keyness.measure_keyness"),
        options=config["terms"]["keyness"],
        layer=config["terms"]["layer"],
        language=config["corpus"]["language"],
        steps=lambda wildcards: config["tokens"]["normalize"],


TERMS = [*TOKENS, *outputs_of("terms")]


rule terms:
    input:
        each_shard(*TERMS),
