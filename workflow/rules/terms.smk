# terms: needs tokens, vocabulary and which articles count; gives the document-term matrix, frequency with dispersion,
# the law of the counts, vocabulary growth, and the diversity and readability of articles and outlets.


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


TERMS = [
    *TOKENS,
    *rules.terms_matrix.output,
    *rules.terms_frequency.output,
    *rules.terms_distribution.output,
    *rules.terms_growth.output,
    *rules.terms_diversity.output,
    *rules.terms_diversity_groups.output,
]


rule terms:
    input:
        each_shard(*TERMS),
