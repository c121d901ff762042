# topics: needs the document-term matrix; gives scores of all fits, and topics, shares and prevalence of the chosen one.

KS = config["topics"]["k"]


rule topics_fit:
    input:
        matrix="<results>/terms/matrix.npz",
        matrix_rows="<results>/terms/matrix_rows.csv",
        matrix_columns="<results>/terms/matrix_columns.csv",
    output:
        scores="<results>/topics/fits/{k}/scores.parquet",
        topics="<results>/topics/fits/{k}/topics.parquet",
        shares="<results>/topics/fits/{k}/shares.parquet",
        prevalence="<results>/topics/fits/{k}/prevalence.parquet",
    log:
        "<results>/logs/topics_fit_{k}.log",
    benchmark:
        "<results>/logs/topics_fit_{k}.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("topics.fit.fit_topics"),
        k=lambda wildcards: int(wildcards.k),
        seeds=config["topics"]["seeds"],
        min_articles=config["topics"]["min_articles"],
        max_share=config["topics"]["max_share"],
        few_articles=config["topics"]["few_articles"],
    script:
        "../job.py"


rule topics_choice:
    input:
        scores=expand("<results>/topics/fits/{k}/scores.parquet", k=KS),
        topics=expand("<results>/topics/fits/{k}/topics.parquet", k=KS),
        shares=expand("<results>/topics/fits/{k}/shares.parquet", k=KS),
        prevalence=expand("<results>/topics/fits/{k}/prevalence.parquet", k=KS),
        matrix_rows="<results>/terms/matrix_rows.csv",
    output:
        scores="<results>/topics/scores.csv",
        topics="<results>/topics/topics.csv",
        shares="<results>/topics/shares.parquet",
        prevalence="<results>/topics/prevalence.csv",
        choice="<results>/topics/choice.json",
    log:
        "<results>/logs/topics_choice.log",
    benchmark:
        "<results>/logs/topics_choice.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("topics.choice.choose_topics"),
        ks=KS,
        choose=config["topics"]["choose"],
        few_articles=config["topics"]["few_articles"],
    script:
        "../job.py"


TOPICS = [*TERMS, *expand(rules.topics_fit.output, k=KS), *rules.topics_choice.output]


rule topics:
    input:
        each_shard(*TOPICS),
