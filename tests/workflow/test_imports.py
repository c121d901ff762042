"""A job loads only the packages that it uses: loading some of them takes longer than most jobs."""

import os
import subprocess
import sys

from conftest import ROOT

# Each package loads in .1 to 1.3 seconds.
SLOW = ("IPython", "jsonschema", "matplotlib", "nltk", "pandas", "scipy", "scipy.optimize", "scipy.stats", "sklearn")
# What such jobs call, and what of the above they use. Each group adds to what the ones before it have loaded.
GROUPS = (
    (
        "archive.datapackage archive.manifest corpus.articles corpus.records corpus.report "
        "figures.trace.build paper.summary tokens.phrases tokens.variants tokens.vocabulary",
        set(),
    ),
    (
        "corpus.selection explorer.page.build paper.methods paper.numbers paper.summary_tables terms.collocations "
        "terms.dispersion terms.distribution terms.diversity terms.frequency terms.growth terms.keyness terms.matrix "
        "terms.skipped terms.trends topics.agreement topics.coherence topics.groups topics.hierarchy topics.prevalence "
        "topics.shares topics.similar topics.skipped topics.terms topics.trends topics.typical topics.units",
        {"scipy"},
    ),
    (
        "figures.collocations figures.dispersion figures.flow figures.growth figures.keyness figures.rank_frequency "
        "figures.top_terms figures.topics figures.topics_articles figures.topics_scores figures.trend",
        {"scipy", "matplotlib"},
    ),
)
LOAD = """
import importlib, sys
slow = sys.argv[1].split()
for group in sys.argv[2:]:
    for name in group.split():
        importlib.import_module(f"presswork.{name}")
    print(*[name for name in slow if name in sys.modules])
assert "matplotlib.pyplot" not in sys.modules
"""


def test_a_job_loads_of_the_slow_packages_only_what_it_uses():
    command = [sys.executable, "-c", LOAD, " ".join(SLOW), *(modules for modules, _ in GROUPS)]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "workflow")}
    loaded = subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout.splitlines()
    assert [{*line.split()} for line in loaded] == [used for _, used in GROUPS]
