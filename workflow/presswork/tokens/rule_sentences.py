"""Sentences by rule, for languages without Punkt parameters."""

import re

Span = tuple[int, int]

CLOSERS = r"[\"'»”’›)\]}」』】〉》]*"
# A line end; a full-width stop; any other stop before a blank.
SENTENCE_END = re.compile(rf"\s*[\r\n\x85\u2028\u2029]\s*|[。！？]+{CLOSERS}\s*|[.!?…।؟۔]+{CLOSERS}\s+")


def split_by_rule(text: str) -> list[Span]:
    """Return the start and end of each sentence in the text, in characters.

    A sentence ends at a line end, after 。！？, and after .!?…।؟۔ unless a blank and a lower-case letter follow.
    Closing quotes and brackets belong to the sentence that they close.
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
