"""What a layout puts into a text is left out, on record: line ends, hyphens, marks of quoted mail, invisible signs."""

import textwrap

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from conftest import clean_records as clean
from presswork.corpus.cleaning.layout.divided_words import load_words
from presswork.corpus.cleaning.layout.edits import SHOWN_AS_BLANK, WITHIN_TEXT
from presswork.corpus.cleaning.layout.flow import flow_text

PARAGRAPHS = [
    "The council voted on Tuesday to close the old harbour, which has lost money for more than a decade. The mayor, "
    "known for long speeches, said only that a well-known firm from Northern Europe had offered to fill the basin.",
    "Fishermen who gathered outside the town hall on Monday said they had not been asked, and promised to go to court.",
    "“Nobody told us anything until the letter came,” said Anna Berg, who has worked there since she was sixteen years "
    "of age. “We have boats, families and debts. What are we to do with a car park?”",
    "The plans had been public for a year and every comment had been considered, the mayor answered on the next day.",
    "In 2019 a similar plan failed by a single vote. Then, as now, the fishermen of the East Quay had the support of "
    "the church, the museum and both schools.",
]
HEAD = ["Council closes old harbour after ten years of losses", "By Jane Doe", "May 8, 2021"]
ARTICLE = "\n\n".join([*HEAD, *PARAGRAPHS])


def fold(line, width):
    """Cut a line behind the last blank that has room, as `fold -s` does."""
    lines = []
    while len(line) > width:
        at = line.rfind(" ", 0, width) + 1 or width
        lines.append(line[:at])
        line = line[at:]
    return "\n".join([*lines, line])


def indent(line, width):
    return textwrap.fill(line, width, initial_indent="    ")


WRAPPERS = {"textwrap": textwrap.fill, "fold": fold, "indent": indent}


def wrap(text, width, wrapper=textwrap.fill):
    return "\n".join(wrapper(line, width) if line else line for line in text.split("\n"))


def read(text, **given):
    """Return the article of a text as a copied page, and the spans of its record as (text, kept, field, rule)."""
    tables = clean((text, given))
    ledger = tables["ledger"].sort("start")
    spans = [(text[start:end], *rest) for _, start, end, *rest, _ in ledger.iter_rows()]
    assert "".join(span[0] for span in spans) == text
    return tables["articles"].row(0, named=True), spans


def show(spans, field="body"):
    return "".join(" " if rule in SHOWN_AS_BLANK else text for text, kept, own, rule in spans if kept and own == field)


@pytest.mark.parametrize("wrapper", WRAPPERS)
@pytest.mark.parametrize("width", [36, 40, 60, 72, 100])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_a_wrapped_article_is_the_unwrapped_one(wrapper, width, end):
    whole, _ = read(ARTICLE)
    wrapped, spans = read(wrap(ARTICLE, width, WRAPPERS[wrapper]).replace("\n", end))
    assert wrapped["text"].split() == whole["text"].split()
    assert [line.strip() for line in wrapped["text"].splitlines()] == whole["text"].splitlines()
    for name in ("title", "byline", "published", "language"):
        assert wrapped[name] == whole[name]
    assert show(spans) == wrapped["text"]


@pytest.mark.parametrize("width", [40, 60, 72])
def test_paragraphs_need_no_blank_line_between_them(width):
    text = ARTICLE.replace("\n\n", "\n")
    whole, _ = read(text)
    wrapped, _ = read(wrap(text, width))
    assert wrapped["text"].split() == whole["text"].split()
    assert (wrapped["title"], wrapped["byline"]) == (HEAD[0], "Jane Doe")


def test_the_first_line_of_a_sentence_is_no_headline():
    article, _ = read("They don't\nknow what it's worth and he's\x0cgone for the day, she said.", record=0)
    assert (article["title"], article["text"]) == (
        None,
        "They don't know what it's worth and he's gone for the day, she said.",
    )


def test_a_line_cut_within_words_is_joined_without_a_blank():
    cut = "\n\n".join("\n".join(part[at : at + 50] for at in range(0, len(part), 50)) for part in ARTICLE.split("\n\n"))
    assert read(cut)[0]["text"] == read(ARTICLE)[0]["text"]


def test_lines_of_uneven_length_go_on_where_the_sentence_does():
    lines = ["The strike of the ferry crews", "entered its second week on Thursday, and shops on"]
    text = "\n".join(["A headline", "", *lines, "the outer islands began to", "ration flour."])
    assert read(text)[0]["text"] == (
        "The strike of the ferry crews entered its second week on Thursday, and shops on the outer islands began to "
        "ration flour."
    )


WORDS = [
    "the",
    "a",
    "old",
    "harbour",
    "council",
    "Anna",
    "Berg",
    "voted",
    "said",
    "money",
    "well-known",
    "on",
    "Monday",
]
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=4, max_size=25).map(
    lambda words: " ".join(words).capitalize() + "."
)
PROSE = st.lists(st.lists(SENTENCES, min_size=1, max_size=5).map(" ".join), min_size=1, max_size=6)


@given(
    paragraphs=PROSE,
    width=st.integers(25, 110),
    wrapper=st.sampled_from(sorted(WRAPPERS)),
    gap=st.sampled_from(["\n\n", "\n"]),
    end=st.sampled_from(["\n", "\r\n", "\u2028", "\x85"]),
)
def test_wrapping_changes_no_word(paragraphs, width, wrapper, gap, end):
    text = gap.join(paragraphs)
    wrapped = wrap(text, width, WRAPPERS[wrapper]).replace("\n", end)
    assume(wrapped.split() != [])
    words = [word.strip("-") for word in flow_text(wrapped).text.split()]
    assert words == text.split()


SIGNS = [
    "\u00ad",
    "\u200b",
    "\ufeff",
    "\u200e",
    "> ",
    ">",
    "-\n",
    "\n",
    "\r\n",
    "\x0c",
    "\u2029",
    " \n  ",
    "the",
    "harbour",
    "مرحبا",
    "港",
    ".",
]


@given(
    st.lists(
        st.one_of(st.sampled_from(SIGNS), st.text(max_size=8), SENTENCES.map(lambda text: wrap(text, 30))), max_size=25
    )
)
def test_the_spans_tile_whatever_the_layout(pieces):
    text = "".join(pieces) + "\nThe end of it."
    tables = clean((text, {}))
    places = tables["ledger"].sort("start").select("start", "end").rows()
    assert [start for start, _ in places] == [0, *(end for _, end in places[:-1])]
    record = tables["records"]["text"].item()
    assert places[-1][1] == len(record)
    shown = "".join(
        " " if rule in SHOWN_AS_BLANK else record[start:end]
        for start, end, kept, field, rule in tables["ledger"]
        .sort("start")
        .select("start", "end", "kept", "field", "rule")
        .rows()
        if kept and field == "body"
    )
    assert shown == tables["articles"]["text"].item()


DIVIDED = "The govern-\nment of the town met the rail-\nway company about the high-\nspeed line."


def test_a_word_divided_at_a_line_end_is_one_word_where_it_is_known():
    article, spans = read(DIVIDED, language="en")
    assert article["text"] == "The government of the town met the railway company about the high-speed line."
    assert [(text, rule) for text, _, _, rule in spans if rule in WITHIN_TEXT] == [
        ("-\n", "hyphen of a word divided at a line end"),
        ("-\n", "hyphen of a word divided at a line end"),
        ("\n", "line end within a word"),
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("He is a well-\nknown man in Oskar-\nby, and Oskarby is proud of him.", "well-known man in Oskarby,"),
        ("They are pre-\nand post-war houses of the town.", "pre- and post-war"),
        ("It is the Anglo-\nAmerican view of the matter.", "Anglo-American"),
        ("A parlia¬\nment met in the town on Monday.", "A parliament met"),
        ("A parlia\u00ad\nment met in the town on Monday.", "A parliament met"),
        ("An anti-\nwar speech was held in the town.", "An anti-war speech"),
    ],
)
def test_other_hyphens_stay(text, shown):
    assert shown in read(text, language="en")[0]["text"]


def test_a_language_without_a_word_list_joins_what_the_record_spells():
    assert load_words("xx") is None
    assert (
        flow_text("Die Regie-\nrung tagt. Die Regierung schweigt.").text
        == "Die Regierung tagt. Die Regierung schweigt."
    )
    assert flow_text("Die Regie-\nrung tagt.").text == "Die Regie-rung tagt."


@pytest.mark.parametrize(
    ("text", "shown", "rule"),
    [
        ("The govern\u00adment met.", "The government met.", "soft hyphen"),
        ("The minis\u200bter met.", "The minister met.", "zero-width character"),
        ("The \ufeffminister met.", "The minister met.", "byte order mark"),
        ("Prices\u200brose in town.", "Prices rose in town.", "zero-width space between words"),
        ("The \u200eminister met.", "The minister met.", "zero-width character"),
    ],
)
def test_invisible_characters_divide_no_word(text, shown, rule):
    article, spans = read(text, language="en")
    assert article["text"] == shown
    assert [own for part, _, _, own in spans if own in WITHIN_TEXT] == [rule]


@pytest.mark.parametrize("text", ["می\u200cخواهم بروم به خانه.", "A family 👩\u200d👩\u200d👧 came to town."])
def test_joiners_that_spelling_needs_stay(text):
    assert read(text)[0]["text"] == text


def test_quoted_mail_is_text_without_its_marks():
    lines = [f"> {line}" for line in wrap(PARAGRAPHS[0], 60).split("\n")]
    lines += [">", *(f"> > {line}" for line in wrap(PARAGRAPHS[1], 60).split("\n"))]
    article, spans = read("\n".join(["On Monday Jane Doe wrote this to me:", "", *lines, "", PARAGRAPHS[2]]))
    assert article["text"].endswith("\n\n".join(PARAGRAPHS[:3]))
    assert {text for text, kept, _, rule in spans if rule == "quotation mark of an e-mail" and not kept} == {
        "> ",
        ">",
        "> > ",
    }


def test_one_line_with_a_mark_is_no_quoted_mail():
    assert "> Read on" in read(f"{PARAGRAPHS[0]}\n\n> Read on\n\n{PARAGRAPHS[1]}")[0]["text"]


@pytest.mark.parametrize("end", ["\x0c", "\x0b", "\u2028", "\u2029", "\x85"])
def test_every_sign_of_a_line_end_ends_a_line(end):
    article, _ = read(end.join([HEAD[0], HEAD[1], "", PARAGRAPHS[0], "", "Leave a Comment"]))
    assert (article["title"], article["byline"], article["text"]) == (HEAD[0], "Jane Doe", PARAGRAPHS[0])


def test_places_of_the_record_are_found_in_the_flow():
    text = "The gov\u00adern-\nment of the mu\u00adse-\num: government, museum."
    flow = flow_text(text)
    assert flow.text == "The government of the museum: government, museum."
    for place in (text.index("of"), text.index("museum")):
        assert text[place] == flow.text[flow.move(place)]
    assert flow.move(text.index("\u00ad")) == flow.text.index("ernment")
    assert flow.move(len(text)) == len(flow.text)


def test_lists_and_menus_do_not_flow():
    menu = "Home\nNews and weather of the region\nSport of the region\nMy account and my settings\nLog in"
    assert flow_text(menu).text == menu
    assert flow_text("\n".join(PARAGRAPHS)).text == "\n".join(PARAGRAPHS)


CHINESE = [
    "本报北京五月八日电，经过三年的修缮，县博物馆于星期六重新开放，四百多名游客在细雨中排队参观。",
    "馆长感谢在没有暖气的情况下工作了两个冬天的木匠们，并表示屋顶现在可以使用六十年之久。",
    "并非所有人都感到高兴。",
    "博物馆今年预计将接待三万名游客，比修缮前增加三分之一，并聘请了两名会说波兰语的导游。",
    "星期日仍然免费入场。",
    "昨天下午，市长在市政厅前的广场上向数百名市民发表了讲话，承诺明年将修建一座新的图书馆。",
]


def test_a_script_that_the_line_model_does_not_know_is_left_to_the_rules():
    article, spans = read("\n\n".join(["博物馆重新开放", *CHINESE, "Leave a Comment"]))
    assert article["text"] == "\n\n".join(CHINESE)
    assert article["title"] == "博物馆重新开放"
    assert {rule for text, kept, field, rule in spans if kept and text in CHINESE} == {
        "running text in a script unknown to the line model"
    }


def test_lines_of_a_script_without_blanks_are_joined_without_one():
    wrapped = "\n\n".join("\n".join(line[at : at + 20] for at in range(0, len(line), 20)) for line in CHINESE)
    assert read(wrapped)[0]["text"] == "\n\n".join(CHINESE)
