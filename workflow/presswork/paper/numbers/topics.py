"""Numbers of topics: how many there are, their comparison with chance, and the prevalence and stability of each."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from presswork.core.reasons import explain_choice
from presswork.figures.drawing.caption_text import join
from presswork.paper.numbers.number import Number, counted, decimal, estimated, name_key, percent, probability

CHOICE = "topics/choice.json"
NAMING_TERMS = 3
CRITERIA = {
    "npmi": "mean coherence (NPMI) of the topics, of the terms that stand for them",
    "npmi_weight": "mean coherence (NPMI) of the topics, of the terms with the highest p(term | topic)",
    "stability": "mean stability of the topics over refits",
    "diversity": "share of distinct terms among the top terms",
    "exclusivity": "mean exclusivity of the topics",
    "heldout": "log probability of a held-out word, in nats",
    "explained": "share of left-out articles that the topics explain",
    "merit": "product of coherence, stability and share explained, by which the rule chooses",
}


def name_topic(row: dict[str, Any]) -> str:
    """Return the name of a topic in keys: the name that a person gave it, or else its first three terms."""
    if row["origin"] == "person":
        return str(row["label"])
    return " ".join(row["topic_id"].split(" ")[:NAMING_TERMS])


def number_topics(
    choice: dict[str, Any],
    criteria: pl.DataFrame,
    prevalence: pl.DataFrame,
    labels: pl.DataFrame,
    topics: pl.DataFrame,
) -> Iterator[Number]:
    """Yield the numbers of the choice and its criteria, and those of each topic."""
    shown, noun = "topics_scores, topics", "passage groups" if choice["n_articles"] == 1 else "topics"
    yield counted("topics/k", choice["k"] or 0, noun, f"number of {noun}", CHOICE, shown)
    yield counted(
        "topics/articles", choice["n_articles"], "articles", f"articles considered for {noun}", CHOICE, "topics"
    )
    yield Number("topics/status", choice["status"], f"status of the {noun}", CHOICE)
    yield Number("topics/rule", explain_choice(choice), f"how the number of {noun} was chosen", CHOICE)
    null = choice["null_comparison"]
    if null:
        place = "" if null["reached"] else "; an upper bound, since none of these is as coherent"
        meaning = f"p of the topics' coherence compared with shuffled corpora{place}"
        yield Number("topics/null-p", probability(null["p"]), meaning, CHOICE, shown_in=shown)
        yield counted("topics/nulls", null["nulls"], "shuffled corpora", "shuffled corpora (null model)", CHOICE, shown)
    chosen = criteria.filter((pl.col("engine") == choice["engine"]) & (pl.col("k") == (choice["k"] or 0)))
    known = chosen.filter(pl.col("criterion").is_in(list(CRITERIA)), pl.col("value").is_not_null())
    scored = {"source": "topics/criteria.csv", "shown_in": "topics_scores"}
    for row in known.iter_rows(named=True):
        name = row["criterion"]
        yield estimated(
            f"topics/{name}", row, "value", decimal, meaning=CRITERIA[name].replace("topics", noun), **scored
        )
    named = prevalence.join(labels.drop_nulls("topic"), on="topic").sort("topic")
    for row in named.iter_rows(named=True):
        terms = topics.filter((pl.col("topic") == row["topic"]) & (pl.col("rank") <= NAMING_TERMS)).sort("rank")["term"]
        yield from _number_topic(row, join(terms.to_list()), noun.removesuffix("s"))


def _number_topic(row: dict[str, Any], terms: str, noun: str) -> Iterator[Number]:
    key, shown = name_key("topic", name_topic(row)), "topics, table topics"
    of = f"{noun} {row['topic']} ({row['label']}: {terms})"
    yield Number(f"{key}/label", row["label"], f"name of {of}", "topics/labels.csv", shown_in=shown)
    yield Number(f"{key}/number", str(row["topic"]), f"number of {of} in this run", "topics/labels.csv", shown_in=shown)
    shared = {"source": "topics/prevalence.csv", "shown_in": shown}
    meaning = f"prevalence (mean share) of {of}"
    yield estimated(f"{key}/prevalence", row, "prevalence", percent, meaning=meaning, unit="%", **shared)
    meaning = f"stability of {of}: mean cosine similarity to the matched {noun} in the refits"
    yield Number(f"{key}/stability", decimal(row["stability"]), meaning, **shared)
