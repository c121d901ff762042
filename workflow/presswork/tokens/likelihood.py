"""How likely it is that two names spelled alike are one, from their spelling and from what stands around them.

The score is the probability by Bayes' rule, with the spelling and the contexts taken as independent:

- Before any evidence, a share `PRIOR` of the names that occur once is spelled in a second way, and more of those that
  occur often, by the fourth root of their count up to `MOST_COUNTED`; any other name may be the second spelling.
- Distances (per letter) between spellings of one name fall off exponentially with mean `MEAN_DISTANCE`; those between
  different names are as frequent as among 18,361 names of 3,818 news articles.
- The contexts' likelihood ratio is a logistic regression on the same articles: for one name the occurrences in some of
  its articles against those in others, for different names pairs with sounds in common but unlike letters.
- Both spellings of a name stand in one article at a rate of `BOTH`, as judged by hand on the same articles; different
  names do so by chance, as often as their numbers of articles make it.
- Two words side by side (Iran and Iraq) are seldom one name in two spellings.
"""

import polars as pl

PROPOSED = 0.6
HOPELESS = -7.0
HOUSE_STYLE = 0.95
PRIOR = 0.01
MOST_COUNTED = 100
COUNT_POWER = 0.25
MEAN_DISTANCE = 0.05
NEAREST = 0.01
CHANCE = 3.1e-4
CHANCE_AT = 0.15
CHANCE_POWER = 0.65
INTERCEPT = 0.55
COSINE = 1.75
COSINE_UNIT = 0.02
BESIDE = 0.64
FEWEST = -0.6
SIDE_BY_SIDE = -4.0
BOTH = 0.4
BOTH_BY_CHANCE = (0.05, 0.9)


def score_names(evidence: pl.DataFrame, n_names: int, n_articles: int) -> pl.DataFrame:
    """Return the pairs with `score`, the probability that both are one name.

    `evidence` has count_a, count_b, relative (distance per letter), cosine and fewest (of the neighbours),
    rarity_beside (ln of articles per article with the rarest name beside both), side_by_side (occurrences), and
    articles_a, articles_b and same_article; `n_names` and `n_articles` are those of the corpus.
    """
    odds = _weigh_spelling(n_names) + _weigh_context() + _weigh_articles(n_articles)
    return evidence.with_columns(score=1 / (1 + (-odds).exp()))


def drop_hopeless(alike: pl.DataFrame, n_names: int) -> pl.DataFrame:
    """Return the pairs whose spelling leaves it to the contexts; `alike` has count_a, count_b and relative."""
    return alike.filter(_weigh_spelling(n_names) >= HOPELESS)


def _weigh_spelling(n_names: int) -> pl.Expr:
    """Return ln of the odds from the spelling alone: expected pairs of one name over those of different names."""
    relative = pl.max_horizontal("relative", pl.lit(NEAREST))
    counts = pl.min_horizontal(pl.col("count_a") + pl.col("count_b"), pl.lit(MOST_COUNTED))
    one_name = 2 * PRIOR * counts**COUNT_POWER / max(1, n_names)
    as_one = (-relative / MEAN_DISTANCE).exp() / MEAN_DISTANCE
    as_two = CHANCE * (relative / CHANCE_AT) ** CHANCE_POWER
    return (one_name * as_one / as_two).log()


def _weigh_context() -> pl.Expr:
    """Return ln of the likelihood ratio of the contexts."""
    alike = COSINE * (1 + pl.col("cosine") / COSINE_UNIT).log() + BESIDE * pl.col("rarity_beside")
    # Words that stand side by side share their neighbours whatever they are.
    fewest_occurrences = pl.min_horizontal("count_a", "count_b")
    alike = pl.when(2 * pl.col("side_by_side") < fewest_occurrences).then(alike).otherwise(0.0)
    plenty = FEWEST * (1 + pl.col("fewest")).log()
    return INTERCEPT + alike + plenty + SIDE_BY_SIDE * (pl.col("side_by_side") > 0)


def _weigh_articles(n_articles: int) -> pl.Expr:
    """Return ln of the likelihood ratio of standing in one article or not."""
    expected = pl.col("articles_a") * pl.col("articles_b") / max(1, n_articles)
    by_chance = (1 - (-expected).exp()).clip(*BOTH_BY_CHANCE)
    both = pl.col("same_article") > 0
    return pl.when(both).then((BOTH / by_chance).log()).otherwise(((1 - BOTH) / (1 - by_chance)).log())
