"""Finds the elements of a page that each hold an article: several of equal rank, or the posts of a live blog."""

import re
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# An element for an article, by its tag, by a class such as Factiva's `article enArticle`, or by its type (schema.org).
ARTICLES = "descendant-or-self::*[self::article or contains(@class, 'rticle') or contains(@itemtype, 'Article')]"
CLASS = re.compile(r"(?:^|\s)(?:[a-z]{2})?[Aa]rticle(?:\s|$)")
POSTS = "//article|//*[@itemprop='liveBlogUpdate']|//*[contains(@itemtype, 'BlogPosting')]"
LIVE = (
    "boolean(//script[contains(@type, 'json')][contains(., 'LiveBlogPosting')] | //*[@itemprop='liveBlogUpdate']"
    " | //*[contains(@itemtype, 'LiveBlogPosting')])"
)
HEADLINE = ".//h1|.//h2|.//h3|.//h4|.//*[contains(@class, 'eadline') or contains(@class, 'tit')]"
MIN_WORDS = 25
# Articles with a link as their headline are teasers, unless they are long.
MIN_LINKED_WORDS = 150
# Beside a main article, others of less than this share of its words are teasers; all must have this share of the page.
MIN_OF_LARGEST = 0.1
MIN_OF_PAGE = 0.5


def is_live(tree: "HtmlElement") -> bool:
    """Return whether a page says that it is a live blog."""
    return bool(tree.xpath(LIVE))


def list_posts(tree: "HtmlElement") -> list["HtmlElement"]:
    """Return the posts of a live blog."""
    return [element for element in tree.xpath(POSTS) if "LiveBlogPosting" not in element.get("itemtype", "")]


def count_articles(tree: "HtmlElement") -> int:
    """Return how many articles of equal rank a page holds, at least 1.

    They are elements of one kind with one parent, each with a headline of the same kind and with running text, which
    together make up most of the page. Posts of a live blog, teasers and comments do not count.
    """
    groups: dict[tuple[object, ...], list[HtmlElement]] = defaultdict(list)
    for element in tree.xpath(ARTICLES):
        if _is_article(element) and not any(map(_is_article, element.iterancestors())):
            groups[element.getparent(), element.tag].append(element)
    counts = [_count_equals(tree, group) for group in groups.values() if len(group) > 1]
    return 1 if max(counts, default=1) <= 1 or is_live(tree) else max(counts)


def _is_article(element: "HtmlElement") -> bool:
    classes, kind = element.get("class", ""), element.get("itemtype", "")
    return element.tag == "article" or bool(CLASS.search(classes)) or kind.endswith("Article")


def _count_equals(tree: "HtmlElement", group: list["HtmlElement"]) -> int:
    """Return how many of these elements have running text below a headline of the commonest kind among them."""
    sizes: dict[object, list[int]] = defaultdict(list)
    for element in group:
        headline = next(iter(element.xpath(HEADLINE)), None)
        if headline is None:
            continue
        size = _count_words(element)
        is_linked = headline.find(".//a") is not None or any(each.tag == "a" for each in headline.iterancestors())
        if size >= (MIN_LINKED_WORDS if is_linked else MIN_WORDS):
            sizes[headline.tag, headline.get("class") if headline.tag[0] != "h" else None].append(size)
    found = max(sizes.values(), key=len, default=[])
    found = [size for size in found if size >= MIN_OF_LARGEST * max(found)]
    return len(found) if len(found) > 1 and sum(found) >= MIN_OF_PAGE * _count_words(tree) else 1


def _count_words(element: "HtmlElement") -> int:
    texts = element.xpath(".//text()[not(ancestor::script or ancestor::style or ancestor::noscript)]")
    return sum(len(text.split()) for text in texts)


def list_lengths(tree: "HtmlElement") -> list[int]:
    """Return the numbers of words that exports of ProQuest state in the markup of their articles."""
    stated = (element.get("wordcount", "") for element in tree.iter("text"))
    return [int(each) for each in stated if each.isdecimal()]
