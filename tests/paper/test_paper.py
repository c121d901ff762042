"""The paper in docs/citing.md: it compiles as it stands, on one article and on many."""

import csv
import functools
import random
import re
import shutil
import subprocess

import pytest
from pypdf import PdfReader

from conftest import COLUMNS, ROOT, run_workflow, write_csv
from presswork.paper.document import write_figures, write_latex_figure, write_markdown_figure
from presswork.paper.references import CITED, ENTRY, LOCKED, choose_references, read_versions, write_corpus_entry

DEMO = ROOT / "demo/articles.csv"
WIDEST_OVERHANG = 3.0  # points
needs_tex = pytest.mark.skipif(
    not shutil.which("pdflatex"), reason="TeX is not installed: apt-get install texlive-latex-recommended lmodern"
)


def build_paper(folder, edit=lambda text: text):
    """Compile the paper of docs/citing.md beside the results of a folder; return the log of the last pass."""
    source = re.search(
        r"```latex\n(\\documentclass.*?)```", (ROOT / "docs/citing.md").read_text(encoding="utf-8"), re.S
    )
    (folder / "paper.tex").write_text(edit(source[1]), encoding="utf-8")
    for command in ("pdflatex", "bibtex", "pdflatex", "pdflatex"):
        flags = ["-interaction=nonstopmode", "-halt-on-error"] if command == "pdflatex" else []
        done = subprocess.run([command, *flags, "paper"], cwd=folder, capture_output=True, check=False)
        assert done.returncode == 0, done.stdout.decode("utf-8", "replace")[-3000:]
    return (folder / "paper.log").read_text(encoding="utf-8", errors="replace")


def check_paper(folder, log):
    """Hold a paper to what a journal's editor sees: nothing undefined, nothing missing, nothing over the edge."""
    assert "undefined" not in log and "Missing character" not in log and "multiply defined" not in log
    overhangs = [float(points) for points in re.findall(r"Overfull \\hbox \(([\d.]+)pt", log)]
    assert max(overhangs, default=0) <= WIDEST_OVERHANG
    assert "Warning--" not in (folder / "paper.blg").read_text(encoding="utf-8", errors="replace")
    assert (folder / "paper.pdf").stat().st_size > 50_000


def with_everything(results, text):
    """Return the paper with every figure and table of the results, and numbers in each form."""
    defined = "".join((results / f"paper/{name}.tex").read_text(encoding="utf-8") for name in ("figures", "tables"))
    names = re.findall(r"pressworkdefine\{(figure|table)\}\{(\w+)\}", defined)
    assert len(names) == len([*results.glob("figures/*.json"), *results.glob("paper/tables/*.html")])
    names += re.findall(r"pressworkomit\{(figure|table)\}\{(\w+)\}", defined)
    floats = "".join(f"\\presswork{kind}{{{name}}}\\clearpage\n" for kind, name in names)
    forms = " ".join(f"\\presswork[{form}]{{corpus/words}}" for form in ("unit", "interval", "full", "low", "high"))
    kept = re.sub(r"\\presswork(?:table|figure)\{\w+\}\n", "", text)
    return kept.replace("{\\footnotesize\\bib", f"{forms}\n{floats}\n{{\\footnotesize\\bib")


@needs_tex
def test_the_example_compiles_with_the_seed_article(seed_run):
    log = build_paper(seed_run)
    check_paper(seed_run, log)
    assert "(2 pages," in log


@needs_tex
def test_every_figure_and_table_of_the_seed_article_compiles(seed_run):
    check_paper(seed_run, build_paper(seed_run, functools.partial(with_everything, seed_run / "results")))


@needs_tex
@pytest.mark.parametrize("wrong", [r"\presswork{typo}", r"\pressworkfigure{typo}", r"\presswork[typo]{corpus/words}"])
def test_what_the_results_have_not_stops_latex(seed_run, wrong):
    (seed_run / "wrong.tex").write_text(
        rf"\documentclass{{article}}\input{{results/paper/presswork}}\begin{{document}}{wrong}\end{{document}}"
    )
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "wrong"]
    done = subprocess.run(command, cwd=seed_run, capture_output=True, text=True, errors="replace", check=False)
    assert done.returncode != 0
    assert "presswork Error" in done.stdout and "typo" in done.stdout


@needs_tex
def test_a_figure_that_was_not_made_is_a_note_that_says_why(seed_run):
    body = r"\pressworkfigure{keyness}\pressworktable{keyness}\pressworkfigure{trend}See \ref{fig:presswork-keyness}."
    (seed_run / "note.tex").write_text(
        rf"\documentclass{{article}}\input{{results/paper/presswork}}\begin{{document}}{body}\end{{document}}"
    )
    for _ in range(2):
        command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "note"]
        done = subprocess.run(command, cwd=seed_run, capture_output=True, text=True, errors="replace", check=False)
        assert done.returncode == 0, done.stdout[-3000:]
    told = " ".join(PdfReader(seed_run / "note.pdf").pages[0].extract_text().split())
    assert "keyness was not made: there is only one article, so there is nothing to compare it with" in told
    assert "one article cannot show a change over time" in told and "See not made." in told
    assert "undefined" not in done.stdout


def write_outlets(path):
    """Write articles of four outlets, in some of which names that LaTeX would obey."""
    words = ["harbour", "ship", "court", "judge", "wheat", "rain", "goal", "match", "vote", "law", "bridge", "road"]
    rows = [COLUMNS]
    for number in range(220):
        draw, outlet = random.Random(number), ("Daily & Co_1", "50 % {News}", "Вести", "新聞")[number % 4]
        theme = words[4 * (number % 3) : 4 * (number % 3) + 4]
        seen = [f"The {draw.choice(theme)} of {draw.choice(theme)} met the {draw.choice(theme)}." for _ in range(12)]
        body = f"{' '.join(seen)} Then came the {draw.choice(words)}."
        rows.append((f"Story {number}", f"2021-{number % 3 + 1:02d}-{number % 27 + 1:02d}", outlet, body))
    write_csv(path, *rows)


@needs_tex
@pytest.mark.slow
def test_the_example_compiles_with_articles_of_several_outlets(tmp_path):
    (tmp_path / "seeds").mkdir()
    if DEMO.is_file():
        with DEMO.open(encoding="utf-8") as source:
            rows = list(csv.reader(source))
        write_csv(tmp_path / "seeds/articles.csv", rows[0], *rows[1::12])
    else:
        write_outlets(tmp_path / "seeds/articles.csv")
    check_run(tmp_path)


@needs_tex
@pytest.mark.slow
def test_names_that_latex_would_obey_compile(tmp_path):
    (tmp_path / "seeds").mkdir()
    write_outlets(tmp_path / "seeds/articles.csv")
    check_run(tmp_path)


def check_run(folder):
    run_workflow(folder, "--cores", "2", "--config", "topics={k: [2, 3, 4]}")
    check_paper(folder, build_paper(folder))
    check_paper(folder, build_paper(folder, functools.partial(with_everything, folder / "results")))


def test_a_figure_in_latex_and_in_markdown():
    sidecar = {"figure": "top_terms", "caption": "100 %", "alt_text": "a [b]"}
    latex = write_latex_figure(sidecar)
    assert latex.startswith(r"\pressworkdefine{figure}{top_terms}{top-terms}{100~\%}{\includegraphics")
    assert write_markdown_figure(sidecar) == "![a \\[b\\]](../figures/top_terms.png)\n\n100 %\n"


def test_in_the_place_of_a_figure_that_was_not_made_stands_the_reason():
    undated = {"analysis": "trends", "subject": "all articles", "code": "no_dates", "parameters": {}}
    support = {"k": [], "left_out": [undated], "not_planned": ["terms/trends.csv", "figures/trend.*"]}
    made = write_figures([], support, "")
    note = "The figure trend was not made: no article has a publication date."
    assert made["latex"] == f"\\pressworkomit{{figure}}{{trend}}{{fig:presswork-trend}}{{{note}}}\n"
    assert made["markdown"] == f"# Figures\n\n{note}\n"


def test_only_what_is_cited_is_in_the_bibliography():
    references = (ROOT / "workflow/presswork/paper/references.bib").read_text(encoding="utf-8")
    versions = read_versions("polars==2.1.0 \\\n    --hash=x\n") | {"presswork": "1"}
    chosen = choose_references(references, "A [@package-polars; @presswork] b [@presswork-corpus].", versions)
    assert [match[1] for match in ENTRY.finditer(chosen)] == ["package-polars", "presswork"]
    assert "version 2.1.0" in chosen and "<version" not in chosen
    assert "1 article, 5 words" in write_corpus_entry(1, 5, "ab" * 32)


def test_all_that_the_paragraphs_may_cite_has_an_entry_and_a_version():
    source = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "workflow/presswork/paper/methods").glob("*.py")
    )
    entries = {match[1] for match in ENTRY.finditer((ROOT / "workflow/presswork/paper/references.bib").read_text())}
    cited = {key for key in CITED.findall(source) if "-" in key or any(letter.isdigit() for letter in key)}
    assert cited - {"presswork-corpus"} == entries - {"presswork"}
    locked = LOCKED.findall((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    named = re.findall(r"<version of ([\w.-]+)>", (ROOT / "workflow/presswork/paper/references.bib").read_text())
    for name in {*named, "nltk", "numpy", "scipy", "scikit-learn", "matplotlib", "snakemake"} - {"presswork"}:
        assert [package for package, _ in locked].count(name) == 1, name
