"""Numbers of topics that a corpus of a given size supports."""

from presswork.core.limits import FEW, LARGE, SMALL
from presswork.core.reasons import Reason


def name_status(n_articles: int, few_articles: bool) -> str:
    """Return the status of topics of `n_articles`: topics, exploratory, passage groups or too few articles."""
    if n_articles == 1:
        return "passage groups"
    if n_articles < FEW and not few_articles:
        return "too few articles"
    return "topics" if n_articles >= LARGE else "exploratory"


def find_largest_k(n_articles: int, n_rows: int, few_articles: bool) -> int:
    """Return the largest number of topics that may be tried: a fifth of the articles, at most 5 for fewer than 50.

    One article: a third of its passages, at most 5. 2 to 9 articles: none, or a third of them with `few_articles`.
    """
    if name_status(n_articles, few_articles) == "too few articles":
        return 0
    if n_articles < FEW:
        return min(5, n_rows // 3)
    return min(5, n_articles // 5) if n_articles < SMALL else n_articles // 5


def count_most(n_articles: int, n_rows: int, n_terms: int, few_articles: bool) -> int:
    """Return the largest number of topics for these numbers of articles, rows (articles or passages) and terms."""
    return min(find_largest_k(n_articles, n_rows, few_articles), n_rows, n_terms)


def list_sizes(ks: list[int], n_articles: int, n_rows: int, n_terms: int, few_articles: bool) -> list[int]:
    """Return the numbers of topics in `ks` that these numbers of articles, rows and terms support."""
    largest = count_most(n_articles, n_rows, n_terms, few_articles)
    return [k for k in ks if k <= largest]


def explain_no_sizes(ks: list[int], n_articles: int, n_rows: int, n_terms: int, few_articles: bool) -> Reason | None:
    """Return why a corpus supports none of these numbers of topics, or None if it supports one."""
    if list_sizes(ks, n_articles, n_rows, n_terms, few_articles):
        return None
    if name_status(n_articles, few_articles) == "too few articles":
        return Reason.of("few_for_topics", n=n_articles, least=FEW)
    largest = find_largest_k(n_articles, n_rows, few_articles)
    if largest < min(ks):
        return Reason.of("no_size", n=n_rows, largest=largest, least=min(ks))
    return Reason.of("few_terms", n=n_terms)
