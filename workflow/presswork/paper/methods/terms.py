"""How rates, dispersion, key terms and the rest were measured, as a paper says it."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from presswork.core.analyses import find_left_out
from presswork.core.limits import FEW, MIN_UNITS
from presswork.core.reasons import PLURAL, explain, explain_rows
from presswork.figures.drawing.caption_text import count, join
from presswork.paper.markdown import quote

REFERENCES = {"rest": "all other articles", "frequency list": "a frequency list"}


def describe_terms(
    frequency: pl.DataFrame,
    comparisons: pl.DataFrame,
    skipped: pl.DataFrame,
    support: dict[str, Any],
    collocations: pl.DataFrame,
    trends: pl.DataFrame,
    n_articles: int,
    settings: dict[str, Any],
) -> Iterator[str]:
    """Yield the sentences on the analyses that were made, and why others were not."""
    yield from _describe_rates(frequency, n_articles)
    yield from _describe_keyness(comparisons, skipped, support, n_articles, settings["terms"]["keyness"])
    if collocations.height:
        options = settings["terms"]["collocations"]
        within = "within the sentence" if options["within_sentence"] else "within the article"
        yield (
            f"Collocates are words up to {count(options['window'], 'word')} to the left or right, {within}, ranked by "
            "logDice [@rychly2008logdice], stop words last; they carry no test."
        )
    if trends.height:
        series = " and standardised to a steady mix of outlets" if "standardised" in trends["series"] else ""
        yield (
            f"Rates over time are by {trends['unit'][0]}, as they are{series}, with 95% bands over days (jackknife "
            "[@efron1981jackknife])."
        )
    elif left_out := find_left_out("terms/trends.csv", support):
        yield f"No rates over time were measured: {left_out.reason}."
    parts = "passages" if n_articles == 1 else "articles"
    is_fitted = "finite_zipf_mandelbrot" not in skipped["subject"]
    law = ", beside the finite Zipf-Mandelbrot law [@evert2004lnre]" if is_fitted else ""
    yield f"Vocabulary growth is the mean over all orders of the {parts} [@ugland2003species]{law}."


def _describe_rates(frequency: pl.DataFrame, n_articles: int) -> Iterator[str]:
    if n_articles == 1:
        yield f"Rates are occurrences per million words; {explain('no_sample', {})}: they have no intervals."
        yield "Dispersion over the article's passages is DPnorm [@gries2008dispersions; @lijffijt2012correction]."
        return
    unit = frequency["unit"][0] if frequency.height else "article"
    known = len(frequency["per_million_low"].drop_nulls())
    yield (
        f"Rates are occurrences per million words. Their 95% intervals take {PLURAL[unit]} as the unit of sampling "
        "(jackknife [@efron1981jackknife], degrees of freedom after Satterthwaite [@satterthwaite1946approximate]) and "
        f"are left out where fewer than {MIN_UNITS} {PLURAL[unit]} have the term: "
        f"{count(known, 'term has', 'terms have')} one."
    )
    yield "Dispersion over articles is DPnorm [@gries2008dispersions; @lijffijt2012correction]."


def _describe_keyness(
    comparisons: pl.DataFrame,
    skipped: pl.DataFrame,
    support: dict[str, Any],
    n_articles: int,
    options: dict[str, Any],
) -> Iterator[str]:
    compared = comparisons.filter(pl.col("terms") > 0)
    if compared.is_empty():
        left_out = find_left_out("terms/keyness.csv", support)
        yield f"Key terms were not sought: {left_out.reason if left_out else 'no term is frequent enough'}."
        return
    references = join([REFERENCES.get(each, each) for each in compared["reference"].unique().sort()])
    least = f"{options['min_count']} times in {count(options['min_articles'], 'article')}"
    groups_named = _name_groups(compared, options["by"])
    yield (
        f"Key terms of {groups_named} against {references} were sought among terms that occur at least "
        f"{least if n_articles >= FEW else 'twice'}; their effect size is the log ratio [@hardie2014logratio]"
        f"{_describe_order(compared)}."
    )
    yield from _describe_inference(compared)
    groups = skipped.filter(pl.col("analysis") == "keyness", pl.col("code") != "no_annotation")
    if groups.height:
        yield f"Groups were left out where: {'; '.join(groups['reason'].unique().sort())}."


def _describe_order(compared: pl.DataFrame) -> str:
    ranked = ", ranked by its conservative bound [@evert2022keyness]"
    if compared["permutations"].count():
        return f"{ranked}, counts divided by their overdispersion [@rao1992simple]"
    return f"{ranked} over tokens" if compared["units"].count() else ""


def _name_groups(compared: pl.DataFrame, by: str) -> str:
    if compared["by"].unique().to_list() == ["corpus"]:
        return "all articles"
    names = list(map(quote, compared.filter(pl.col("by") != "corpus")["group"]))
    return f"{count(len(names), by)} ({join(names)})"


def _describe_inference(compared: pl.DataFrame) -> Iterator[str]:
    units = compared["unit"].drop_nulls().unique().sort().to_list()
    if not units:
        return
    drawn = join([PLURAL[unit] for unit in units])
    tests = explain_rows(compared.drop_nulls("permutations"), "test")
    over = f"over {max(compared['family'].to_list()):,} comparisons"
    tested = f"; p is by {join(tests)} [@westfall1993resampling], {over}" if tests else ""
    yield f"Its 95% intervals take {drawn} as the unit (jackknife, t after Welch [@welch1947generalization]){tested}."
