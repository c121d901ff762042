"""Numbers of terms: rates, dispersion, key terms, collocates and diversity."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from presswork.figures.drawing.key_groups import choose_groups, count_terms
from presswork.paper.numbers.number import Number, counted, decimal, estimated, name_key, probability, rate
from presswork.terms.comparison.ranking import list_key_terms

QUOTED = 50
QUOTED_KEYS = 15
QUOTED_COLLOCATES = 5
FREQUENCY = "terms/frequency.csv"
DIVERSITY = {
    "mattr": ("MATTR (windows of 100 words)", decimal),
    "mtld": ("MTLD", rate),
    "hdd": ("HD-D (samples of 42 words)", decimal),
    "yule_k": ("Yule's K", rate),
    "flesch": ("Flesch reading ease", decimal),
    "lix": ("LIX", decimal),
}


def list_top_terms(frequency: pl.DataFrame, n: int) -> pl.DataFrame:
    """Return the n most frequent terms that are not on the stop list, by rank; equal counts go by the alphabet."""
    return frequency.filter(~pl.col("stop")).sort("rank").head(n)


def number_terms(frequency: pl.DataFrame, terms: int, one: bool) -> Iterator[Number]:
    """Yield the numbers of the most frequent terms, without rates for one article; figures show `terms` of them."""
    for place, row in enumerate(list_top_terms(frequency, max(QUOTED, terms)).iter_rows(named=True), 1):
        yield from _number_term(row, place, place <= terms, one)


def _number_term(row: dict[str, Any], place: int, is_shown: bool, one: bool) -> Iterator[Number]:
    term = row["term"]
    drawn, listed = ("top_terms, table terms", "table terms") if is_shown else ("", "")
    meaning = f"term at rank {place} by frequency, without stop words"
    yield Number(f"top/{place}", term, meaning, FREQUENCY, shown_in=drawn)
    key = name_key("term", term)
    yield counted(f"{key}/count", row["count"], "occurrences", f"occurrences of “{term}”", FREQUENCY, drawn)
    if not one:
        yield counted(f"{key}/articles", row["articles"], "articles", f"articles with “{term}”", FREQUENCY, listed)
        of_rate = {"meaning": f"rate of “{term}”", "source": FREQUENCY, "unit": "per million words", "shown_in": drawn}
        yield estimated(f"{key}/rate", row, "per_million", rate, **of_rate)
    if row["dp_norm"] is not None:
        of_dp = {"meaning": f"DPnorm of “{term}” (0: even)", "source": FREQUENCY, "shown_in": listed}
        yield estimated(f"{key}/dp-norm", row, "dp_norm", decimal, "dispersion_interval", **of_dp)


def number_key_terms(keyness: pl.DataFrame, comparisons: pl.DataFrame, terms: int) -> Iterator[Number]:
    """Yield log ratio with 95% CI, and corrected p, of the key terms of each group; untested ones are candidates."""
    drawn = choose_groups(comparisons)
    room = count_terms(len(drawn), terms)
    listed = list_key_terms(keyness, max(QUOTED_KEYS, terms))
    listed = listed.join(comparisons.select("group", "reference", "unit"), on=["group", "reference"], how="left")
    ordered = listed.sort("group", "reference", "rank").with_columns(place=pl.int_range(pl.len()).over("group"))
    for row in ordered.iter_rows(named=True):
        is_drawn = row["group"] in drawn and row["place"] < room
        yield from _number_key_term(row, "keyness, table keyness" if is_drawn else "table keyness")


def _number_key_term(row: dict[str, Any], shown: str) -> Iterator[Number]:
    group, reference, term = row["group"], row["reference"], row["term"]
    versus = () if reference == "rest" else (reference,)
    of = f"“{term}” in {group} compared with {'the rest' if reference == 'rest' else reference}"
    of += ", a candidate that was not tested" if row["p_maxt"] is None else ""
    key, described = name_key("key", group, *versus, term), {"source": "terms/keyness.csv", "shown_in": shown}
    meaning = f"log ratio (doublings of the rate) of {of}"
    yield estimated(f"{key}/log-ratio", row, "log_ratio", decimal, meaning=meaning, **described)
    if row["p_maxt"] is not None:
        meaning = f"p of {of} (permutation test, corrected for all comparisons by maxT)"
        yield Number(f"{key}/p", probability(row["p_maxt"]), meaning, **described)


def number_collocates(collocations: pl.DataFrame) -> Iterator[Number]:
    """Yield logDice and count of the first collocates of each node, without stop words."""
    both = collocations.filter(pl.col("side") == "both", ~pl.col("stop")).sort("node", "rank")
    nearest = both.group_by("node", maintain_order=True).head(QUOTED_COLLOCATES)
    source, shown = "terms/collocations.csv", "collocations"
    for node, collocate, value, joint in nearest.select("node", "collocate", "log_dice", "joint").iter_rows():
        of, key = f"“{collocate}” near “{node}”", name_key("collocate", node, collocate)
        yield Number(f"{key}/log-dice", decimal(value), f"logDice of {of}", source, shown_in=shown)
        yield counted(f"{key}/count", joint, "occurrences", f"occurrences of {of}", source, shown)


def number_diversity(diversity_groups: pl.DataFrame, one: bool) -> Iterator[Number]:
    """Yield lexical diversity and readability: medians over all articles, or the values of a single article."""
    every = diversity_groups.filter(pl.col("grouping") == "all", pl.col("median").is_not_null())
    for row in every.filter(pl.col("measure").is_in(list(DIVERSITY))).sort("measure").iter_rows(named=True):
        measure, shape = DIVERSITY[row["measure"]]
        key, source = name_key("diversity", row["measure"]), "terms/diversity_groups.csv"
        if one:
            yield Number(key, shape(row["median"]), f"{measure} of the article", source)
        else:
            yield estimated(key, row, "median", shape, meaning=f"median of {measure} over articles", source=source)
