"""Options of figures: which are drawn, font, small print, titles and printed labels, all recorded in sidecars."""

from pathlib import Path

import pytest

from drawn_figures import WIDTHS, look_wrong
from drawn_terms import growth, top_terms
from presswork.core.configuration import complete_configuration, read_schema
from presswork.core.errors import PressworkError
from presswork.core.screen import remove_figures
from presswork.figures.drawing.appearance import check_font
from presswork.figures.inputs import FIGURES, choose_figures, find_inputs

KINDS = ("pdf", "svg", "png", "csv", "json")


def texts_of(captioned):
    axes = captioned.figure.axes[0]
    return [label.get_text() for label in axes.get_yticklabels()]


def test_all_figures_are_drawn_or_those_that_are_named_in_their_order():
    assert choose_figures(complete_configuration({})) == FIGURES
    chosen = complete_configuration({"figures": {"show": ["growth", "flow"]}})
    assert choose_figures(chosen) == ["flow", "growth"]
    with pytest.raises(PressworkError, match=r"figures\.show"):
        complete_configuration({"figures": {"show": ["pie"]}})


def test_the_schema_names_every_figure():
    options = read_schema()["properties"]["figures"]["properties"]
    assert options["show"]["items"]["enum"] == options["title"]["propertyNames"]["enum"] == FIGURES


def test_figures_that_are_no_longer_shown_are_removed(tmp_path):
    (tmp_path / "figures").mkdir()
    for name in ("growth.pdf", "growth.trace.parquet", "topics.pdf", "topics_trend.pdf", "mine.pdf"):
        (tmp_path / "figures" / name).touch()
    remove_figures(tmp_path, ["growth", "topics"])
    assert sorted(path.name for path in (tmp_path / "figures").iterdir()) == ["mine.pdf", "topics_trend.pdf"]


@pytest.mark.parametrize("name", FIGURES)
def test_each_figure_takes_the_options_and_its_sidecar_records_them(name):
    given = {"font": "DejaVu Serif", "notes": False, "labels": {"us": "US"}, "title": {name: "Mine", "flow": "Flow"}}
    found = find_inputs(name, complete_configuration({"figures": given}))
    own = {"font": "DejaVu Serif", "notes": False, "term_labels": {"us": "US"}, "title": given["title"][name]}
    assert {option: found.options[option] for option in own} == own
    assert found.configuration["figures"].items() >= (given | {"title": {name: own["title"]}}).items()
    assert "show" not in found.configuration["figures"]
    assert "title" not in find_inputs("growth", complete_configuration({})).options["title"]


def test_a_caption_that_speaks_of_the_stop_list_says_what_is_on_it_if_words_of_news_reports_are():
    told = top_terms(500, terms=["a", "b"], news_words=True).caption
    assert told.endswith("The stop list has function words, reporting verbs, titles, number words and weekdays.")
    assert "reporting verbs" not in top_terms(500, terms=["a", "b"]).caption
    assert "reporting verbs" not in growth(500, news_words=True).caption

    def given(language="en", **tokens):
        configuration = complete_configuration({"corpus": {"language": language}, "tokens": tokens})
        return find_inputs("top_terms", configuration).options["news_words"]

    assert given() and given("de")
    assert not given("fr") and not given(news_stopwords=False) and not given(stopwords="replace")


def test_the_number_of_topics_is_an_option():
    assert complete_configuration({})["figures"]["topics"] == 20


def test_small_print_can_be_left_out_and_the_caption_keeps_it():
    with_notes, without = top_terms(500, terms=["a", "b"]), top_terms(500, terms=["a", "b"], notes=False)
    assert with_notes.figure._supxlabel.get_text().startswith("n = 500 articles")
    assert without.figure._supxlabel is None and without.caption == with_notes.caption
    assert without.figure.get_figheight() < with_notes.figure.get_figheight()


@pytest.mark.parametrize("width_mm", WIDTHS)
def test_a_title_is_drawn_above_and_fits(width_mm):
    captioned = growth(500, width_mm, title="Growth of the vocabulary in the coverage of the war, 2014 to 2024")
    assert captioned.figure._suptitle.get_text().replace("\n", " ").startswith("Growth of the vocabulary")
    assert look_wrong(captioned) == [] and growth(500, width_mm).figure._suptitle is None


def test_a_term_is_printed_as_its_label_and_stays_itself_in_the_rows():
    captioned = top_terms(500, terms=["covid19", "war"], term_labels={"covid19": "COVID-19"})
    assert texts_of(captioned) == ["COVID-19", "war"] and "COVID-19" in captioned.alt_text
    assert captioned.rows["term"].to_list() == ["covid19", "war"]
    assert texts_of(top_terms(500, terms=["covid19", "war"])) == ["covid19", "war"]


@pytest.mark.parametrize("font", ["DejaVu Serif", "DejaVu Sans Mono"])
def test_a_figure_is_written_in_the_chosen_font_and_fits_in_it(tmp_path, font):
    captioned = growth(500, font=font)
    paths = {kind: str(tmp_path / f"growth.{kind}") for kind in KINDS}
    captioned.write_outputs(paths, {"notebook": "a.ipynb"})
    svg = Path(paths["svg"]).read_text("utf-8")
    assert f"font-family:'{font}'" in svg and f"'{font}'" in svg.split("<text", 1)[1].split(">")[0]
    assert font.replace(" ", "").encode() in Path(paths["pdf"]).read_bytes()


def test_letters_that_the_font_lacks_are_taken_from_the_default_one_and_else_counted():
    mono = top_terms(500, terms=["戦争", "МИД", "戦"], font="DejaVu Sans Mono")
    assert mono.caption.endswith("2 letters that the font lacks are drawn as boxes.")
    assert top_terms(500, terms=["य"]).caption.endswith("1 letter that the font lacks is drawn as a box.")
    assert "lacks" not in top_terms(500, terms=["МИД الحرب שלום"]).caption


def test_a_font_that_is_not_installed_is_an_error_that_names_it_and_what_is_near():
    with pytest.raises(PressworkError) as caught:
        top_terms(500, font="DejaVu Sanz")
    message = str(caught.value)
    assert "The font DejaVu Sanz is not installed" in message and "figures.font" in message
    assert "DejaVu Sans" in message
    check_font("DejaVu Sans")
