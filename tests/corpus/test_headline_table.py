"""The names of articles in outputs: headlines, or else files."""

import polars as pl

from presswork.core.schema import find_tables
from presswork.corpus.headline_table import list_headlines


def test_an_article_without_headline_goes_by_its_file_and_its_record_in_it():
    schema = find_tables()["articles"].schema
    given = [
        {"article_id": "a", "title": "War", "source": "x/war.txt"},
        {"article_id": "b", "source": "x/y/none.txt"},
        {"article_id": "c", "source": "many.csv", "record": 7},
    ]
    articles = pl.DataFrame([dict.fromkeys(schema) | row for row in given], schema)
    assert list_headlines(articles.lazy())["name"].to_list() == ["War", "none.txt", "many.csv, record 7"]
