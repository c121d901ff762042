"""Methods of topics: how they were fitted, chosen and compared with chance, in the words of a paper."""

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
        left = f"only {count(unit_columns.height, 'term is', 'terms are')} left to fit them to"
        why = left if choice["largest_k"] > 1 else "the corpus is too small"
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
        n = count(choice["n_fitted"], "article")
        fitted = f"{n} sampled from {choice['n_articles']:,}, stratified by outlet and month"
    others = options["engines"][1:]
    beside = (
        f" (and, for comparison, {join([ENGINES[each].format_map(versions) for each in others])})" if others else ""
    )
    n_held = choice["n_rows"] if choice["n_articles"] == 1 else choice["n_articles"]
    kept = (
        f"{count(unit_columns.height, 'term')} (in at least "
        f"{find_least_articles(options['min_articles'], n_held)} and at most "
        f"{100 * options['max_share']:g}% of the {choice['unit']}s, without stop words)"
    )
    sizes = join([str(k) for k in choice["tried"]])
    fewer = f" (half as many beyond {ALWAYS_TRIED})" if max(choice["tried"]) > ALWAYS_TRIED else ""
    refits = describe_refits(choice, options["seeds"])
    refits += fewer if "resampled" in refits else ""
    return (
        f"{_capital(noun)} were fitted to {fitted} by {engine}{beside}, on {kept}, for {sizes} {noun}. Each number had "
        f"up to {count(options['seeds'], 'random start')} (two if these led to the same {noun}) and {refits}."
    )


def describe_refits(choice: dict[str, Any], number: int | None = None) -> str:
    """Return what the refits that measure stability were fitted to, and how many there were if `number` is given."""
    drawn = "passages" if choice["n_articles"] == 1 else "stories" if choice["n_fitted"] >= FEW else "articles"
    n = choice["n_rows"] if choice["n_articles"] == 1 else choice["n_fitted"]
    if n < SMALL:
        return f"refits with one of the {drawn} left out in turn"
    return f"{count(number, 'refit') if number else 'refits'} on resampled {drawn}"


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
    marked = f" With {EXPLORATORY}, the {noun} are exploratory." if choice["status"] == "exploratory" else ""
    yield f"{who} {choice['k']} {noun}{why}.{marked}"
    starts = choice["seed"].removeprefix("medoid of ") if choice["seed"] else ""
    yield f"The reported model is the medoid of {starts} [@rieger2024ldaprototype]."


def _tell_sizes(ks: list[int]) -> str:
    return f"averaged over {join([str(k) for k in ks])}" if ks[1:] else f"that of {ks[0]}"


def _tell_place(null: dict[str, Any]) -> str:
    if null["reached"]:
        was = "was" if null["reached"] == 1 else "were"
        return f"{null['reached']} of {null['nulls']} {was}, p = {probability(null['p'])}"
    above = f"{null['sds']:.1f} standard deviations (of the shuffled corpora) above their mean"
    p_value = probability(null["p"])
    return f"none of {null['nulls']} was, so p is at most {p_value}; the coherence in the articles lies {above}"


def _describe_estimates(
    choice: dict[str, Any], prevalence: pl.DataFrame, options: dict[str, Any], noun: str
) -> Iterator[str]:
    yield f"Stability is the mean cosine similarity to the matched {noun.removesuffix('s')} in the refits."
    n = prevalence.height
    bounded, known = prevalence.drop_nulls("model_low"), prevalence.drop_nulls("low")
    if bounded.height:
        sampled = PLURAL[bounded["resampled"][0]]
        given = f"its 95% CI given the model treats {sampled} as independent [@wolter2007variance]"
        yield f"Prevalence is the mean share over articles; {given}."
    if bounded.height and len(prevalence["found"].drop_nulls()):
        refits = f"{count(options['replicates'], 'refit')} on resampled {sampled}, each from another random start"
        if choice["n_fitted"] < SMALL:
            refits = f"refits with one of the {sampled} left out in turn and from other random starts"
        found = prevalence.filter(pl.col("found") >= LEAST_FOUND).height
        adds = "; the 95% CI over fits adds the variance between these refits" if known.height else ""
        verb = "is" if found < 2 else "are"
        yield (
            f"{_count_of(found, n, noun)} {verb} found again (cosine of at least {STABLE}) by at least "
            f"{LEAST_FOUND:.0%} of {refits}{adds}."
        )
    reasons = explain_rows(prevalence.filter(pl.col("low").is_null()))
    if reasons:
        blank = n - known.height
        kind = " over fits" if bounded.height else ""
        has = "has" if blank == 1 else "have"
        which = (
            f"{_count_of(blank, n, noun)} {has} no 95% CI{kind}" if blank < n else f"No prevalence has a 95% CI{kind}"
        )
        yield f"{which}: {'; '.join(reasons)}."


def _count_of(part: int, whole: int, noun: str) -> str:
    """Return so many of the topics: `All 5 topics`, `2 of 5 topics`, `None of the 5 topics`."""
    if part == whole:
        return f"All {whole} {noun}" if whole > 1 else f"The one {noun.removesuffix('s')}"
    return f"{part} of {whole} {noun}" if part else f"None of the {whole} {noun}"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
