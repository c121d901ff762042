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
FITTED = "topics/passages" if config["topics"]["passage_words"] else "terms"
UNIT_MATRIX = {
    "matrix": f"<results>/{FITTED}/matrix.npz",
    "matrix_rows": f"<results>/{FITTED}/matrix_rows.csv",
    "matrix_columns": f"<results>/{FITTED}/matrix_columns.csv",
}
# What topics are fitted to, and the chosen model with its terms.
UNITS = {
    "units": "<results>/topics/units.npz",
    "unit_rows": "<results>/topics/unit_rows.csv",
    "unit_columns": "<results>/topics/unit_columns.csv",
}
MODEL = {
    "model": "<results>/topics/model.npz",
    "unit_columns": UNITS["unit_columns"],
}


use rule job as topics_passages with:
    input:
        **TEXTS,
        counted="<results>/corpus/counted.csv",
    output:
        matrix="<results>/topics/passages/matrix.npz",
        matrix_rows="<results>/topics/passages/matrix_rows.csv",
        matrix_columns="<results>/topics/passages/matrix_columns.csv",
    params:
        **calls("terms.counting.matrix.build_matrix"),
        layer=config["terms"]["layer"],
        passage_words=config["topics"]["passage_words"],
        in_passages=True,


use rule job as topics_units with:
    input:
        **UNIT_MATRIX,
        counted="<results>/corpus/counted.csv",
        articles="<results>/corpus/articles.parquet",
    output:
        **UNITS,
    params:
        **calls("topics.fitting.documents.select_units"),
        min_articles=config["topics"]["min_articles"],
        max_share=config["topics"]["max_share"],
        sample=config["topics"]["sample"],


checkpoint topics_support:
    input:
        matrix_rows="<results>/terms/matrix_rows.csv",
        unit_rows="<results>/topics/unit_rows.csv",
        unit_columns="<results>/topics/unit_columns.csv",
        articles="<results>/corpus/articles.parquet",
        counted="<results>/corpus/counted.csv",
    output:
        support="<results>/support.json",
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


use rule job as topics_nulls with:
    input:
        units="<results>/topics/units.npz",
        unit_rows="<results>/topics/unit_rows.csv",
    output:
        nulls="<results>/topics/nulls.npz",
    params:
        **calls("topics.fitting.null_corpora.draw_nulls"),
        nulls=config["topics"]["nulls"],


use rule job as topics_fit with:
    input:
        **UNITS,
        nulls=planned("<results>/topics/nulls.npz"),
    output:
        model="<results>/topics/fits/{engine}-{k}/model.npz",
        scores="<results>/topics/fits/{engine}-{k}/scores.parquet",
        diagnostics="<results>/topics/fits/{engine}-{k}/diagnostics.parquet",
    params:
        **calls("topics.fitting.fits.fit_topics"),
        engine=lambda wildcards: wildcards.engine,
        k=lambda wildcards: int(wildcards.k),
        seeds=config["topics"]["seeds"],
        few_articles=config["topics"]["few_articles"],
        # What is decided by them is whether the reported engine has topics.
        against_nulls=lambda wildcards: wildcards.engine
        == config["topics"]["engines"][0],


use rule job as topics_scores with:
    input:
        scores=each_fit("scores.parquet", GRID),
        diagnostics=each_fit("diagnostics.parquet", GRID),
        matrix_rows=UNIT_MATRIX["matrix_rows"],
    output:
        scores="<results>/topics/scores.csv",
        criteria="<results>/topics/criteria.csv",
        diagnostics="<results>/topics/diagnostics.csv",
    params:
        **calls("topics.choosing.criteria.gather_scores"),


use rule job as topics_choice with:
    input:
        scores=planned("<results>/topics/scores.csv"),
        criteria=planned("<results>/topics/criteria.csv"),
        models=each_fit("model.npz", GRID),
        unit_rows="<results>/topics/unit_rows.csv",
        matrix_rows=UNIT_MATRIX["matrix_rows"],
    output:
        choice="<results>/topics/choice.json",
        model="<results>/topics/model.npz",
    params:
        **calls("topics.choosing.choice.choose_topics"),
        engines=ENGINES,
        ks=KS,
        choose=config["topics"]["choose"],
        few_articles=config["topics"]["few_articles"],
        basis=BASIS,


if PLACED:

    ruleorder: topics_place > topics_units
    ruleorder: topics_adopt > topics_choice
    ruleorder: topics_adopt > topics_scores

    use rule job as topics_place with:
        input:
            **UNIT_MATRIX,
            counted="<results>/corpus/counted.csv",
            unit_columns=PLACED["unit_columns"],
        output:
            **UNITS,
        params:
            **calls("topics.placing.place_units"),

    use rule job as topics_adopt with:
        input:
            adopted=PLACED["model"],
            diagnostics=PLACED["diagnostics"],
            choice=PLACED["choice"],
            matrix_rows=UNIT_MATRIX["matrix_rows"],
        output:
            diagnostics="<results>/topics/diagnostics.csv",
            choice="<results>/topics/choice.json",
            model="<results>/topics/model.npz",
        params:
            **calls("topics.placing.adopt_topics"),
            basis=BASIS,


use rule job as topics_coherence with:
    input:
        **TEXTS,
        models=each_fit("model.npz", GRID),
        unit_rows="<results>/topics/unit_rows.csv",
        unit_columns="<results>/topics/unit_columns.csv",
    output:
        coherence="<results>/topics/coherence.csv",
    params:
        **calls("topics.choosing.coherence.measure_coherence"),
        layer=config["terms"]["layer"],


use rule job as topics_agreement with:
    input:
        model="<results>/topics/model.npz",
        models=each_fit("model.npz", GRID),
    output:
        agreement="<results>/topics/agreement.csv",
    params:
        **calls("topics.choosing.engine_agreement.compare_engines"),
        engines=ENGINES,


use rule job as topics_terms with:
    input:
        **MODEL,
    output:
        topics="<results>/topics/topics.csv",
    params:
        **calls("topics.describing.top_terms.list_terms"),


use rule job as topics_shares with:
    input:
        **MODEL,
        **UNIT_MATRIX,
    output:
        shares="<results>/topics/shares.parquet",
    params:
        **calls("topics.describing.shares.share_topics"),


use rule job as topics_labels with:
    input:
        **MODEL,
        shares="<results>/topics/shares.parquet",
        matrix_rows=UNIT_MATRIX["matrix_rows"],
        phrase_places=each_shard("<results>/tokens/phrase_places/{shard}.parquet"),
        labels=ANNOTATED["labels"],
    output:
        labels="<results>/topics/labels.csv",
    params:
        **calls("topics.describing.topic_labels.label_topics"),


use rule job as topics_typical with:
    input:
        **TEXTS,
        **MODEL,
        shares="<results>/topics/shares.parquet",
        matrix_rows=UNIT_MATRIX["matrix_rows"],
        counted="<results>/corpus/counted.csv",
        articles="<results>/corpus/articles.parquet",
        records="<results>/corpus/records.parquet",
        ledger="<results>/corpus/ledger.parquet",
        sentences=each_shard("<results>/tokens/sentences/{shard}.parquet"),
    output:
        typical="<results>/topics/typical.csv",
    params:
        **calls("topics.describing.typical_articles.list_typical"),
        layer=config["terms"]["layer"],


EVIDENCE = {
    "shares": "<results>/topics/shares.parquet",
    "replicates": planned("<results>/topics/replicates.npz"),
    "unit_rows": "<results>/topics/unit_rows.csv",
    "diagnostics": "<results>/topics/diagnostics.csv",
    "choice": "<results>/topics/choice.json",
    "articles": "<results>/corpus/articles.parquet",
}


use rule job as topics_prevalence with:
    input:
        **EVIDENCE,
    output:
        prevalence="<results>/topics/prevalence.csv",
    params:
        **calls("topics.describing.prevalence.measure_prevalence"),
        unit=config["terms"]["frequency"]["unit"],


use rule job as topics_closeness with:
    input:
        **MODEL,
        **UNIT_MATRIX,
        shares="<results>/topics/shares.parquet",
        closeness=[PLACED["closeness"]] if PLACED else [],
    output:
        closeness="<results>/topics/closeness.csv",
    params:
        **calls("topics.describing.article_fit.measure_closeness"),


use rule job as topics_correlation with:
    input:
        shares="<results>/topics/shares.parquet",
        choice="<results>/topics/choice.json",
    output:
        correlation="<results>/topics/correlation.csv",
    params:
        **calls("topics.describing.correlation.correlate_topics"),


use rule job as topics_hierarchy with:
    input:
        models=each_fit("model.npz", GRID[: len(KS)]),
        units="<results>/topics/units.npz",
        choice="<results>/topics/choice.json",
    output:
        hierarchy="<results>/topics/hierarchy.csv",
        neighbours="<results>/topics/neighbours.csv",
    params:
        **calls("topics.choosing.hierarchy.relate_sizes"),


use rule job as topics_similar with:
    input:
        units="<results>/topics/units.npz",
        unit_rows="<results>/topics/unit_rows.csv",
        shares=planned("<results>/topics/shares.parquet"),
    output:
        similar="<results>/topics/similar.parquet",
    params:
        **calls("topics.describing.similar_articles.find_similar"),


use rule job as topics_refits with:
    input:
        model="<results>/topics/model.npz",
        units="<results>/topics/units.npz",
        unit_rows="<results>/topics/unit_rows.csv",
    output:
        refits=temp("<results>/topics/refits/{part}.npz"),
    params:
        **calls("topics.fitting.refits.refit_topics"),
        replicates=config["topics"]["replicates"],
        part=lambda wildcards: int(wildcards.part),
        parts=REFIT_PARTS,


use rule job as topics_replicates with:
    input:
        refits=expand("<results>/topics/refits/{part}.npz", part=range(REFIT_PARTS)),
    output:
        replicates="<results>/topics/replicates.npz",
    params:
        **calls("topics.fitting.refits.join_replicates"),


use rule job as topics_trends with:
    input:
        **EVIDENCE,
    output:
        topic_trends="<results>/topics/trends.csv",
    params:
        **calls("topics.describing.trends.follow_topics"),
        unit=config["terms"]["frequency"]["unit"],
        period=config["terms"]["trends"]["period"],


use rule job as topics_groups with:
    input:
        **EVIDENCE,
    output:
        topic_groups="<results>/topics/groups.csv",
    params:
        **calls("topics.describing.groups.compare_groups"),
        unit=config["terms"]["frequency"]["unit"],


use rule job as topics_skipped with:
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
    params:
        **calls("topics.skipped.list_skipped"),
        nodes=lambda wildcards: config["terms"]["collocations"]["nodes"],
        followed=lambda wildcards: config["terms"]["trends"]["terms"],
        keyness=config["terms"]["keyness"],


# Made only where something needs them.
BESIDE = ("topics_passages", "topics_place", "topics_adopt", "topics_refits")
TOPICS = [
    *TERMS,
    *outputs_of("topics", "topics_fit", *BESIDE),
    *[
        path.replace("{engine}-{k}", fit)
        for fit in GRID
        for path in rules.topics_fit.output
    ],
]


rule topics:
    input:
        each_shard(*TOPICS),
