"""Sentences by a rule, for languages that Punkt has no tables of."""

import re

Span = tuple[int, int]

CLOSERS = r"[\"'»”’›)\]}」』】〉》]*"
# A line's end; a full-width stop, which no blank follows; any other stop with a blank behind it.
SENTENCE_END = re.compile(rf"\s*[\r\n\x85\u2028\u2029]\s*|[。！？]+{CLOSERS}\s*|[.!?…।؟۔]+{CLOSERS}\s+")


def split_by_rule(text: str) -> list[Span]:
    """Return start and end of each sentence in the text, in characters.

    A sentence ends at a line's end, after 。！？, and after .!?…।؟۔ where a blank and anything but a lower-case letter
    follow; closing quotes and brackets belong to the sentence that they close.
    """
    spans = []
    start = len(text) - len(text.lstrip())
    for match in SENTENCE_END.finditer(text, start):
        if text[match.end() : match.end() + 1].islower() and text[match.start()] in ".!?…।؟۔":
            continue
        end = match.end() - len(match.group()) + len(match.group().rstrip())
        if start < end:
            spans.append((start, end))
        start = match.end()
    rest = len(text.rstrip())
    return [*spans, (start, rest)] if start < rest else spans
