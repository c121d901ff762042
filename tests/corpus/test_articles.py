"""Records become articles with fields, each with its evidence."""

import polars as pl

from conftest import clean_records as clean
from presswork.core.digests import digest_text

BODY = "The minister said on Monday that the plan would be ready before the end of the year."


def field(tables, name):
    return tables["fields"].filter(pl.col("field") == name).row(0, named=True)


def test_the_seed_article(seed_text):
    tables = clean((seed_text, {}))
    article = tables["articles"].row(0, named=True)
    assert article["title"] == "Drones attack Ukrainian capital as Putin heads to Belarus"
    assert article["byline"] == "MRT Desk"
    assert article["published"] is None
    assert "Leave a Comment" not in article["text"]
    missing = field(tables, "published")
    assert missing["reason"] == "the label 'Published on:' is followed by no value"
    assert seed_text[missing["start"] : missing["end"]] == "Published on:"
    byline = field(tables, "byline")
    assert (byline["origin"], seed_text[byline["start"] : byline["end"]]) == ("text", "MRT Desk")


def test_the_id_is_the_digest_of_the_record(seed_text):
    (article_id,) = clean((seed_text, {}))["articles"]["article_id"]
    assert article_id == digest_text(seed_text)[:12]


def test_identical_records_get_numbers_in_the_order_of_their_paths_and_are_marked():
    articles = clean((BODY, {}), (BODY, {}), (BODY, {}))["articles"]
    stem = digest_text(BODY)[:12]
    assert articles.select("source", "article_id", "duplicate_of").rows() == [
        ("0.txt", stem, None),
        ("1.txt", f"{stem}-2", stem),
        ("2.txt", f"{stem}-3", stem),
    ]


def test_what_the_file_gives_goes_before_the_text():
    tables = clean((f"Title\nBy Somebody Else\n\n{BODY}", {"title": "Title", "byline": "A Name"}))
    assert (field(tables, "byline")["value"], field(tables, "byline")["origin"]) == ("A Name", "file")


def test_the_outlet_is_the_host_of_the_address_where_nothing_else_names_it():
    tables = clean((BODY, {"url": "https://www.example.org/a"}))
    assert tables["articles"]["outlet"].to_list() == ["example.org"]
    assert field(tables, "outlet")["reason"] == "host name of the URL"
    assert field(clean((BODY, {"url": "no address"})), "outlet")["value"] is None


def test_a_date_that_could_be_two_days_is_not_guessed():
    tables = clean((f"Title\nPublished: 3/4/2020\n\n{BODY}", {}))
    assert tables["articles"]["published"].to_list() == [None]
    assert "3/4/2020" in field(tables, "published")["reason"]


def test_a_date_above_the_text_is_read_with_its_place():
    text = f"Title\nBy A Name\nLondon, 19 December 2022\n\n{BODY}"
    tables = clean((text, {}))
    found = field(tables, "published")
    assert (found["value"], found["origin"], text[found["start"] : found["end"]]) == (
        "2022-12-19",
        "text",
        "19 December 2022",
    )


def test_every_field_of_every_article_is_accounted_for():
    tables = clean((BODY, {}), (f"Title\n\n{BODY}", {"url": "https://example.org"}))
    counts = tables["fields"].group_by("article_id").len()
    assert counts["len"].to_list() == [8, 8]
    assert tables["fields"].filter(pl.col("reason") == "").is_empty()


def test_a_record_without_running_text_is_rejected_but_its_record_is_kept():
    tables = clean(("Leave a Comment", {}))
    assert tables["articles"].is_empty()
    assert tables["remarks"]["reason"].to_list() == ["no body"]
    assert tables["records"].height == 1


def test_a_record_without_a_word_is_no_article():
    tables = clean((". . . —\n", {"title": "Head"}))
    assert tables["articles"].is_empty()
    assert tables["remarks"]["reason"].to_list() == ["no body"]
