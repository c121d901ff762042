"""Text from files acts neither on a terminal nor in Markdown, and reads as it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presswork.core.errors import PressworkError
from presswork.core.screen import tell_failures, tell_results
from presswork.core.shown_text import HIDDEN, escape_markdown, mark_hidden

HOSTILE = "\x1b[31mred\x1b]0;title\x07 \u202egnp.exe \x9b2J"


@given(st.text())
def test_no_hidden_character_is_shown_as_such(text):
    assert not HIDDEN.search(mark_hidden(text)) and not HIDDEN.search(escape_markdown(text))


@pytest.mark.parametrize(
    "text", ["[a](http://x.org)", "![a](b)", "<script>", "`code`", "$x$", "&lt;", "@cited", "a | b", "# a", "www.x.org"]
)
def test_markdown_of_others_is_text(text):
    from markdown_it import MarkdownIt

    shown = MarkdownIt("gfm-like", {"linkify": False}).render(f"{escape_markdown(text)} end")
    inner = shown.removeprefix("<p>").removesuffix(" end</p>\n")
    assert "<" not in inner
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        inner = inner.replace(entity, sign)
    assert inner == text


def test_messages_and_summaries_do_not_act_on_the_terminal(tmp_path, capsys):
    (tmp_path / "work/logs").mkdir(parents=True)
    (tmp_path / "paper").mkdir()
    (tmp_path / "work/logs/a.error").write_text(f"{HOSTILE}\n")
    (tmp_path / "paper/summary.txt").write_text(f"terms     {HOSTILE}\n")
    (tmp_path / "manifest.json").touch()
    tell_failures(tmp_path)
    tell_results(tmp_path)
    shown = capsys.readouterr()
    error = str(PressworkError("Wrong.", file=f"{HOSTILE}.txt", found="a\rb"))
    for text in (shown.out, shown.err, error):
        assert not HIDDEN.search(text) and "\r" not in text and "⟨U+001B⟩[31mred" in text
