# terms: from tokens, vocabulary and counted articles to the document-term matrix, frequency with dispersion, distribution,
# vocabulary growth, diversity and readability, keyness, collocations, n-grams, co-occurrence, distinctive terms and
# trends.

# The running words of all articles, with multiword terms if these are counted, and the document-term matrix.
PHRASES = inputs("phrase_places") if config["terms"]["layer"] == "phrase" else {}
TEXTS = {**inputs("tokens", "vocabulary"), "phrase_places": [], **PHRASES}
MATRIX = inputs("matrix", "matrix_rows", "matrix_columns")


use rule job as terms_matrix with:
    input:
        **TEXTS,
        **inputs("counted"),
    output:
        **MATRIX,
    params:
        **calls("terms.counting.matrix.build_matrix"),
        layer=config["terms"]["layer"],
        passage_words=config["terms"]["passage_words"],


use rule job as terms_frequency with:
    input:
        **MATRIX,
        **inputs("articles", "counted"),
    output:
        frequency="<results>/terms/frequency.csv",
    params:
        **calls("terms.counting.frequency.measure_frequency"),
        unit=config["terms"]["frequency"]["unit"],


use rule job as terms_distribution with:
    input:
        **inputs("frequency"),
    output:
        distribution="<results>/terms/distribution.csv",
    params:
        **calls("terms.vocabulary.distribution.fit_distribution"),


use rule job as terms_growth with:
    input:
        **inputs("matrix", "matrix_rows", "distribution"),
    output:
        growth="<results>/terms/growth.csv",
    params:
        **calls("terms.vocabulary.growth.measure_growth"),


use rule job as terms_diversity with:
    input:
        **inputs("counted", "tokens", "vocabulary"),
    output:
        diversity="<results>/terms/diversity.csv",
    params:
        **calls("terms.vocabulary.diversity.measure_diversity"),
        language=config["corpus"]["language"],


use rule job as terms_diversity_groups with:
    input:
        **inputs("diversity", "articles"),
    output:
        diversity_groups="<results>/terms/diversity_groups.csv",
    params:
        **calls("terms.vocabulary.diversity_groups.compare_diversity"),


use rule job as terms_collocations with:
    input:
        **TEXTS,
        **inputs("matrix_rows", "frequency"),
    output:
        collocations="<results>/work/terms/collocations.csv",
    params:
        **calls("terms.collocations.find_collocations"),
        layer=config["terms"]["layer"],
        nodes=lambda wildcards: config["terms"]["collocations"]["nodes"],
        window=config["terms"]["collocations"]["window"],
        within_sentence=config["terms"]["collocations"]["within_sentence"],


use rule job as terms_ngrams with:
    input:
        **inputs("matrix_rows", "tokens", "vocabulary"),
    output:
        ngrams="<results>/work/terms/ngrams.csv",
    params:
        **calls("terms.counting.ngrams.count_ngrams"),
        layer=config["terms"]["layer"],


use rule job as terms_cooccurrence with:
    input:
        **MATRIX,
    output:
        cooccurrence="<results>/work/terms/cooccurrence.csv",
    params:
        **calls("terms.cooccurrence.count_cooccurrence"),


use rule job as terms_distinctive with:
    input:
        **MATRIX,
        **inputs("articles"),
    output:
        distinctive="<results>/work/terms/distinctive.csv",
    params:
        **calls("terms.comparison.tfidf.find_distinctive"),
        variant=config["terms"]["distinctive"],


use rule job as terms_trends with:
    input:
        **MATRIX,
        **inputs("frequency", "articles"),
    output:
        trends="<results>/terms/trends.csv",
    params:
        **calls("terms.trends.follow_terms"),
        terms=lambda wildcards: config["terms"]["trends"]["terms"],
        period=config["terms"]["trends"]["period"],
        top=config["figures"]["terms"],


use rule job as terms_composition with:
    input:
        **inputs("matrix_rows", "articles"),
    output:
        composition="<results>/terms/composition.csv",
    params:
        **calls("terms.counting.composition.measure_composition"),


use rule job as terms_keyness with:
    input:
        **MATRIX,
        **inputs("articles", "counted"),
        frequency_list=ANNOTATED["reference"],
        accepted=ANNOTATED["variants"],
    output:
        keyness="<results>/work/terms/keyness.csv",
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
