# job: the base of all rules that make files. They inherit its environment and script, which checkpoints and rules in a
# loop must repeat, and get a log with their name (`complete_rules` in common.smk).


rule job:
    conda:
        "../../environment.yml"
    script:
        "../job.py"
