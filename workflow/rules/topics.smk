# topics: from the document-term matrix to the matrix that topics are fitted to, which analyses the corpus supports, scores
# of all fits and of shuffled corpora (null model), the choice of a model, its topics with terms, shares and prevalence,
# and the analyses that were skipped in any stage.

# Nothing is fitted if articles are placed into the topics of an earlier run.
ENGINES = [] if PLACED else config["topics"]["engines"]
KS = [] if PLACED else config["topics"]["k"]
GRID = expand("{engine}-{k}", engine=ENGINES, k=KS)
# The scores of shuffled corpora (null model).
NULL_SCORES = "<results>/work/topics/null_scores.parquet"
# The number of jobs for the refits of the chosen model; it does not affect the results.
REFIT_PARTS = 4
# Language and layer of the terms: articles can only be placed into a model with the same ones.
BASIS = {"language": config["corpus"]["language"], "layer": config["terms"]["layer"]}


# The matrix that topics are fitted to: that of the terms, or one of passages.
PASSAGES = {
    name: f"<results>/topics/passages/{Path(path).name}"
    for name, path in MATRIX.items()
}
UNIT_MATRIX = PASSAGES if config["topics"]["passage_words"] else MATRIX
# The rows and terms that topics are fitted to, and the chosen model.
UNITS = inputs("units", "unit_rows", "unit_columns")
MODEL = inputs("model", "unit_columns")


use rule job as topics_passages with:
    input:
        **TEXTS,
        **inputs("counted"),
    output:
        **PASSAGES,
    params:
        **calls("terms.counting.matrix.build_matrix"),
        layer=config["terms"]["layer"],
        passage_words=config["topics"]["passage_words"],
        in_passages=True,


use rule job as topics_units with:
    input:
        **UNIT_MATRIX,
        **inputs("counted", "articles"),
    output:
        **UNITS,
    params:
        **calls("topics.fitting.documents.select_units"),
        min_articles=config["topics"]["min_articles"],
        max_share=config["topics"]["max_share"],
        sample=config["topics"]["sample"],


checkpoint topics_support:
    input:
        **inputs("matrix_rows", "unit_rows", "unit_columns", "articles", "counted"),
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
        **inputs("units", "unit_rows"),
    output:
        scores=NULL_SCORES,
    params:
        **calls("topics.fitting.null_fits.fit_nulls"),
        # They decide only whether the topics of the reported engine are reported.
        engine=config["topics"]["engines"][0],
        ks=KS,
        nulls=config["topics"]["nulls"],
        few_articles=config["topics"]["few_articles"],


use rule job as topics_fit with:
    input:
        **UNITS,
        smaller=smaller_fits,
    output:
        model="<results>/work/topics/fits/{engine}-{k}/model.npz",
        scores="<results>/work/topics/fits/{engine}-{k}/scores.parquet",
        diagnostics="<results>/work/topics/fits/{engine}-{k}/diagnostics.parquet",
    params:
        **calls("topics.fitting.fits.fit_topics"),
        engine=lambda wildcards: wildcards.engine,
        k=lambda wildcards: int(wildcards.k),
        asked=lambda wildcards: ALWAYS_TRIED
        < int(wildcards.k)
        == config["topics"]["choose"],
        # Large numbers of topics take most of the time.
        seeds=lambda wildcards: -(
            -config["topics"]["seeds"]
            // (1 if int(wildcards.k) <= ALWAYS_TRIED else 2)
        ),
        few_articles=config["topics"]["few_articles"],


use rule job as topics_scores with:
    input:
        scores=all_planned(
            [f"<results>/work/topics/fits/{fit}/scores.parquet" for fit in GRID]
            + [NULL_SCORES]
        ),
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
        **inputs("unit_rows"),
        **planned_inputs("scores"),
        models=each_fit("model.npz", GRID),
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
            **inputs("counted"),
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
        **inputs("unit_rows", "unit_columns"),
        models=each_fit("model.npz", GRID),
    output:
        coherence="<results>/topics/coherence.csv",
    params:
        **calls("topics.choosing.coherence.measure_coherence"),
        layer=config["terms"]["layer"],


use rule job as topics_agreement with:
    input:
        **inputs("model"),
        models=each_fit("model.npz", GRID),
    output:
        agreement="<results>/work/topics/agreement.csv",
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
        **inputs("shares", "phrase_places", "diagnostics", "choice"),
        matrix_rows=UNIT_MATRIX["matrix_rows"],
        labels=ANNOTATED["labels"],
    output:
        labels="<results>/topics/labels.csv",
    params:
        **calls("topics.describing.topic_labels.label_topics"),


use rule job as topics_typical with:
    input:
        **TEXTS,
        **MODEL,
        **inputs("shares", "counted", "articles", "records", "ledger", "sentences"),
        matrix_rows=UNIT_MATRIX["matrix_rows"],
    output:
        typical="<results>/topics/typical.csv",
    params:
        **calls("topics.describing.typical_articles.list_typical"),
        layer=config["terms"]["layer"],


EVIDENCE = {
    **inputs("shares", "unit_rows", "diagnostics", "choice", "articles", "counted"),
    **planned_inputs("replicates"),
}


use rule job as topics_prevalence with:
    input:
        **EVIDENCE,
    output:
        prevalence="<results>/topics/prevalence.csv",
        topic_refits="<results>/work/topics/refits.csv",
    params:
        **calls("topics.describing.prevalence.measure_prevalence"),
        unit=config["terms"]["frequency"]["unit"],


use rule job as topics_closeness with:
    input:
        **MODEL,
        **UNIT_MATRIX,
        **inputs("shares"),
        closeness=[PLACED["closeness"]] if PLACED else [],
    output:
        closeness="<results>/topics/closeness.csv",
    params:
        **calls("topics.describing.article_fit.measure_closeness"),


use rule job as topics_correlation with:
    input:
        **inputs("shares", "choice"),
    output:
        correlation="<results>/topics/correlation.csv",
    params:
        **calls("topics.describing.correlation.correlate_topics"),


use rule job as topics_hierarchy with:
    input:
        **inputs("units", "unit_columns", "diagnostics", "choice"),
        models=each_fit("model.npz", GRID[: len(KS)]),
    output:
        hierarchy="<results>/work/topics/hierarchy.csv",
        neighbours="<results>/work/topics/neighbours.csv",
        candidates="<results>/work/topics/candidates.csv",
    params:
        **calls("topics.choosing.hierarchy.relate_sizes"),


use rule job as topics_similar with:
    input:
        **inputs("units", "unit_rows"),
        **planned_inputs("shares"),
    output:
        similar="<results>/topics/similar.parquet",
    params:
        **calls("topics.describing.similar_articles.find_similar"),


use rule job as topics_refits with:
    input:
        **inputs("model", "units", "unit_rows", "articles"),
    output:
        refits=temp("<results>/work/topics/refits/{part}.npz"),
    params:
        **calls("topics.fitting.refits.refit_topics"),
        unit=config["terms"]["frequency"]["unit"],
        replicates=config["topics"]["replicates"],
        part=lambda wildcards: int(wildcards.part),
        parts=REFIT_PARTS,


use rule job as topics_replicates with:
    input:
        refits=expand(
            "<results>/work/topics/refits/{part}.npz", part=range(REFIT_PARTS)
        ),
    output:
        replicates="<results>/work/topics/replicates.npz",
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
        **inputs("support", "matrix_rows", "frequency", "articles", "counted"),
        **inputs("distribution", "diversity", "choice"),
        **planned_inputs("comparisons", "prevalence"),
    output:
        skipped="<results>/work/skipped.csv",
    params:
        **calls("topics.skipped.list_skipped"),
        nodes=lambda wildcards: config["terms"]["collocations"]["nodes"],
        followed=lambda wildcards: config["terms"]["trends"]["terms"],
        keyness=config["terms"]["keyness"],


# Rules whose outputs are made only if something needs them.
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
