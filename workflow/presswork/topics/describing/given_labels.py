"""What a person calls the topics: `seeds/annotations/labels.csv`, matched to the topics of this run by content."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from presswork.core.annotations import Form, read_rows, refuse_line
from presswork.statistics.arrays import Numbers
from presswork.topics.choosing.quality import measure_character, rank_terms

FORM = Form("annotations/labels.csv", ("topic", "label"))
ID_TERMS = 5
# Between the demo corpus and refits on resampled articles (20 topics), of 138 ids whose topic is found again (cosine of
# .7 or more) 129 get it, 7 none and 2 another; no id reaches this with a topic of a cosine below .6 to its own.
THRESHOLD = 0.4


@dataclass(frozen=True)
class Name:
    """A person's name for a topic: the id that it was given to, and the name."""

    topic_id: str
    label: str


@dataclass(frozen=True)
class Match:
    """Where a name belongs: a topic from 0, or none and why; and how well the nearest topic fits, 0 to 1."""

    name: Name
    topic: int | None
    match: float
    reason: str | None


def identify_topics(weights: Numbers, terms: list[str]) -> list[str]:
    """Return the id of each topic: the five terms that speak most for it. Blanks in a multiword term become `_`."""
    top = rank_terms(measure_character(weights), ID_TERMS)
    return [" ".join(terms[column].replace(" ", "_") for column in columns) for columns in top]


def read_names(tables: Sequence[str]) -> list[Name]:
    """Return the names of tables as CSV with columns `topic`, an id of a topic, and `label`; others may be there.

    Raises PressworkError for what `read_rows` refuses, and for a topic's number in the place of its id.
    """
    rows = [row for table in tables for row in read_rows(table, FORM)]
    for row in rows:
        if row.cells["topic"].isdecimal():
            raise refuse_line(
                FORM,
                row.line,
                f"the number {row.cells['topic']}",
                "the id of a topic: its terms, separated by spaces",
                "copy the column topic_id of topics/labels.csv; numbers change when the corpus does",
            )
    return list(dict.fromkeys(Name(" ".join(row.cells["topic"].split()), row.cells["label"]) for row in rows))


def match_names(names: list[Name], weights: Numbers, terms: list[str]) -> list[Match]:
    """Return which topic each name belongs to: one name a topic, by the assignment with the largest sum of fits.

    `weights` is p(term | topic). A name belongs to no topic where its terms reach less than THRESHOLD in all of them,
    or where another name fits better.
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
        reason = f"no topic of this run: the nearest, {nearest + 1}, reaches {fits[nearest]:.2f} of {THRESHOLD}"
    else:
        reason = f"topic {nearest + 1} has the name '{takers[nearest].label}'"
    return Match(name, None, float(fits[nearest]), reason)


def measure_fit(names: list[Name], weights: Numbers, terms: list[str]) -> Numbers:
    """Return how well each name's terms fit each topic, names x topics, 0 to 1; rounded, so that ties are ties.

    What speaks for the topic in these terms, as a share of what as many terms can say for it at most. A term that the
    model lacks says nothing.
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
