# topics: needs the document-term matrix; gives what is fitted, scores of all fits beside articles without topics, the
# choice, and the topics of the chosen model with their terms, shares and prevalence.

ENGINES = config["topics"]["engines"]
KS = config["topics"]["k"]
GRID = expand("{engine}-{k}", engine=ENGINES, k=KS)
IN_PASSAGES = config["topics"]["passage_words"] > 0


def unit_matrix():
    """The matrix whose rows topics are fitted to: that of the terms, or one of passages."""
    folder = "topics/passages" if IN_PASSAGES else "terms"
    return {
        "matrix": f"<results>/{folder}/matrix.npz",
        "matrix_rows": f"<results>/{folder}/matrix_rows.csv",
        "matrix_columns": f"<results>/{folder}/matrix_columns.csv",
    }


rule topics_passages:
    input:
        counted="<results>/corpus/counted.csv",
        tokens=each_shard("<results>/tokens/tokens/{shard}.parquet"),
        vocabulary="<results>/tokens/vocabulary.parquet",
        phrase_places=each_shard(*PHRASE_PLACES),
    output:
        matrix="<results>/topics/passages/matrix.npz",
        matrix_rows="<results>/topics/passages/matrix_rows.csv",
        matrix_columns="<results>/topics/passages/matrix_columns.csv",
    log:
        "<results>/logs/topics_passages.log",
    benchmark:
        "<results>/logs/topics_passages.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("terms.matrix.build_matrix"),
        layer=config["terms"]["layer"],
        passage_words=config["topics"]["passage_words"],
        in_passages=True,
    script:
        "../job.py"


rule topics_units:
    input:
        **unit_matrix(),
        counted="<results>/corpus/counted.csv",
        articles="<results>/corpus/articles.parquet",
    output:
        units="<results>/topics/units.npz",
        unit_rows="<results>/topics/unit_rows.csv",
        unit_columns="<results>/topics/unit_columns.csv",
    log:
        "<results>/logs/topics_units.log",
    benchmark:
        "<results>/logs/topics_units.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("topics.units.select_units"),
        min_articles=config["topics"]["min_articles"],
        max_share=config["topics"]["max_share"],
        sample=config["topics"]["sample"],
    script:
        "../job.py"


rule topics_fit:
    input:
        units="<results>/topics/units.npz",
        unit_rows="<results>/topics/unit_rows.csv",
        unit_columns="<results>/topics/unit_columns.csv",
    output:
        model="<results>/topics/fits/{engine}-{k}/model.npz",
        scores="<results>/topics/fits/{engine}-{k}/scores.parquet",
        diagnostics="<results>/topics/fits/{engine}-{k}/diagnostics.parquet",
    log:
        "<results>/logs/topics_fit_{engine}-{k}.log",
    benchmark:
        "<results>/logs/topics_fit_{engine}-{k}.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("topics.fit.fit_topics"),
        engine=lambda wildcards: wildcards.engine,
        k=lambda wildcards: int(wildcards.k),
        seeds=config["topics"]["seeds"],
        nulls=config["topics"]["nulls"],
        few_articles=config["topics"]["few_articles"],
    script:
        "../job.py"


rule topics_choice:
    input:
        scores=expand("<results>/topics/fits/{fit}/scores.parquet", fit=GRID),
        diagnostics=expand("<results>/topics/fits/{fit}/diagnostics.parquet", fit=GRID),
        models=expand("<results>/topics/fits/{fit}/model.npz", fit=GRID),
        unit_rows="<results>/topics/unit_rows.csv",
        matrix_rows=unit_matrix()["matrix_rows"],
    output:
        scores="<results>/topics/scores.csv",
        criteria="<results>/topics/criteria.csv",
        diagnostics="<results>/topics/diagnostics.csv",
        choice="<results>/topics/choice.json",
        model="<results>/topics/model.npz",
    log:
        "<results>/logs/topics_choice.log",
    benchmark:
        "<results>/logs/topics_choice.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("topics.choice.choose_topics"),
        engines=ENGINES,
        ks=KS,
        choose=config["topics"]["choose"],
        few_articles=config["topics"]["few_articles"],
    script:
        "../job.py"


rule topics_terms:
    input:
        model="<results>/topics/model.npz",
        unit_columns="<results>/topics/unit_columns.csv",
    output:
        topics="<results>/topics/topics.csv",
    log:
        "<results>/logs/topics_terms.log",
    benchmark:
        "<results>/logs/topics_terms.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("topics.terms.list_terms"),
    script:
        "../job.py"


rule topics_shares:
    input:
        **unit_matrix(),
        model="<results>/topics/model.npz",
        unit_rows="<results>/topics/unit_rows.csv",
        unit_columns="<results>/topics/unit_columns.csv",
    output:
        shares="<results>/topics/shares.parquet",
    log:
        "<results>/logs/topics_shares.log",
    benchmark:
        "<results>/logs/topics_shares.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("topics.shares.share_topics"),
    script:
        "../job.py"


rule topics_replicates:
    input:
        model="<results>/topics/model.npz",
        units="<results>/topics/units.npz",
        unit_rows="<results>/topics/unit_rows.csv",
    output:
        replicates="<results>/topics/replicates.npz",
    log:
        "<results>/logs/topics_replicates.log",
    benchmark:
        "<results>/logs/topics_replicates.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("topics.replicates.refit_topics"),
        replicates=config["topics"]["replicates"],
    script:
        "../job.py"


EVIDENCE = {
    "shares": "<results>/topics/shares.parquet",
    "replicates": "<results>/topics/replicates.npz",
    "unit_rows": "<results>/topics/unit_rows.csv",
    "diagnostics": "<results>/topics/diagnostics.csv",
    "choice": "<results>/topics/choice.json",
}


rule topics_prevalence:
    input:
        **EVIDENCE,
    output:
        prevalence="<results>/topics/prevalence.csv",
    log:
        "<results>/logs/topics_prevalence.log",
    benchmark:
        "<results>/logs/topics_prevalence.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("topics.prevalence.measure_prevalence"),
    script:
        "../job.py"


rule topics_trends:
    input:
        **EVIDENCE,
        articles="<results>/corpus/articles.parquet",
    output:
        topic_trends="<results>/topics/trends.csv",
    log:
        "<results>/logs/topics_trends.log",
    benchmark:
        "<results>/logs/topics_trends.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("topics.trends.follow_topics"),
        period=config["terms"]["trends"]["period"],
    script:
        "../job.py"


rule topics_groups:
    input:
        **EVIDENCE,
        articles="<results>/corpus/articles.parquet",
    output:
        topic_groups="<results>/topics/groups.csv",
    log:
        "<results>/logs/topics_groups.log",
    benchmark:
        "<results>/logs/topics_groups.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("topics.groups.compare_groups"),
    script:
        "../job.py"


rule topics_skipped:
    input:
        matrix_rows=unit_matrix()["matrix_rows"],
        prevalence="<results>/topics/prevalence.csv",
        choice="<results>/topics/choice.json",
        articles="<results>/corpus/articles.parquet",
    output:
        skipped_topics="<results>/topics/skipped.csv",
    log:
        "<results>/logs/topics_skipped.log",
    benchmark:
        "<results>/logs/topics_skipped.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("topics.skipped.list_skipped_topics"),
    script:
        "../job.py"


TOPICS = [
    *TERMS,
    *rules.topics_units.output,
    *expand(
        rules.topics_fit.output,
        zip,
        engine=[e for e in ENGINES for _ in KS],
        k=KS * len(ENGINES),
    ),
    *rules.topics_choice.output,
    *rules.topics_terms.output,
    *rules.topics_shares.output,
    *rules.topics_replicates.output,
    *rules.topics_prevalence.output,
    *rules.topics_trends.output,
    *rules.topics_groups.output,
    *rules.topics_skipped.output,
]


rule topics:
    input:
        each_shard(*TOPICS),
