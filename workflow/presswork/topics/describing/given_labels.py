"""Names of topics given in `seeds/annotations/labels.csv`, matched to the topics of this run by content."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from presswork.core.annotations import Form, read_rows, refuse_line
from presswork.statistics.arrays import Numbers
from presswork.topics.choosing.quality import measure_character, rank_terms

FORM = Form("annotations/labels.csv", ("topic", "label"))
ID_TERMS = 5
# Between the demo corpus and refits to resampled articles (20 topics): of 138 ids whose topic is found again (cosine of
# at least 0.7), 129 are matched to it, 7 to none and 2 to another; no id is matched to a topic with a cosine below 0.6.
THRESHOLD = 0.4


@dataclass(frozen=True)
class Name:
    """A name for a topic, and the id for which it was given."""

    topic_id: str
    label: str


@dataclass(frozen=True)
class Match:
    """The topic of a name (from 0), or None and the reason; and the fit of that or the nearest topic, 0 to 1."""

    name: Name
    topic: int | None
    match: float
    reason: str | None


def identify_topics(weights: Numbers, terms: list[str]) -> list[str]:
    """Return the id of each topic: its first five terms by character; spaces in multiword terms become `_`."""
    top = rank_terms(measure_character(weights), ID_TERMS)
    return [" ".join(terms[column].replace(" ", "_") for column in columns) for columns in top]


def read_names(tables: Sequence[str]) -> list[Name]:
    """Return the names in CSV tables with the columns `topic` (the id of a topic) and `label`; others are ignored.

    Raises PressworkError for what `read_rows` refuses, and for the number of a topic instead of its id.
    """
    rows = [row for table in tables for row in read_rows(table, FORM)]
    for row in rows:
        if row.cells["topic"].isdecimal():
            raise refuse_line(
                FORM,
                row.line,
                f"the number {row.cells['topic']}",
                "the id of a topic: its terms, separated by spaces",
                "copy it from the column topic_id of topics/labels.csv; numbers change with the corpus",
            )
    return list(dict.fromkeys(Name(" ".join(row.cells["topic"].split()), row.cells["label"]) for row in rows))


def match_names(names: list[Name], weights: Numbers, terms: list[str]) -> list[Match]:
    """Return the topic of each name: one name per topic, by the assignment with the largest sum of fits.

    `weights` is p(term | topic). A name has no topic if its fit is below THRESHOLD for all of them, or if another name
    fits better.
    """
    if not names:
        return []
    if not weights.size:
        return [Match(name, None, 0.0, "this run has no topics") for name in names]
    fits = measure_fit(names, weights, terms)
    worth = np.where(fits >= THRESHOLD, fits, 0)
    rows, columns = linear_sum_assignment(worth, maximize=True)
    given = {int(row): int(column) for row, column in zip(rows, columns) if worth[row, column] > 0}
    takers = {topic: names[number] for number, topic in given.items()}
    return [_match(name, given.get(number), fits[number], takers) for number, name in enumerate(names)]


def _match(name: Name, topic: int | None, fits: Numbers, takers: dict[int, Name]) -> Match:
    nearest = int(fits.argmax())
    if topic is not None:
        return Match(name, topic, float(fits[topic]), None)
    if fits[nearest] < THRESHOLD:
        reason = (
            f"no topic of this run: the nearest, {nearest + 1}, fits by {fits[nearest]:.2f} of at least {THRESHOLD}"
        )
    else:
        reason = f"topic {nearest + 1} has the name '{takers[nearest].label}'"
    return Match(name, None, float(fits[nearest]), reason)


def measure_fit(names: list[Name], weights: Numbers, terms: list[str]) -> Numbers:
    """Return the fit of each name's terms to each topic, names x topics, 0 to 1; rounded, so that ties are equal.

    The fit is the summed character of the terms divided by the maximum for as many terms. Terms that are not in the
    model count 0.
    """
    columns = {term.replace(" ", "_"): column for column, term in reversed(list(enumerate(terms)))}
    character = measure_character(weights)
    most = -np.sort(-character, axis=1)
    fits = np.zeros((len(names), len(weights)))
    for number, name in enumerate(names):
        given = list(dict.fromkeys(name.topic_id.split()))
        known = [columns[term] for term in given if term in columns]
        fits[number] = character[:, known].sum(axis=1) / most[:, : len(given)].sum(axis=1)
    return np.asarray(np.round(fits, 6))
