"""Methods of rates, dispersion, key terms, collocations and trends, in the words of a paper."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from presswork.core.analyses import find_left_out
from presswork.core.limits import FEW, MIN_UNITS
from presswork.core.reasons import PLURAL, explain, explain_rows
from presswork.figures.drawing.caption_text import count, join
from presswork.paper.markdown import quote
from presswork.terms.comparison.ranking import LEVEL

REFERENCES = {"rest": "all other articles", "frequency list": "a frequency list"}
DISPERSION = "DPnorm (0: even) [@gries2008dispersions; @lijffijt2012correction]"


def describe_terms(
    frequency: pl.DataFrame,
    keyness: pl.DataFrame,
    comparisons: pl.DataFrame,
    skipped: pl.DataFrame,
    support: dict[str, Any],
    collocations: pl.DataFrame,
    trends: pl.DataFrame,
    n_articles: int,
    settings: dict[str, Any],
) -> Iterator[str]:
    """Yield one sentence after another on the analyses that were made, and on why others were not."""
    yield from _describe_rates(frequency, n_articles)
    compared = comparisons.filter(pl.col("terms") > 0)
    if compared.is_empty():
        left_out = find_left_out("terms/keyness.csv", support)
        yield f"No key terms were extracted: {left_out.reason if left_out else 'no term is frequent enough'}."
    else:
        yield from _describe_keyness(keyness, compared, n_articles, settings["terms"]["keyness"])
        yield from _describe_groups_left_out(skipped)
    if collocations.height:
        yield _describe_collocations(settings["terms"]["collocations"])
    if trends.height:
        yield _describe_trends(trends)
    elif left_out := find_left_out("terms/trends.csv", support):
        yield f"No rates over time were computed: {left_out.reason}."
    parts = "passages" if n_articles == 1 else "articles"
    is_fitted = "finite_zipf_mandelbrot" not in skipped["subject"]
    law = ", compared with a finite Zipf-Mandelbrot law [@evert2004lnre]" if is_fitted else ""
    yield (
        f"Vocabulary growth is the expected number of distinct words over all orders of the {parts} "
        f"[@ugland2003species]{law}."
    )


def _describe_rates(frequency: pl.DataFrame, n_articles: int) -> Iterator[str]:
    if n_articles == 1:
        reason = explain("no_sample", {})
        yield f"Terms are given as counts, without confidence intervals: {reason}."
        yield f"Dispersion over the passages of the article is measured by {DISPERSION}."
        return
    unit = frequency["unit"][0] if frequency.height else "article"
    enough = f"{'on' if unit == 'day' else 'in'} at least {MIN_UNITS} {PLURAL[unit]}"
    known = len(frequency["per_million_low"].drop_nulls())
    yield "Rates are occurrences per million words."
    if known:
        yield (
            f"Their 95% confidence intervals (CI) treat {PLURAL[unit]} as the sampling unit (jackknife "
            "[@efron1981jackknife], degrees of freedom after Satterthwaite [@satterthwaite1946approximate]); "
            f"{count(known, 'term that occurs', 'terms that occur')} {enough} {'has' if known == 1 else 'have'} one."
        )
    else:
        yield f"No rate has a confidence interval, since no term occurs {enough}."
    yield f"Dispersion over articles is measured by {DISPERSION}."


def _describe_keyness(
    keyness: pl.DataFrame, compared: pl.DataFrame, n_articles: int, options: dict[str, Any]
) -> Iterator[str]:
    references = join([REFERENCES.get(each, quote(each)) for each in compared["reference"].unique().sort()])
    least = f"{options['min_count']} times and in {count(options['min_articles'], 'article')}"
    yield (
        f"We compared {_name_groups(compared, options['by'])} with {references}, for terms that occur at least "
        f"{least if n_articles >= FEW else 'twice'}. The effect size is the log ratio [@hardie2014logratio]"
        f"{_describe_order(compared)}."
    )
    known = keyness.drop_nulls("log_ratio_low").join(compared, on=["group", "reference"], how="semi")
    if known.height:
        units = join([PLURAL[unit] for unit in compared["unit"].drop_nulls().unique().sort()])
        yield f"Its 95% CI treat {units} as the sampling unit (jackknife, Welch's t [@welch1947generalization])."
    tested = compared.drop_nulls("permutations")
    if tested.height:
        family = f"{max(tested['family'].to_list()):,} comparisons"
        yield (
            f"Key terms have p of at most {LEVEL:g}, from {join(explain_rows(tested, 'test'))} "
            f"[@westfall1993resampling], which corrects for {family}."
        )
    untested = compared.filter(pl.col("permutations").is_null())
    if untested.height:
        which = "The comparison was" if compared.height == 1 else "The comparisons were"
        if tested.height:
            names = join(list(map(quote, untested["group"])))
            which = f"{'Comparisons' if untested.height > 1 else 'The comparison'} of {names} "
            which += "were" if untested.height > 1 else "was"
        yield f"{which} not tested ({'; '.join(explain_rows(untested, 'test'))}), so their terms are candidates."


def _describe_groups_left_out(skipped: pl.DataFrame) -> Iterator[str]:
    groups = skipped.filter(pl.col("analysis") == "keyness", pl.col("code") != "no_annotation")
    if groups.height:
        yield f"Groups were left out for these reasons: {'; '.join(groups['reason'].unique().sort())}."


def _describe_order(compared: pl.DataFrame) -> str:
    ranked = "; terms are ranked by its conservative bound [@evert2022keyness]"
    if compared["permutations"].count():
        return f"{ranked}, with counts divided by their overdispersion [@rao1992simple]"
    return f"{ranked}, over tokens" if compared["units"].count() else ""


def _name_groups(compared: pl.DataFrame, by: str) -> str:
    if compared["by"].unique().to_list() == ["corpus"]:
        return "all articles"
    names = list(map(quote, compared.filter(pl.col("by") != "corpus")["group"]))
    return f"each of {count(len(names), by)} ({join(names)})" if names[1:] else f"the {by} {names[0]}"


def _describe_collocations(options: dict[str, Any]) -> str:
    within = "in the same sentence" if options["within_sentence"] else "in the same article"
    return (
        f"Collocates are words up to {count(options['window'], 'word')} to the left or right {within}, ranked by "
        "logDice [@rychly2008logdice], stop words last; they were not tested."
    )


def _describe_trends(trends: pl.DataFrame) -> str:
    standardised = trends.filter(pl.col("series") == "standardised")["per_million"].count()
    series = ", raw and standardised to a constant mix of outlets" if standardised else ""
    has_bands = trends["low"].count() > 0
    bands = ", with 95% CI over days (jackknife [@efron1981jackknife])" if has_bands else "; no period has an interval"
    return f"Rates over time are per {trends['unit'][0]}{series}{bands}."
