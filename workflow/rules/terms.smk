# terms: needs tokens, vocabulary and which articles count; gives the document-term matrix, frequency with dispersion,
# the law of the counts, vocabulary growth, diversity and readability, keyness, collocations, n-grams, co-occurrence,
# distinctive terms, trends.


PHRASE_PLACES = [
    path
    for path in rules.tokens_phrase_places.output
    if config["terms"]["layer"] == "phrase"
]


rule terms_matrix:
    input:
        counted="<results>/corpus/counted.csv",
        tokens=each_shard("<results>/tokens/tokens/{shard}.parquet"),
        vocabulary="<results>/tokens/vocabulary.parquet",
        phrase_places=each_shard(*PHRASE_PLACES),
    output:
        matrix="<results>/terms/matrix.npz",
        matrix_rows="<results>/terms/matrix_rows.csv",
        matrix_columns="<results>/terms/matrix_columns.csv",
    log:
        "<results>/logs/terms_matrix.log",
    benchmark:
        "<results>/logs/terms_matrix.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("terms.matrix.build_matrix"),
        layer=config["terms"]["layer"],
        passage_words=config["terms"]["passage_words"],
    script:
        "../job.py"


rule terms_frequency:
    input:
        matrix="<results>/terms/matrix.npz",
        matrix_rows="<results>/terms/matrix_rows.csv",
        matrix_columns="<results>/terms/matrix_columns.csv",
        articles="<results>/corpus/articles.parquet",
        counted="<results>/corpus/counted.csv",
    output:
        frequency="<results>/terms/frequency.csv",
    log:
        "<results>/logs/terms_frequency.log",
    benchmark:
        "<results>/logs/terms_frequency.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("terms.frequency.measure_frequency"),
        unit=config["terms"]["frequency"]["unit"],
    script:
        "../job.py"


rule terms_distribution:
    input:
        frequency="<results>/terms/frequency.csv",
    output:
        distribution="<results>/terms/distribution.csv",
    log:
        "<results>/logs/terms_distribution.log",
    benchmark:
        "<results>/logs/terms_distribution.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("terms.distribution.fit_distribution"),
    script:
        "../job.py"


rule terms_growth:
    input:
        matrix="<results>/terms/matrix.npz",
        matrix_rows="<results>/terms/matrix_rows.csv",
        distribution="<results>/terms/distribution.csv",
    output:
        growth="<results>/terms/growth.csv",
    log:
        "<results>/logs/terms_growth.log",
    benchmark:
        "<results>/logs/terms_growth.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("terms.growth.measure_growth"),
    script:
        "../job.py"


rule terms_diversity:
    input:
        counted="<results>/corpus/counted.csv",
        tokens=each_shard("<results>/tokens/tokens/{shard}.parquet"),
        vocabulary="<results>/tokens/vocabulary.parquet",
    output:
        diversity="<results>/terms/diversity.csv",
    log:
        "<results>/logs/terms_diversity.log",
    benchmark:
        "<results>/logs/terms_diversity.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("terms.diversity.measure_diversity"),
        language=config["corpus"]["language"],
    script:
        "../job.py"


rule terms_diversity_groups:
    input:
        diversity="<results>/terms/diversity.csv",
        articles="<results>/corpus/articles.parquet",
    output:
        diversity_groups="<results>/terms/diversity_groups.csv",
    log:
        "<results>/logs/terms_diversity_groups.log",
    benchmark:
        "<results>/logs/terms_diversity_groups.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("terms.diversity_groups.compare_diversity"),
    script:
        "../job.py"


rule terms_collocations:
    input:
        matrix_rows="<results>/terms/matrix_rows.csv",
        frequency="<results>/terms/frequency.csv",
        tokens=each_shard("<results>/tokens/tokens/{shard}.parquet"),
        vocabulary="<results>/tokens/vocabulary.parquet",
        phrase_places=each_shard(*PHRASE_PLACES),
    output:
        collocations="<results>/terms/collocations.csv",
    log:
        "<results>/logs/terms_collocations.log",
    benchmark:
        "<results>/logs/terms_collocations.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("terms.collocations.find_collocations"),
        layer=config["terms"]["layer"],
        nodes=lambda wildcards: config["terms"]["collocations"]["nodes"],
        window=config["terms"]["collocations"]["window"],
        within_sentence=config["terms"]["collocations"]["within_sentence"],
    script:
        "../job.py"


rule terms_ngrams:
    input:
        matrix_rows="<results>/terms/matrix_rows.csv",
        tokens=each_shard("<results>/tokens/tokens/{shard}.parquet"),
        vocabulary="<results>/tokens/vocabulary.parquet",
    output:
        ngrams="<results>/terms/ngrams.csv",
    log:
        "<results>/logs/terms_ngrams.log",
    benchmark:
        "<results>/logs/terms_ngrams.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("terms.ngrams.count_ngrams"),
        layer=config["terms"]["layer"],
    script:
        "../job.py"


rule terms_cooccurrence:
    input:
        matrix="<results>/terms/matrix.npz",
        matrix_rows="<results>/terms/matrix_rows.csv",
        matrix_columns="<results>/terms/matrix_columns.csv",
    output:
        cooccurrence="<results>/terms/cooccurrence.csv",
    log:
        "<results>/logs/terms_cooccurrence.log",
    benchmark:
        "<results>/logs/terms_cooccurrence.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("terms.cooccurrence.count_cooccurrence"),
    script:
        "../job.py"


rule terms_distinctive:
    input:
        matrix="<results>/terms/matrix.npz",
        matrix_rows="<results>/terms/matrix_rows.csv",
        matrix_columns="<results>/terms/matrix_columns.csv",
        articles="<results>/corpus/articles.parquet",
    output:
        distinctive="<results>/terms/distinctive.csv",
    log:
        "<results>/logs/terms_distinctive.log",
    benchmark:
        "<results>/logs/terms_distinctive.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("terms.tfidf.find_distinctive"),
        variant=config["terms"]["distinctive"],
    script:
        "../job.py"


rule terms_trends:
    input:
        matrix="<results>/terms/matrix.npz",
        matrix_rows="<results>/terms/matrix_rows.csv",
        matrix_columns="<results>/terms/matrix_columns.csv",
        frequency="<results>/terms/frequency.csv",
        articles="<results>/corpus/articles.parquet",
    output:
        trends="<results>/terms/trends.csv",
    log:
        "<results>/logs/terms_trends.log",
    benchmark:
        "<results>/logs/terms_trends.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("terms.trends.follow_terms"),
        terms=lambda wildcards: config["terms"]["trends"]["terms"],
        period=config["terms"]["trends"]["period"],
        top=config["figures"]["terms"],
    script:
        "../job.py"


rule terms_composition:
    input:
        matrix_rows="<results>/terms/matrix_rows.csv",
        articles="<results>/corpus/articles.parquet",
    output:
        composition="<results>/terms/composition.csv",
    log:
        "<results>/logs/terms_composition.log",
    benchmark:
        "<results>/logs/terms_composition.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("terms.composition.measure_composition"),
    script:
        "../job.py"


rule terms_keyness:
    input:
        matrix="<results>/terms/matrix.npz",
        matrix_rows="<results>/terms/matrix_rows.csv",
        matrix_columns="<results>/terms/matrix_columns.csv",
        articles="<results>/corpus/articles.parquet",
        counted="<results>/corpus/counted.csv",
        frequency_list=ANNOTATED["reference"],
        accepted=ANNOTATED["variants"],
    output:
        keyness="<results>/terms/keyness.csv",
        comparisons="<results>/terms/comparisons.csv",
    log:
        "<results>/logs/terms_keyness.log",
    benchmark:
        "<results>/logs/terms_keyness.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("terms.keyness.measure_keyness"),
        options=config["terms"]["keyness"],
        layer=config["terms"]["layer"],
        language=config["corpus"]["language"],
        steps=lambda wildcards: config["tokens"]["normalize"],
    script:
        "../job.py"


TERMS = [
    *TOKENS,
    *rules.terms_matrix.output,
    *rules.terms_frequency.output,
    *rules.terms_distribution.output,
    *rules.terms_growth.output,
    *rules.terms_diversity.output,
    *rules.terms_diversity_groups.output,
    *rules.terms_keyness.output,
    *rules.terms_collocations.output,
    *rules.terms_ngrams.output,
    *rules.terms_cooccurrence.output,
    *rules.terms_distinctive.output,
    *rules.terms_trends.output,
    *rules.terms_composition.output,
]


rule terms:
    input:
        each_shard(*TERMS),
