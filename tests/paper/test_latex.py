"""Text that LaTeX prints as it stands, whatever the engine and the preamble."""

import re
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from presswork.paper.latex import convert_markdown, escape_latex

HOSTILE = [
    r"\input{x} $5 & #1_a 100 % ^~ <b> | \" ` {}",
    "‘a’ “b” – — … -- --- '' `` ,, ?‘ !‘ [x] *y*",
    "Müller, ça, Łódź, Ÿ, ſ, ŋ, Đ, ą, ű, «x», „x“, ‹x›, ¡¿, £€¥§©°²½µ×÷",
    "Київ и Москва",
    "القاهرة, תל אביב",
    "北京 東京 서울",
    "😀 👩‍👩‍👧 🇺🇦 ✓ → ∑ ≤ − \u00ad",
    "a\nb\x00\x7f\u200b\u202e\ufeff\u2028\ud7ff\ufffd\uffff\ue000",
    "e\u0301 o\u0308\u0304 z\u0335",
]


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("100 % of $5 & #1_a", r"100~\% of \$5 \& \#1\_a"),
        ("“Kiev’s”", "``Kiev's''"),
        ("naïve – x…", r"na\pressworkchar{00EF}{ï}ve -- x\ldots{}"),
        (r"\input{x}", r"\textbackslash{}input\{x\}"),
        ("МИ", r"\pressworkchar{041C}{М}\pressworkchar{0418}{И}"),
        ("a\nb\x00", "a b "),
        ("-- ?‘", "-{}- ?{}`"),
        ("a\u200bb\u202e", "ab"),
        ("\ufffd", r"\pressworkcode{FFFD}"),
        ("e\u0301", r"\pressworkchar{00E9}{é}"),
    ],
)
def test_known_texts(text, latex):
    assert escape_latex(text) == latex


@given(st.text())
def test_nothing_that_latex_obeys_comes_through(text):
    plain = re.sub(
        r"\\(?:[{}$&#%_,-]|text\w+\{\}|ldots\{\}|ensuremath\{[^}]*\}|pressworkchar\{\w+\}\{.\}|pressworkcode\{\w+\})|\{\}",
        "",
        escape_latex(text),
        flags=re.S,
    )
    assert not set(plain) & set('\\{}$&#%_^"<>|')


def test_markdown_becomes_latex_with_citations_and_code():
    text = "A sum [@one; @two], 5 % of `a_b = []`.\n\nNext"
    assert convert_markdown(text) == "A sum~\\cite{one,two}, 5~\\% of \\texttt{a\\_b = []}.\n\nNext"


@pytest.mark.parametrize("engine", ["pdflatex", "lualatex", "xelatex"])
@pytest.mark.parametrize("preamble", ["", r"\usepackage[T1]{fontenc}", r"\usepackage{hyperref}"])
def test_any_text_compiles_in_captions_numbers_and_headings(tmp_path, engine, preamble):
    if not shutil.which(engine):
        pytest.skip(
            f"{engine} is not installed: apt-get install texlive-latex-recommended texlive-luatex texlive-xetex"
        )
    folder = tmp_path / "results/paper"
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "workflow/presswork/paper/presswork.tex", folder)
    cells = " \\\\\n{}".join(map(escape_latex, HOSTILE))
    table = f"\\begin{{tabular}}{{l}}\\toprule\n{{}}{cells} \\\\\n\\bottomrule\\end{{tabular}}"
    escaped = escape_latex(" ".join(HOSTILE))
    (folder / "tables.tex").write_text(f"\\pressworkdefine{{table}}{{t}}{{t}}{{{escaped}}}{{{table}}}{{{escaped}}}\n")
    (folder / "figures.tex").touch()
    number = f"\\pressworknumber{{term/Київ-北京/rate}}{{{escaped}}}{{\\%}}{{1}}{{2}}{{95~\\% interval}}\n"
    (folder / "numbers.tex").write_text(number, encoding="utf-8")
    quoted = r"\presswork[full]{term/Київ-北京/rate}"
    (tmp_path / "a.tex").write_text(
        rf"\documentclass{{article}}{preamble}\input{{results/paper/presswork}}\begin{{document}}\listoftables"
        rf"\section{{{quoted}}}{quoted}\pressworktable{{t}}\end{{document}}",
        encoding="utf-8",
    )
    for _ in range(2):
        done = subprocess.run(
            [engine, "-interaction=nonstopmode", "-halt-on-error", "a"], cwd=tmp_path, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stdout.decode("utf-8", "replace")[-3000:]
    log = (tmp_path / "a.log").read_text(errors="replace")
    assert "Missing character" not in log and "presswork Error" not in log
