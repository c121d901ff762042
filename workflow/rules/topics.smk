# topics: needs the document-term matrix; gives what is fitted, what the corpus supports at all, scores of all fits
# beside articles without topics, the choice, the topics of the chosen model with their terms, shares and prevalence, and
# what no stage could compute.

# Nothing is fitted where articles are placed into an earlier run's topics.
ENGINES = [] if PLACED else config["topics"]["engines"]
KS = [] if PLACED else config["topics"]["k"]
GRID = expand("{engine}-{k}", engine=ENGINES, k=KS)
# The refits of the chosen model are made in so many jobs; their number changes no result.
REFIT_PARTS = 4
# What the terms of a model are: articles can be placed only into one of the same terms.
BASIS = {"language": config["corpus"]["language"], "layer": config["terms"]["layer"]}


# The matrix whose rows topics are fitted to: that of the terms, or one of passages.
UNITS = "topics/passages" if config["topics"]["passage_words"] else "terms"
UNIT_MATRIX = {
    "matrix": f"<results>/{UNITS}/matrix.npz",
    "matrix_rows": f"<results>/{UNITS}/matrix_rows.csv",
    "matrix_columns": f"<results>/{UNITS}/matrix_columns.csv",
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
        **UNIT_MATRIX,
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


checkpoint topics_support:
    input:
        matrix_rows="<results>/terms/matrix_rows.csv",
        unit_rows="<results>/topics/unit_rows.csv",
        unit_columns="<results>/topics/unit_columns.csv",
        articles="<results>/corpus/articles.parquet",
        counted="<results>/corpus/counted.csv",
    output:
        support="<results>/support.json",
    log:
        "<results>/logs/topics_support.log",
    benchmark:
        "<results>/logs/topics_support.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("topics.support.find_support"),
        annotations=[name for name in ("variants", "reference") if ANNOTATED[name]],
        keyness=config["terms"]["keyness"],
        engines=config["topics"]["engines"],
        ks=config["topics"]["k"],
        few_articles=config["topics"]["few_articles"],
        placed=bool(PLACED),
    script:
        "../job.py"


rule topics_nulls:
    input:
        units="<results>/topics/units.npz",
        unit_rows="<results>/topics/unit_rows.csv",
    output:
        nulls="<results>/topics/nulls.npz",
    log:
        "<results>/logs/topics_nulls.log",
    benchmark:
        "<results>/logs/topics_nulls.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("topics.nulls.draw_nulls"),
        nulls=config["topics"]["nulls"],
    script:
        "../job.py"


rule topics_fit:
    input:
        units="<results>/topics/units.npz",
        unit_rows="<results>/topics/unit_rows.csv",
        unit_columns="<results>/topics/unit_columns.csv",
        nulls=planned("<results>/topics/nulls.npz"),
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
        few_articles=config["topics"]["few_articles"],
        # What is decided by them is whether the reported engine has topics.
        against_nulls=lambda wildcards: wildcards.engine
        == config["topics"]["engines"][0],
    script:
        "../job.py"


rule topics_scores:
    input:
        scores=each_fit("scores.parquet", GRID),
        diagnostics=each_fit("diagnostics.parquet", GRID),
        matrix_rows=UNIT_MATRIX["matrix_rows"],
    output:
        scores="<results>/topics/scores.csv",
        criteria="<results>/topics/criteria.csv",
        diagnostics="<results>/topics/diagnostics.csv",
    log:
        "<results>/logs/topics_scores.log",
    benchmark:
        "<results>/logs/topics_scores.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("topics.criteria.gather_scores"),
    script:
        "../job.py"


rule topics_choice:
    input:
        scores=planned("<results>/topics/scores.csv"),
        criteria=planned("<results>/topics/criteria.csv"),
        models=each_fit("model.npz", GRID),
        unit_rows="<results>/topics/unit_rows.csv",
        matrix_rows=UNIT_MATRIX["matrix_rows"],
    output:
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
        basis=BASIS,
    script:
        "../job.py"


if PLACED:

    ruleorder: topics_place > topics_units
    ruleorder: topics_adopt > topics_choice
    ruleorder: topics_adopt > topics_scores

    rule topics_place:
        input:
            **UNIT_MATRIX,
            counted="<results>/corpus/counted.csv",
            unit_columns=PLACED["unit_columns"],
        output:
            units="<results>/topics/units.npz",
            unit_rows="<results>/topics/unit_rows.csv",
            unit_columns="<results>/topics/unit_columns.csv",
        log:
            "<results>/logs/topics_place.log",
        benchmark:
            "<results>/logs/topics_place.tsv"
        conda:
            "../../environment.yml"
        params:
            **calls("topics.placing.place_units"),
        script:
            "../job.py"

    rule topics_adopt:
        input:
            adopted=PLACED["model"],
            diagnostics=PLACED["diagnostics"],
            choice=PLACED["choice"],
            matrix_rows=UNIT_MATRIX["matrix_rows"],
        output:
            diagnostics="<results>/topics/diagnostics.csv",
            choice="<results>/topics/choice.json",
            model="<results>/topics/model.npz",
        log:
            "<results>/logs/topics_adopt.log",
        benchmark:
            "<results>/logs/topics_adopt.tsv"
        conda:
            "../../environment.yml"
        params:
            **calls("topics.placing.adopt_topics"),
            basis=BASIS,
        script:
            "../job.py"


rule topics_coherence:
    input:
        models=each_fit("model.npz", GRID),
        unit_rows="<results>/topics/unit_rows.csv",
        unit_columns="<results>/topics/unit_columns.csv",
        tokens=each_shard("<results>/tokens/tokens/{shard}.parquet"),
        vocabulary="<results>/tokens/vocabulary.parquet",
        phrase_places=each_shard(*PHRASE_PLACES),
    output:
        coherence="<results>/topics/coherence.csv",
    log:
        "<results>/logs/topics_coherence.log",
    benchmark:
        "<results>/logs/topics_coherence.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("topics.coherence.measure_coherence"),
        layer=config["terms"]["layer"],
    script:
        "../job.py"


rule topics_agreement:
    input:
        model="<results>/topics/model.npz",
        models=each_fit("model.npz", GRID),
    output:
        agreement="<results>/topics/agreement.csv",
    log:
        "<results>/logs/topics_agreement.log",
    benchmark:
        "<results>/logs/topics_agreement.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("topics.agreement.compare_engines"),
        engines=ENGINES,
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
        **UNIT_MATRIX,
        model="<results>/topics/model.npz",
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


rule topics_labels:
    input:
        model="<results>/topics/model.npz",
        unit_columns="<results>/topics/unit_columns.csv",
        shares="<results>/topics/shares.parquet",
        matrix_rows=UNIT_MATRIX["matrix_rows"],
        phrase_places=each_shard("<results>/tokens/phrase_places/{shard}.parquet"),
        labels=ANNOTATED["labels"],
    output:
        labels="<results>/topics/labels.csv",
    log:
        "<results>/logs/topics_labels.log",
    benchmark:
        "<results>/logs/topics_labels.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("topics.labels.label_topics"),
    script:
        "../job.py"


rule topics_typical:
    input:
        model="<results>/topics/model.npz",
        unit_columns="<results>/topics/unit_columns.csv",
        shares="<results>/topics/shares.parquet",
        matrix_rows=UNIT_MATRIX["matrix_rows"],
        counted="<results>/corpus/counted.csv",
        articles="<results>/corpus/articles.parquet",
        records="<results>/corpus/records.parquet",
        sentences=each_shard("<results>/tokens/sentences/{shard}.parquet"),
        tokens=each_shard("<results>/tokens/tokens/{shard}.parquet"),
        vocabulary="<results>/tokens/vocabulary.parquet",
        phrase_places=each_shard(*PHRASE_PLACES),
    output:
        typical="<results>/topics/typical.csv",
    log:
        "<results>/logs/topics_typical.log",
    benchmark:
        "<results>/logs/topics_typical.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("topics.typical.list_typical"),
        layer=config["terms"]["layer"],
    script:
        "../job.py"


EVIDENCE = {
    "shares": "<results>/topics/shares.parquet",
    "replicates": planned("<results>/topics/replicates.npz"),
    "unit_rows": "<results>/topics/unit_rows.csv",
    "diagnostics": "<results>/topics/diagnostics.csv",
    "choice": "<results>/topics/choice.json",
    "articles": "<results>/corpus/articles.parquet",
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
        unit=config["terms"]["frequency"]["unit"],
    script:
        "../job.py"


rule topics_closeness:
    input:
        **UNIT_MATRIX,
        model="<results>/topics/model.npz",
        unit_columns="<results>/topics/unit_columns.csv",
        shares="<results>/topics/shares.parquet",
        closeness=[PLACED["closeness"]] if PLACED else [],
    output:
        closeness="<results>/topics/closeness.csv",
    log:
        "<results>/logs/topics_closeness.log",
    benchmark:
        "<results>/logs/topics_closeness.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("topics.closeness.measure_closeness"),
    script:
        "../job.py"


rule topics_correlation:
    input:
        shares="<results>/topics/shares.parquet",
        choice="<results>/topics/choice.json",
    output:
        correlation="<results>/topics/correlation.csv",
    log:
        "<results>/logs/topics_correlation.log",
    benchmark:
        "<results>/logs/topics_correlation.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("topics.correlation.correlate_topics"),
    script:
        "../job.py"


rule topics_hierarchy:
    input:
        models=each_fit("model.npz", GRID[: len(KS)]),
        units="<results>/topics/units.npz",
        choice="<results>/topics/choice.json",
    output:
        hierarchy="<results>/topics/hierarchy.csv",
        neighbours="<results>/topics/neighbours.csv",
    log:
        "<results>/logs/topics_hierarchy.log",
    benchmark:
        "<results>/logs/topics_hierarchy.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("topics.hierarchy.relate_sizes"),
    script:
        "../job.py"


rule topics_similar:
    input:
        units="<results>/topics/units.npz",
        unit_rows="<results>/topics/unit_rows.csv",
        shares=planned("<results>/topics/shares.parquet"),
    output:
        similar="<results>/topics/similar.parquet",
    log:
        "<results>/logs/topics_similar.log",
    benchmark:
        "<results>/logs/topics_similar.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("topics.similar.find_similar"),
    script:
        "../job.py"


rule topics_refits:
    input:
        model="<results>/topics/model.npz",
        units="<results>/topics/units.npz",
        unit_rows="<results>/topics/unit_rows.csv",
    output:
        refits=temp("<results>/topics/refits/{part}.npz"),
    log:
        "<results>/logs/topics_refits_{part}.log",
    benchmark:
        "<results>/logs/topics_refits_{part}.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("topics.replicates.refit_topics"),
        replicates=config["topics"]["replicates"],
        part=lambda wildcards: int(wildcards.part),
        parts=REFIT_PARTS,
    script:
        "../job.py"


rule topics_replicates:
    input:
        refits=expand("<results>/topics/refits/{part}.npz", part=range(REFIT_PARTS)),
    output:
        replicates="<results>/topics/replicates.npz",
    log:
        "<results>/logs/topics_replicates.log",
    benchmark:
        "<results>/logs/topics_replicates.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("topics.replicates.join_replicates"),
    script:
        "../job.py"


rule topics_trends:
    input:
        **EVIDENCE,
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
        unit=config["terms"]["frequency"]["unit"],
        period=config["terms"]["trends"]["period"],
    script:
        "../job.py"


rule topics_groups:
    input:
        **EVIDENCE,
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
        unit=config["terms"]["frequency"]["unit"],
    script:
        "../job.py"


rule topics_skipped:
    input:
        support="<results>/support.json",
        matrix_rows="<results>/terms/matrix_rows.csv",
        frequency="<results>/terms/frequency.csv",
        articles="<results>/corpus/articles.parquet",
        counted="<results>/corpus/counted.csv",
        comparisons=planned("<results>/terms/comparisons.csv"),
        distribution="<results>/terms/distribution.csv",
        diversity="<results>/terms/diversity.csv",
        prevalence=planned("<results>/topics/prevalence.csv"),
        choice="<results>/topics/choice.json",
    output:
        skipped="<results>/skipped.csv",
    log:
        "<results>/logs/topics_skipped.log",
    benchmark:
        "<results>/logs/topics_skipped.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("topics.skipped.list_skipped"),
        nodes=lambda wildcards: config["terms"]["collocations"]["nodes"],
        followed=lambda wildcards: config["terms"]["trends"]["terms"],
        keyness=config["terms"]["keyness"],
    script:
        "../job.py"


TOPICS = [
    *TERMS,
    *rules.topics_units.output,
    *rules.topics_support.output,
    *rules.topics_nulls.output,
    *[
        path.replace("{engine}-{k}", fit)
        for fit in GRID
        for path in rules.topics_fit.output
    ],
    *rules.topics_scores.output,
    *rules.topics_choice.output,
    *rules.topics_coherence.output,
    *rules.topics_agreement.output,
    *rules.topics_terms.output,
    *rules.topics_labels.output,
    *rules.topics_typical.output,
    *rules.topics_shares.output,
    *rules.topics_prevalence.output,
    *rules.topics_closeness.output,
    *rules.topics_correlation.output,
    *rules.topics_hierarchy.output,
    *rules.topics_similar.output,
    *rules.topics_replicates.output,
    *rules.topics_trends.output,
    *rules.topics_groups.output,
    *rules.topics_skipped.output,
]


rule topics:
    input:
        each_shard(*TOPICS),
