"""Factiva in HTML: classes of elements say where an article begins and which lines are its headline and its author.

Most classes begin with the language of the article: enHeadline, zhtwArticle, koarticleParagraph.
"""

import re
from collections.abc import Sequence

from presswork.corpus.cleaning.lines import Line
from presswork.corpus.reading.formats.html.visible_text import Element

# The languages of articles in Factiva.
LANGUAGES = re.findall(
    r"\w+",
    """
    ar bg bn ca cs da de el en es et fa fi fr he hi hr hu id it ja ko lt lv ms nl no pl pt ro ru sk sl sr sv th tr uk
    ur vi zhcn zhtw
    """,
)
PARAGRAPH = "articleParagraph"
SIGNS = frozenset(language + PARAGRAPH for language in LANGUAGES)
HEADLINES = frozenset(f"{language}Headline" for language in LANGUAGES)
ARTICLES = frozenset(f"{language}Article" for language in LANGUAGES)
AUTHOR = "author"
CLASSES = HEADLINES | ARTICLES | {AUTHOR}


def name_by_class(lines: Sequence[Line], elements: Sequence[Element]) -> dict[int, str | None]:
    """Return the fields of the lines above the length by their numbers: section, headline, author, and other lines.

    What stands above the element of the article is left out. The result is empty unless it has one headline.
    """
    if not lines:
        return {}
    above = [each for each in elements if each.end <= lines[-1].end]
    # Headlines of other articles may be listed above the article.
    top = max((each.start for each in elements if each.name in ARTICLES and each.start <= lines[-1].end), default=0)
    titles = [each for each in above if each.name in HEADLINES and each.start >= top]
    if len(titles) != 1:
        return {}
    title = titles[0]
    authors = [each for each in above if each.name == AUTHOR and each.start >= title.end]
    fields: dict[int, str | None] = {}
    for number, line in enumerate(lines):
        if line.start < top:
            continue
        if line.end <= title.start:
            fields[number] = "section"
        elif line.start < title.end:
            fields[number] = "title"
        else:
            is_author = any(each.start <= line.start < each.end for each in authors)
            fields[number] = "byline" if is_author or not authors else None
    return fields
