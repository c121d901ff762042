# show: makes a table that may be empty available by the name that readers know (`snakemake results/corpus/rejected.csv`).
# No other rule needs these: the job that makes such a table also copies it (job.py).


for table in find_tables().values():
    if table.none:

        rule:
            name:
                f"show_{table.name}"
            input:
                table=f"<results>/{table.path}",
            output:
                shown=f"<results>/{table.shown}",
            conda:
                "../../environment.yml"
            params:
                **calls("core.shown_tables.take_table"),
            script:
                "../job.py"
