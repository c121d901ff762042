"""Names of topics: those given by a person, and proposals from the corpus."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from presswork.core.schema import find_tables
from presswork.topics.describing.given_labels import identify_topics, match_names, read_names
from presswork.topics.describing.proposed_labels import propose_names
from presswork.topics.fitting.model import Model, select_chosen


def label_topics(
    model: Model,
    unit_columns: pl.DataFrame,
    shares: pl.LazyFrame,
    matrix_rows: pl.DataFrame,
    phrase_places: Sequence[pl.LazyFrame],
    labels: list[str],
    diagnostics: pl.DataFrame,
    choice: dict[str, Any],
) -> pl.DataFrame:
    """Return the name and id of each topic, and the given names that match no topic of this run.

    Proposed names of background topics say so. `labels` are the annotation tables as CSV. Raises PressworkError for
    what `read_names` refuses.
    """
    terms = unit_columns["term"].to_list()
    matches = match_names(read_names(labels), model.terms, terms)
    named = {match.topic: match for match in matches if match.topic is not None}
    rows: list[dict[str, Any]] = [
        {"topic_id": match.name.topic_id, "label": match.name.label, "origin": "person", "match": match.match,
         "reason": match.reason}
        for match in matches
        if match.topic is None
    ]  # fmt: skip
    if len(model.terms):
        ids = identify_topics(model.terms, terms)
        proposed = propose_names(model.terms, terms, shares, matrix_rows, phrase_places)
        background = select_chosen(diagnostics, choice)["background"]
        proposed = [f"background ({name})" if each else name for name, each in zip(proposed, background, strict=True)]
        for topic, (topic_id, proposal) in enumerate(zip(ids, proposed, strict=True)):
            row = {"topic": topic + 1, "topic_id": topic_id, "label": proposal, "origin": "proposed"}
            if topic in named:
                given = named[topic]
                row |= {"label": given.name.label, "origin": "person"}
                row |= {"given_id": given.name.topic_id, "match": given.match}
            rows.append(row | {"proposal": proposal})
    return pl.DataFrame(rows, find_tables()["labels"].schema)
