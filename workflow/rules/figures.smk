# figures: needs the tables of all stages; gives each figure as PDF, SVG and PNG, with its rows (CSV) and sidecar (JSON).


rule figures_top_terms:
    input:
        frequency="<results>/terms/frequency.csv",
        matrix_rows="<results>/terms/matrix_rows.csv",
    output:
        **plate("top_terms"),
    log:
        "<results>/logs/figures_top_terms.log",
    benchmark:
        "<results>/logs/figures_top_terms.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("figures.top_terms.draw_top_terms"),
        configuration=upstream("corpus", "tokens", "terms"),
        terms=config["figures"]["terms"],
        width_mm=config["figures"]["width_mm"],
    script:
        "../job.py"


rule figures_dispersion:
    input:
        tokens=each_shard("<results>/tokens/tokens/{shard}.parquet"),
        vocabulary="<results>/tokens/vocabulary.parquet",
        frequency="<results>/terms/frequency.csv",
        matrix_rows="<results>/terms/matrix_rows.csv",
    output:
        **plate("dispersion"),
    log:
        "<results>/logs/figures_dispersion.log",
    benchmark:
        "<results>/logs/figures_dispersion.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("figures.dispersion.draw_dispersion"),
        configuration=upstream("corpus", "tokens", "terms"),
        layer=config["terms"]["layer"],
        terms=config["figures"]["terms"],
        width_mm=config["figures"]["width_mm"],
    script:
        "../job.py"


rule figures_keyness:
    input:
        keyness="<results>/terms/keyness.csv",
        comparisons="<results>/terms/comparisons.csv",
        skipped="<results>/terms/skipped.csv",
        matrix_rows="<results>/terms/matrix_rows.csv",
    output:
        **plate("keyness"),
    log:
        "<results>/logs/figures_keyness.log",
    benchmark:
        "<results>/logs/figures_keyness.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("figures.keyness.draw_keyness"),
        configuration=upstream("corpus", "tokens", "terms"),
        terms=config["figures"]["terms"],
        width_mm=config["figures"]["width_mm"],
    script:
        "../job.py"


rule figures_rank_frequency:
    input:
        frequency="<results>/terms/frequency.csv",
        matrix_rows="<results>/terms/matrix_rows.csv",
    output:
        **plate("rank_frequency"),
    log:
        "<results>/logs/figures_rank_frequency.log",
    benchmark:
        "<results>/logs/figures_rank_frequency.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("figures.rank_frequency.draw_rank_frequency"),
        configuration=upstream("corpus", "tokens", "terms"),
        width_mm=config["figures"]["width_mm"],
    script:
        "../job.py"


rule figures_growth:
    input:
        growth="<results>/terms/growth.csv",
        matrix_rows="<results>/terms/matrix_rows.csv",
    output:
        **plate("growth"),
    log:
        "<results>/logs/figures_growth.log",
    benchmark:
        "<results>/logs/figures_growth.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("figures.growth.draw_growth"),
        configuration=upstream("corpus", "tokens", "terms"),
        width_mm=config["figures"]["width_mm"],
    script:
        "../job.py"


rule figures_topics:
    input:
        topics="<results>/topics/topics.csv",
        labels="<results>/topics/labels.csv",
        prevalence="<results>/topics/prevalence.csv",
        agreement="<results>/topics/agreement.csv",
        choice="<results>/topics/choice.json",
    output:
        **plate("topics"),
    log:
        "<results>/logs/figures_topics.log",
    benchmark:
        "<results>/logs/figures_topics.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("figures.topics.draw_topics"),
        configuration=upstream("corpus", "tokens", "terms", "topics"),
        width_mm=config["figures"]["width_mm"],
    script:
        "../job.py"


rule figures_topics_articles:
    input:
        shares="<results>/topics/shares.parquet",
        labels="<results>/topics/labels.csv",
        articles="<results>/corpus/headlines.parquet",
        choice="<results>/topics/choice.json",
    output:
        **plate("topics_articles"),
    log:
        "<results>/logs/figures_topics_articles.log",
    benchmark:
        "<results>/logs/figures_topics_articles.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("figures.topics_articles.draw_topics_articles"),
        configuration=upstream("corpus", "tokens", "terms", "topics"),
        width_mm=config["figures"]["width_mm"],
    script:
        "../job.py"


rule figures_flow:
    input:
        flow="<results>/corpus/flow.csv",
    output:
        **plate("flow"),
    log:
        "<results>/logs/figures_flow.log",
    benchmark:
        "<results>/logs/figures_flow.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("figures.flow.draw_flow"),
        configuration=upstream("corpus"),
        width_mm=config["figures"]["width_mm"],
    script:
        "../job.py"


rule figures_collocations:
    input:
        collocations="<results>/terms/collocations.csv",
        frequency="<results>/terms/frequency.csv",
        matrix_rows="<results>/terms/matrix_rows.csv",
    output:
        **plate("collocations"),
    log:
        "<results>/logs/figures_collocations.log",
    benchmark:
        "<results>/logs/figures_collocations.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("figures.collocations.draw_collocations"),
        configuration=upstream("corpus", "tokens", "terms"),
        width_mm=config["figures"]["width_mm"],
    script:
        "../job.py"


rule figures_trend:
    input:
        trends="<results>/terms/trends.csv",
        skipped="<results>/terms/skipped.csv",
        frequency="<results>/terms/frequency.csv",
        matrix_rows="<results>/terms/matrix_rows.csv",
    output:
        **plate("trend"),
    log:
        "<results>/logs/figures_trend.log",
    benchmark:
        "<results>/logs/figures_trend.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("figures.trend.draw_trend"),
        configuration=upstream("corpus", "tokens", "terms"),
        width_mm=config["figures"]["width_mm"],
    script:
        "../job.py"


rule figures_topics_scores:
    input:
        criteria="<results>/topics/criteria.csv",
        choice="<results>/topics/choice.json",
    output:
        **plate("topics_scores"),
    log:
        "<results>/logs/figures_topics_scores.log",
    benchmark:
        "<results>/logs/figures_topics_scores.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("figures.topics_scores.draw_topics_scores"),
        configuration=upstream("corpus", "tokens", "terms", "topics"),
        width_mm=config["figures"]["width_mm"],
    script:
        "../job.py"


rule figures_topics_correlation:
    input:
        correlation="<results>/topics/correlation.csv",
        topics="<results>/topics/topics.csv",
        labels="<results>/topics/labels.csv",
        choice="<results>/topics/choice.json",
    output:
        **plate("topics_correlation"),
    log:
        "<results>/logs/figures_topics_correlation.log",
    benchmark:
        "<results>/logs/figures_topics_correlation.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("figures.topics_correlation.draw_topics_correlation"),
        configuration=upstream("corpus", "tokens", "terms", "topics"),
        width_mm=config["figures"]["width_mm"],
    script:
        "../job.py"


rule figures_topics_hierarchy:
    input:
        hierarchy="<results>/topics/hierarchy.csv",
        topics="<results>/topics/topics.csv",
        labels="<results>/topics/labels.csv",
        choice="<results>/topics/choice.json",
    output:
        **plate("topics_hierarchy"),
    log:
        "<results>/logs/figures_topics_hierarchy.log",
    benchmark:
        "<results>/logs/figures_topics_hierarchy.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("figures.topics_hierarchy.draw_topics_hierarchy"),
        configuration=upstream("corpus", "tokens", "terms", "topics"),
        width_mm=config["figures"]["width_mm"],
    script:
        "../job.py"


rule figures_topics_trend:
    input:
        topic_trends="<results>/topics/trends.csv",
        skipped_topics="<results>/topics/skipped.csv",
        topics="<results>/topics/topics.csv",
        labels="<results>/topics/labels.csv",
        choice="<results>/topics/choice.json",
    output:
        **plate("topics_trend"),
    log:
        "<results>/logs/figures_topics_trend.log",
    benchmark:
        "<results>/logs/figures_topics_trend.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("figures.topics_trend.draw_topics_trend"),
        configuration=upstream("corpus", "tokens", "terms", "topics"),
        width_mm=config["figures"]["width_mm"],
    script:
        "../job.py"


rule figures_topics_groups:
    input:
        topic_groups="<results>/topics/groups.csv",
        skipped_topics="<results>/topics/skipped.csv",
        topics="<results>/topics/topics.csv",
        labels="<results>/topics/labels.csv",
        choice="<results>/topics/choice.json",
    output:
        **plate("topics_groups"),
    log:
        "<results>/logs/figures_topics_groups.log",
    benchmark:
        "<results>/logs/figures_topics_groups.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("figures.topics_groups.draw_topics_groups"),
        configuration=upstream("corpus", "tokens", "terms", "topics"),
        width_mm=config["figures"]["width_mm"],
    script:
        "../job.py"


PLATES = [
    rules.figures_flow,
    rules.figures_top_terms,
    rules.figures_dispersion,
    rules.figures_rank_frequency,
    rules.figures_growth,
    rules.figures_keyness,
    rules.figures_topics_scores,
    rules.figures_topics,
    rules.figures_topics_correlation,
    rules.figures_topics_hierarchy,
    rules.figures_topics_articles,
    rules.figures_collocations,
    rules.figures_trend,
    rules.figures_topics_trend,
    rules.figures_topics_groups,
]
FIGURES = [*TOPICS, *[path for plate in PLATES for path in plate.output]]


rule figures:
    input:
        each_shard(*FIGURES),
