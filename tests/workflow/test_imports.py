"""A job loads only the packages that it uses: loading some of them takes longer than most jobs."""

import os
import subprocess
import sys

from conftest import ROOT

# Each package loads in .1 to 1.3 seconds.
READERS = "presswork.corpus.reading.formats.readers"
SLOW = ("IPython", "jsonschema", "matplotlib", "nltk", "pandas", "scipy", "scipy.optimize", "scipy.stats", "sklearn")
# Libraries that read formats load with the first file of theirs.
SLOW += ("docx", "lxml", "mailbox", "pypdf", "python_calamine", "trafilatura", "warcio", READERS)
# What planning a run loads, what such jobs call, and what of the above they use. Each group adds to what the ones
# before it have loaded.
GROUPS = (
    (
        "archive.citation archive.package archive.rebuildable corpus.reading.source_files figures.inputs "
        "figures.trace.tables topics.earlier_run",
        set(),
    ),
    (
        "corpus.reading.exports.divide archive.datapackage archive.manifest corpus.articles corpus.reading.records "
        "corpus.report figures.trace.build paper.summary tokens.phrases tokens.spellings.variants tokens.vocabulary",
        {READERS},
    ),
    (
        "corpus.selection explorer.page.build paper.methods.paragraphs paper.numbers.collection paper.summary_tables "
        "terms.collocations terms.counting.dispersion terms.vocabulary.distribution terms.vocabulary.diversity "
        "terms.counting.frequency terms.vocabulary.growth terms.comparison.keyness terms.counting.matrix "
        "terms.skipped terms.trends topics.choosing.engine_agreement topics.choosing.coherence "
        "topics.describing.groups topics.choosing.hierarchy topics.describing.prevalence topics.describing.shares "
        "topics.describing.similar_articles topics.skipped topics.describing.top_terms topics.describing.trends "
        "topics.describing.typical_articles topics.fitting.documents",
        {READERS, "scipy"},
    ),
    (
        "figures.plots.collocations figures.plots.dispersion figures.plots.flow figures.plots.growth "
        "figures.plots.keyness figures.plots.rank_frequency figures.plots.top_terms figures.plots.topics "
        "figures.plots.topics_articles figures.plots.topics_scores figures.plots.trend",
        {READERS, "scipy", "matplotlib", "lxml"},
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
