"""One article of a database export: its head gives fields, and its labels are cut by their names."""

import polars as pl
import pytest

from conftest import clean_records

TEXT = "The ferry of the lower lake was sold to a baker on Monday, who will turn it into a floating bakery by June."
OLD = ["1 of 1 DOCUMENTS", "The Lake Post", "May 4, 2021 Tuesday", "Ferry sold to baker", "BYLINE: By Ann Example"]
OLD += ["SECTION: NEWS; Pg. 4", "LENGTH: 22 words", TEXT, "LOAD-DATE: May 5, 2021", "Copyright 2021 The Lake Post"]
NEW = [
    "Ferry sold to baker",
    "The Lake Post",
    "May 4, 2021 Tuesday",
    "Copyright 2021 The Lake Post All Rights Reserved",
]
NEW += ["Section: LOCAL; Pg. 7", "Length: 22 words", "Byline: By Ann Example", "Body", TEXT, "Load-Date: May 5, 2021"]
FIELDS = {"title": "Ferry sold to baker", "outlet": "The Lake Post", "byline": "Ann Example", "published": "2021-05-04"}


@pytest.mark.parametrize("lines", [OLD, NEW], ids=["old", "new"])
@pytest.mark.parametrize("extractor", [None, "python-docx 1.2"])
def test_the_head_of_an_export_gives_the_fields_and_its_labels_are_cut(lines, extractor):
    tables = clean_records(("\n\n".join(lines), {"extractor": extractor}))
    article = tables["articles"].row(0, named=True)
    assert {name: str(article[name]) for name in FIELDS} == FIELDS
    assert article["text"].strip() == TEXT
    cut = set(tables["ledger"].filter(~pl.col("kept"))["rule"])
    assert {"length label", "section label", "load date label", "copyright label"} <= cut


def test_labels_of_exports_are_kept_in_other_texts():
    text = f"Ferry sold\n\n{TEXT}\n\nBody\n\n{TEXT}"
    assert "Body" in clean_records((text, {}))["articles"]["text"].item()


def test_headline_byline_and_day_of_an_extracted_text_are_found_as_in_plain_text():
    text = f"Ferry sold to baker\nBy Ann Example\n4 May 2021\n{TEXT}"
    for extractor in (None, "pypdf 6"):
        article = clean_records((text, {"extractor": extractor}))["articles"].row(0, named=True)
        assert {name: str(article[name]) for name in ("title", "byline", "published")} == {
            name: FIELDS[name] for name in ("title", "byline", "published")
        }
        assert article["text"] == TEXT
