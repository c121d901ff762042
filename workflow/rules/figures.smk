# figures: from the tables of all stages to each figure as PDF, SVG and PNG, with its rows (CSV) and sidecar (JSON).
# There is a rule for each figure in figures/tables.py; its inputs and options are the arguments of its function.


for figure in FIGURE_NAMES:
    needed = find_inputs(figure, config)

    rule:
        name:
            f"figures_{figure}"
        input:
            **planned_inputs(*needed.inputs),
        output:
            **figure_files(figure),
        conda:
            "../../environment.yml"
        params:
            **calls(needed.call),
            **needed.options,
            configuration=needed.configuration,
        script:
            "../job.py"


for name, figures in group_traces(FIGURE_NAMES).items():

    rule:
        name:
            f"figures_{name}"
        input:
            marks=[f"<results>/figures/{figure}.csv" for figure in figures],
            evidence=looked_up_in(figures),
        output:
            trace=expand(f"<results>/{TRACE.path}", figure=figures),
        conda:
            "../../environment.yml"
        params:
            call="figures.trace.build.trace_figures",
            code=digest_traces(figures),
            settings={
                "corpus": config["corpus"],
                "terms": config["terms"],
                "topics": {"passage_words": config["topics"]["passage_words"]},
            },
        script:
            "../job.py"


FIGURE_RULES = [getattr(rules, f"figures_{figure}") for figure in FIGURE_NAMES]
TRACES = expand(f"<results>/{TRACE.path}", figure=FIGURE_NAMES)
SIDECARS = all_planned([each.output.json for each in FIGURE_RULES])


FIGURES = [
    *TOPICS,
    *[path for each in FIGURE_RULES for path in each.output],
    *TRACES,
]


rule figures:
    input:
        each_shard(*FIGURES),
