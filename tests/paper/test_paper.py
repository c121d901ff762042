"""What a paper takes: numbers, figures and references that LaTeX sets as they stand."""

import re
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presswork import __version__
from presswork.paper.document import write_figure, write_macro
from presswork.paper.latex import escape_latex

DOCUMENT = r"""\documentclass{article}
\usepackage[T1]{fontenc}
\newcommand{\pressworkresults}{results}\input{\pressworkresults/paper/presswork}
\begin{document}
We read \PressworkArticles{} article of \PressworkWords{} words in \PressworkSentences{} sentences; the most frequent
is ``\PressworkTopTerm{}'' (\PressworkTopTermCount{} times). See Figure~\ref{fig:presswork-top-terms}
and \cite{presswork,gries2008dispersions,presswork-corpus}.
\pressworkfigure{top_terms}\pressworkfigure{dispersion}\pressworkfigure{rank_frequency}\pressworkfigure{topics}
\bibliographystyle{plain}
\bibliography{results/paper/presswork}
\end{document}
"""


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("100 % of $5 & #1_a", r"100 \% of \$5 \& \#1\_a"),
        ("“Kiev’s”", "``Kiev's''"),
        ("Müller – naïve…", r"Müller -- naïve\ldots{}"),
        (r"\input{x}", r"\textbackslash{}input\{x\}"),
        ("МИ", r"\pressworkchar{041C}{М}\pressworkchar{0418}{И}"),
        ("a\nb\x00", "a b "),
    ],
)
def test_known_texts(text, latex):
    assert escape_latex(text) == latex


@given(st.text())
def test_nothing_that_latex_obeys_comes_through(text):
    plain = re.sub(
        r"\\(?:[{}$&#%_]|text\w+\{\}|ldots\{\}|pressworkchar\{\w+\}\{.\})", "", escape_latex(text), flags=re.S
    )
    assert not set(plain) & set('\\{}$&#%_^"<>')


def test_a_macro_and_a_figure():
    assert write_macro("PressworkWords", "1,000") == "\\newcommand{\\PressworkWords}{1,000}\n"
    figure = write_figure({"figure": "top_terms", "caption": "100 %"})
    assert r"\caption{100 \%}\label{fig:presswork-top-terms}" in figure


def test_the_version_is_the_same_everywhere():
    import tomllib

    import yaml

    from conftest import ROOT

    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"] == __version__
    assert yaml.safe_load((ROOT / "CITATION.cff").read_text())["version"] == __version__
    assert f"Version {__version__}" in (ROOT / "workflow/presswork/paper/references.bib").read_text()
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text()


@pytest.mark.xdist_group("seed")
@pytest.mark.skipif(
    not shutil.which("pdflatex"), reason="TeX is not installed: apt-get install texlive-latex-recommended"
)
def test_a_document_with_everything_compiles(seed_run):
    (seed_run / "paper.tex").write_text(DOCUMENT, encoding="utf-8")
    for command in ("pdflatex", "bibtex", "pdflatex", "pdflatex"):
        flags = ["-interaction=nonstopmode", "-halt-on-error"] if command == "pdflatex" else []
        done = subprocess.run([command, *flags, "paper"], cwd=seed_run, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout[-3000:]
    log = (seed_run / "paper.log").read_text(errors="replace")
    assert "undefined" not in log and "Missing character" not in log
    assert (seed_run / "paper.pdf").stat().st_size > 50_000
