"""What a corpus of a given size can carry."""

from presswork.core.limits import FEW, LARGE, SMALL
from presswork.core.reasons import Reason


def name_status(n_articles: int, few_articles: bool) -> str:
    """Return what topics of so many articles are: `topics`, `exploratory`, `passage groups` or `too few articles`."""
    if n_articles == 1:
        return "passage groups"
    if n_articles < FEW and not few_articles:
        return "too few articles"
    return "topics" if n_articles >= LARGE else "exploratory"


def find_largest_k(n_articles: int, n_rows: int, few_articles: bool) -> int:
    """Return the largest number of topics that may be tried: a fifth of the articles, 5 below 50 of them.

    One article: a third of its passages, at most 5. 2 to 9 articles: none, or a third of them where asked for.
    """
    if name_status(n_articles, few_articles) == "too few articles":
        return 0
    if n_articles < FEW:
        return min(5, n_rows // 3)
    return min(5, n_articles // 5) if n_articles < SMALL else n_articles // 5


def count_most(n_articles: int, n_rows: int, n_terms: int, few_articles: bool) -> int:
    """Return the largest number of topics that so many articles, rows (articles or passages) and terms carry."""
    return min(find_largest_k(n_articles, n_rows, few_articles), n_rows, n_terms)


def list_sizes(ks: list[int], n_articles: int, n_rows: int, n_terms: int, few_articles: bool) -> list[int]:
    """Return the numbers of topics out of `ks` that so many articles, rows and terms carry."""
    largest = count_most(n_articles, n_rows, n_terms, few_articles)
    return [k for k in ks if k <= largest]


def explain_no_sizes(ks: list[int], n_articles: int, n_rows: int, n_terms: int, few_articles: bool) -> Reason | None:
    """Return why a corpus carries none of these numbers of topics, or None where it carries one."""
    if list_sizes(ks, n_articles, n_rows, n_terms, few_articles):
        return None
    if name_status(n_articles, few_articles) == "too few articles":
        return Reason.of("few_for_topics", n=n_articles, least=FEW)
    largest = find_largest_k(n_articles, n_rows, few_articles)
    if largest < min(ks):
        return Reason.of("no_size", n=n_rows, largest=largest, least=min(ks))
    return Reason.of("few_terms", n=n_terms)
