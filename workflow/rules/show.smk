# show: a table that may have no rows, asked for by the name under which readers find it (`snakemake
# results/corpus/rejected.csv`). Nothing else needs these rules: whichever job makes such a table copies it (job.py).


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
