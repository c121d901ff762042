# job: what all rules share that make files. They inherit the environment and the script from this one (a checkpoint, or a
# rule defined in a loop, cannot and says so itself), and get a log by their names: `complete_rules` in common.smk.


rule job:
    conda:
        "../../environment.yml"
    script:
        "../job.py"
