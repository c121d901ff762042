# terms: needs tokens, vocabulary and which articles count; gives the document-term matrix, frequency with dispersion, keyness.


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
        skipped_keyness="<results>/terms/skipped_keyness.csv",
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
    *rules.terms_keyness.output,
]


rule terms:
    input:
        each_shard(*TERMS),
