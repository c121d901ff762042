"""Columns are found by usual names in several languages; those that look like a field and are not used are told."""

import polars as pl
import pytest

from presswork.corpus.reading.formats.record import map_columns
from presswork.corpus.reading.formats.tables.column_names import find_unused
from presswork.corpus.reading.records import deal_records


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ("Headline|Text|Publication Date|Newspaper Name", "title|text|published|outlet"),
        ("Title|Full text|Publication title|Publication date|Authors", "title|text|outlet|published|byline"),
        ("headline|articleBody|publishedAt|sourceName|authorName", "title|text|published|outlet|byline"),
        ("Article Title|Article Text|Date Published|Author Name|Media Outlet", "title|text|published|byline|outlet"),
        ("Titre|Texte intégral|Date de publication|Journal|Auteur", "title|text|published|outlet|byline"),
        ("Überschrift|Volltext|Erscheinungsdatum|Zeitung|Verfasser", "title|text|published|outlet|byline"),
        ("Título|Texto completo|Fecha de publicación|Periódico|Autor", "title|text|published|outlet|byline"),
        ("TITEL|TEXT|VERÖFFENTLICHT_AM|QUELLE", "title|text|published|outlet"),
        ("id|title|text|date|url|language|group", "id|title|text|published|url|language|group"),
    ],
)
def test_columns_are_found_by_their_names(names, found):
    columns = names.split("|")
    assert map_columns(columns, {}) == dict(zip(found.split("|"), columns))


def test_the_configuration_goes_before_usual_names_and_other_names_mean_nothing():
    assert map_columns(["text", "Fliesstext", "name", "n"], {"text": "fliesstext"}) == {"text": "Fliesstext"}
    assert map_columns(["text", "date"], {"published": "missing"}) == {"text": "text"}


def test_columns_that_look_like_a_field_are_told_where_nothing_gives_it_or_another_does():
    assert find_unused(["text", "scrape_date", "text_length"], {"text": "text"}) == [("scrape_date", "published")]
    assert find_unused(["text", "date", "published_at"], {"text": "text", "published": "date"}) == [
        ("published_at", "published")
    ]
    assert find_unused(["text", "date", "date_download"], {"text": "text", "published": "date"}) == []


def test_unused_columns_are_one_notice_of_the_file(tmp_path):
    (tmp_path / "a.csv").write_text("text,scrape date\n" + "The boat was sold to a baker.,2022-03-01\n" * 3)
    dealt = deal_records([tmp_path / "a.csv"], str(tmp_path), {})
    list(dealt["dealt"].pieces)
    notices = next(dealt["remarks"]).filter(~pl.col("rejected"))
    assert notices.select("record", "reason", "detail").rows() == [
        (None, "unused columns", "scrape date looks like published")
    ]
