"""Finds cookie walls, paywall notices and subscription adverts in place of an article or where it breaks off.

Rules for the place `wall` know such a line anywhere, those for `beside` only where nothing but cuts is between it and
a line so known. Only lines with a word from the place `stem` are tested. A line that tells what somebody said is of an
article about such walls, whatever it quotes.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from presswork.corpus.cleaning.furniture_rules import Rule, choose_rules
from presswork.corpus.cleaning.lines import Line
from presswork.corpus.cleaning.spans import Label, Span

PAYWALL = "paywall notice"
ADVERT = "subscription advert"
WALLS = ("cookie wall", PAYWALL, ADVERT)
MAX_CHARACTERS = 700
TELLS = re.compile(
    r"\b(?:said|says|told|ruled|argued?|argues|announced|admitted|warned|sagte|sagten|sagt|erklärte|teilte|berichtete"
    r"|dit|déclaré|affirmé|expliqué|annoncé|dijo|dice|declaró|explicó|afirmó|aseguró|anunció)\b",
    re.IGNORECASE,
)
BROKEN_OFF = re.compile(r"(?:…|\.\.\.|\[…\])[\W_]*$")
# What NewsAPI puts in place of the rest of a text.
COUNTED_REST = re.compile(r"\[\+\d+ char(?:acter)?s\]\s*$")
ENDED = re.compile(r"[.!?…][\W_]*$")


def label_walls(lines: Sequence[Line], labels: list[Label | None], rules: Sequence[Rule]) -> None:
    """Label the lines of walls among those that no rule has labelled or that were cut without a field."""
    stems = [rule.pattern.pattern for rule in choose_rules(rules, "stem")]
    known, beside = choose_rules(rules, "wall"), choose_rules(rules, "beside")
    found = [
        place
        for place, line in enumerate(lines)
        if len(line.text) <= MAX_CHARACTERS and _may_change(labels[place]) and _has_any(line.text, stems)
        if _label(lines, labels, place, known)
    ]
    for place in found:
        for step in (1, -1):
            _spread(lines, labels, place, step, beside)


def _has_any(text: str, stems: Sequence[str]) -> bool:
    lower = text.lower()
    return any(stem in lower for stem in stems)


def _may_change(label: Label | None) -> bool:
    return label is None or label[:2] == (False, None)


def _label(lines: Sequence[Line], labels: list[Label | None], place: int, rules: Iterable[Rule]) -> bool:
    text = lines[place].text
    rule = next((each for each in rules if each.pattern.fullmatch(text) and not TELLS.search(text)), None)
    if rule:
        labels[place] = (False, None, rule.name)
    return rule is not None


def _spread(lines: Sequence[Line], labels: list[Label | None], place: int, step: int, rules: Sequence[Rule]) -> None:
    """Label what goes on with a wall, up to the first line that is kept."""
    at = place + step
    while 0 <= at < len(lines) and _may_change(labels[at]):
        if labels[at] is None and (len(lines[at].text) > MAX_CHARACTERS or not _label(lines, labels, at, rules)):
            return
        at += step


def name_wall(spans: Iterable[Span]) -> str | None:
    """Return the first wall that was cut, or None."""
    return next((span.rule for span in spans if not span.kept and span.rule in WALLS), None)


def find_truncation(text: str, spans: Sequence[Span]) -> str | None:
    """Return why an article seems to break off, or None.

    A paywall notice has no text below it, or half a sentence above; or dots end the text above an advert; or the text
    ends with the number of characters that it lacks.
    """
    bodies = [place for place, span in enumerate(spans) if _is_text(span)]
    rest = COUNTED_REST.search(text, spans[bodies[-1]].start) if bodies else None
    if rest:
        return f"the text ends with '{rest[0].strip()}'"
    for place, span in enumerate(spans):
        above = bodies[bisect_left(bodies, place) - 1] if bodies and bodies[0] < place else None
        if span.kept or span.rule not in (PAYWALL, ADVERT) or above is None:
            continue
        last, is_end = text[spans[above].start : spans[above].end], place > bodies[-1]
        notice = " ".join(text[span.start : span.end].split())[:80]
        if is_end and (span.rule == PAYWALL or BROKEN_OFF.search(last)):
            return f"the text ends at the notice '{notice}'"
        if span.rule == PAYWALL and (BROKEN_OFF.search(last) or not ENDED.search(last)):
            return f"the text breaks off before the notice '{notice}'"
    return None


def _is_text(span: Span) -> bool:
    return span.kept and span.field == "body" and span.rule != "paragraph break"
