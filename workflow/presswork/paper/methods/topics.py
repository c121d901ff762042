"""How topics were fitted, chosen and held against chance, as a paper says it."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from presswork.core.limits import ALWAYS_TRIED, EXPLORATORY, FEW, LEAST_FOUND, SMALL, STABLE
from presswork.core.reasons import PLURAL, explain_choice, explain_rows
from presswork.figures.drawing.caption_text import count, join
from presswork.paper.numbers.number import probability
from presswork.topics.choosing.null_comparison import ENOUGH
from presswork.topics.fitting.documents import find_least_articles
from presswork.topics.fitting.null_corpora import STRATUM

ENGINES = {
    "nmf": "non-negative matrix factorisation [@lee1999nmf] of TF-IDF weights, by hierarchical alternating least "
    "squares [@cichocki2009fast] with extrapolation [@ang2019accelerating]",
    "gibbs": "latent Dirichlet allocation [@blei2003lda] by Gibbs sampling [@griffiths2004finding], by pyrmallet "
    "{pyrmallet} [@package-pyrmallet], with priors learned from the articles [@wallach2009priors]",
    "variational": "latent Dirichlet allocation [@blei2003lda] by variational Bayes, by scikit-learn {scikit-learn} "
    "[@pedregosa2011sklearn]",
}


def describe_topics(
    choice: dict[str, Any],
    prevalence: pl.DataFrame,
    unit_columns: pl.DataFrame,
    settings: dict[str, Any],
    versions: dict[str, str],
) -> Iterator[str]:
    """Yield the sentences on the topics, or on why there are none."""
    if choice["status"] == "placed":
        yield f"The articles were placed into the {choice['k']} topics of an earlier run; none were fitted."
        yield f"{_capital(explain_choice(choice, 'null_reason'))}."
        return
    if not choice["tried"]:
        left = f"{count(unit_columns.height, 'term is', 'terms are')} left to fit them to"
        why = left if choice["largest_k"] > 1 else "they are too few"
        yield f"No topics were fitted to {count(choice['n_articles'], 'article')}: {why}."
        return
    options = settings["topics"]
    noun = "passage groups" if choice["n_articles"] == 1 else "topics"
    yield _describe_fit(choice, unit_columns, options, versions, noun)
    yield from _describe_choice(choice, options, noun)
    if choice["k"]:
        yield from _describe_estimates(choice, prevalence, options, noun)


def _describe_fit(
    choice: dict[str, Any],
    unit_columns: pl.DataFrame,
    options: dict[str, Any],
    versions: dict[str, str],
    noun: str,
) -> str:
    engine = ENGINES[choice["engine"]].format_map(versions)
    rows = count(choice["n_rows"], choice["unit"])
    fitted = f"{rows} of one article" if choice["n_articles"] == 1 else rows
    if choice["n_fitted"] < choice["n_articles"]:
        fitted = f"{count(choice['n_fitted'], 'article')} drawn from {choice['n_articles']:,} by outlet and month"
    others = options["engines"][1:]
    beside = (
        f" (and, for comparison, {join([ENGINES[each].format_map(versions) for each in others])})" if others else ""
    )
    n_held = choice["n_rows"] if choice["n_articles"] == 1 else choice["n_articles"]
    kept = (
        f"{count(unit_columns.height, 'term')} (in at least "
        f"{find_least_articles(options['min_articles'], n_held)} and at most "
        f"{100 * options['max_share']:g}% of the {choice['unit']}s, stop words left out)"
    )
    sizes = join([str(k) for k in choice["tried"]])
    fewer = f" (half as many beyond {ALWAYS_TRIED})" if max(choice["tried"]) > ALWAYS_TRIED else ""
    refits = f"{count(options['seeds'], 'refit')} on resampled {_name_drawn(choice)}{fewer}"
    if (n_held if choice["n_articles"] == 1 else choice["n_fitted"]) < SMALL:
        refits = f"refits with one of the {_name_drawn(choice)} left out in turn"
    return (
        f"{_capital(noun)} were fitted to {fitted} by {engine}{beside}, on {kept}, for {sizes} {noun}; each number had "
        f"up to {count(options['seeds'], 'random start')} (two where these led to the same {noun}), and {refits}."
    )


def _name_drawn(choice: dict[str, Any]) -> str:
    """Return what the refits that numbers of topics are compared by draw, or leave out."""
    if choice["n_articles"] == 1:
        return "passages"
    return "stories" if choice["n_fitted"] >= FEW else "articles"


def _describe_choice(choice: dict[str, Any], options: dict[str, Any], noun: str) -> Iterator[str]:
    null = choice["null_comparison"]
    if null:
        yield (
            f"We compared their coherence (NPMI [@bouma2009npmi]), {_tell_sizes(null['ks'])} {noun}, with that in up "
            f"to {options['nulls']} shuffled corpora: one article per story, in which articles of similar length "
            f"(groups of {STRATUM}) exchange counts of equal size, so that only chance brings terms together "
            f"[@besag1989generalized; @strona2014fast]. They were drawn until {ENOUGH} were at least as "
            f"coherent [@besag1991sequential]: {_tell_place(null)}."
        )
    else:
        yield f"They were {explain_choice(choice, 'null_reason')}."
    if not choice["k"]:
        yield f"We report no topics: {explain_choice(choice)}."
        return
    who = "We set" if choice["chosen_by"] == "person" else "A rule chose"
    other = f" (`topics.choose`; the rule would take {choice['by_rule']})" if choice["by_rule"] != choice["k"] else ""
    why = (other or " (`topics.choose`)") if choice["chosen_by"] == "person" else f": {explain_choice(choice)}"
    marked = f" {EXPLORATORY.capitalize()}: they are exploratory." if choice["status"] == "exploratory" else ""
    yield f"{who} {choice['k']} {noun}{why}.{marked}"
    starts = choice["seed"].removeprefix("medoid of ") if choice["seed"] else ""
    yield f"The run reported is the medoid of {starts} [@rieger2024ldaprototype]."


def _tell_sizes(ks: list[int]) -> str:
    return f"averaged over {join([str(k) for k in ks])}" if ks[1:] else f"that of {ks[0]}"


def _tell_place(null: dict[str, Any]) -> str:
    if null["reached"]:
        was = "was" if null["reached"] == 1 else "were"
        return f"{null['reached']} of {null['nulls']} {was}, p = {probability(null['p'])}"
    above = f"{null['sds']:.1f} of their standard deviations above their mean"
    return f"none of {null['nulls']} was, so p is at most {probability(null['p'])}; the articles lie {above}"


def _describe_estimates(
    choice: dict[str, Any], prevalence: pl.DataFrame, options: dict[str, Any], noun: str
) -> Iterator[str]:
    yield "Stability is the mean cosine with the matched topic of the refits."
    bounded, known = prevalence.drop_nulls("model_low"), prevalence.drop_nulls("low")
    if bounded.height:
        sampled = PLURAL[bounded["resampled"][0]]
        given = f"its 95% interval given the model treats {sampled} as independent [@wolter2007variance]"
        yield f"Prevalence is the mean share over articles; {given}."
    if bounded.height and len(prevalence["found"].drop_nulls()):
        refits = f"{count(options['replicates'], 'refit')} on resampled {sampled}, each from another random start"
        if choice["n_fitted"] < SMALL:
            refits = f"refits with one of the {sampled} left out in turn and from other random starts"
        found = prevalence.filter(pl.col("found") >= LEAST_FOUND).height
        yield (
            f"{found} of {choice['k']} {noun} are found again (cosine of at least {STABLE}) by at least "
            f"{LEAST_FOUND:.0%} of {refits}; the interval over fits adds the variance of these refits."
        )
    reasons = explain_rows(prevalence.filter(pl.col("low").is_null()))
    if reasons:
        n = prevalence.height - known.height
        blank = f"{n} of {prevalence.height} {noun} have no interval over fits"
        missing = blank if bounded.height else "There is no interval"
        yield f"{missing}: {'; '.join(reasons)}."


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
