# figures: needs the tables of all stages; gives each figure as PDF, SVG and PNG, with its rows (CSV) and sidecar
# (JSON), and a gallery of all.
# A rule for each figure whose rows stand in figures/tables.py; its inputs and options are its function's arguments.


for figure in FIGURE_NAMES:

    rule:
        name:
            f"figures_{figure}"
        input:
            **drawn_from(wire_figure(figure, config)),
        output:
            **plate(figure),
        log:
            f"<results>/logs/figures_{figure}.log",
        benchmark:
            f"<results>/logs/figures_{figure}.tsv"
        conda:
            "../../environment.yml"
        params:
            **calls(wire_figure(figure, config).call),
            **wire_figure(figure, config).options,
            configuration=wire_figure(figure, config).configuration,
        script:
            "../job.py"


rule figures_trace:
    input:
        marks="<results>/figures/{figure}.csv",
        evidence=lambda wildcards: looked_up_in(wildcards.figure)(wildcards),
    output:
        trace="<results>/figures/{figure}.trace.parquet",
    log:
        "<results>/logs/figures_trace_{figure}.log",
    benchmark:
        "<results>/logs/figures_trace_{figure}.tsv"
    conda:
        "../../environment.yml"
    params:
        call="figures.trace.build.trace_figure",
        code=lambda wildcards: digest_trace(wildcards.figure),
        settings={section: config[section] for section in ("corpus", "terms")},
    script:
        "../job.py"


PLATES = [getattr(rules, f"figures_{figure}") for figure in FIGURE_NAMES]


rule figures_gallery:
    input:
        sidecars=[plate.output.json for plate in PLATES],
    output:
        gallery="<results>/figures/index.html",
    log:
        "<results>/logs/figures_gallery.log",
    benchmark:
        "<results>/logs/figures_gallery.tsv"
    conda:
        "../../environment.yml"
    params:
        **calls("figures.gallery.write_gallery"),
    script:
        "../job.py"


FIGURES = [
    *TOPICS,
    *[path for plate in PLATES for path in plate.output],
    *rules.figures_gallery.output,
    *expand(rules.figures_trace.output.trace, figure=FIGURE_NAMES),
]


rule figures:
    input:
        each_shard(*FIGURES),
