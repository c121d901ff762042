"""Finds what of a message is not its own text: the header of a forwarded message, quoted text, the signature."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from presswork.corpus.cleaning.lines import Line, split_lines
from presswork.corpus.reading.formats.record import Cut, join_cuts

# Lines of the header above a forwarded or quoted message, as mail programs write them in their language.
HEADERS = {
    "from": "from|von|de|da|van",
    "date": "date|sent|datum|gesendet|envoyé|fecha|enviado|enviado el|data|inviato|verzonden",
    "subject": "subject|betreff|objet|asunto|oggetto|onderwerp",
    "": "to|an|à|para|a|aan|cc|kopie|reply-to|antwort an",
}
HEADER = re.compile(
    "|".join(rf"(?P<_{number}>{names})" for number, names in enumerate(HEADERS.values())), re.IGNORECASE
)
LABELLED = re.compile(r"[*]?(?P<name>[^\W\d_][\w -]{0,12}?)[ \u00a0]?:[*]?\s*(?P<value>.*)")
MIN_HEADERS = 3
FORWARDED = re.compile(
    r"-*\s*(?:forwarded message|weitergeleitete nachricht|message transféré|mensaje reenviado|messaggio inoltrato"
    r"|doorgestuurd bericht|begin forwarded message:?|anfang der weitergeleiteten nachricht:?"
    r"|début du message réexpédié ?:|inizio messaggio inoltrato:?)\s*-*",
    re.IGNORECASE,
)
PREFIX = re.compile(r"(?:(?:re|aw|sv|fwd?|wg|tr|rv|doorst)\s*:\s*)+", re.IGNORECASE)
FORWARD_PREFIX = re.compile(r"(?:fwd?|wg|tr|rv|i|doorst)\s*:", re.IGNORECASE)
QUOTED = re.compile(r"> ?")
ANNOUNCED = ("On ", "Am ", "Le ", "El ", "Op ", "Il ")
ATTRIBUTION = re.compile(
    r"(?:On|Am|Le|El|Op|Il) .{5,250}\b(?:wrote|schrieb|a écrit|escribió|schreef|ha scritto)\b.{0,120}:", re.DOTALL
)
# Running text may announce a quotation likewise, but without an hour or an address.
SENT_BY = re.compile(r"\d[:.h]\d\d|@")
DEVICE = re.compile(
    r"(?:Sent from my|Von meinem|Envoyé de mon|Enviado desde mi|Verstuurd vanaf mijn|Inviato da(?:l mio)?) \w.{0,40}"
)
# What newsletters have at their top and bottom.
FURNITURE = re.compile(
    r".{0,160}\b(?:unsubscribe|abbestellen|abmelden|désabonner|désinscrire|darse de baja"
    r"|cancelar (?:la |tu )?suscripción|uitschrijven|afmelden|annulla(?:re)? l.iscrizione|disiscri\w+"
    r"|(?:in|im|dans|en|nel|in je|in uw) (?:\w+ )?(?:browser|navigateur|navegador)|version en ligne)\b.{0,160}",
    re.IGNORECASE,
)
TOP, BOTTOM = 5, 15
SIGNATURE_LINES = 12


@dataclass(frozen=True)
class Forward:
    """The header above another message: its first line, the line below it, and subject, from and date in it.

    `is_marked` says whether a line above it tells that the message is forwarded.
    """

    first: int
    end: int
    is_marked: bool
    fields: Mapping[str, str]


def strip_prefix(subject: str) -> str:
    """Return a subject without what mail programs put in front of it when they answer or forward."""
    return PREFIX.sub("", subject, count=1) if PREFIX.match(subject) else subject


def is_forwarding(subject: str) -> bool:
    """Return whether a subject says that the message is forwarded."""
    return bool(FORWARD_PREFIX.match(subject))


def unquote(text: str, is_forwarded: bool) -> str:
    """Return a forwarded text without the marks of quotation if most of its lines have one."""
    lines = text.splitlines(keepends=True)
    filled = [line for line in lines if line.strip()]
    if 2 * sum(line.startswith(">") for line in filled) <= len(filled):
        return text
    is_forwarded = is_forwarded or any(FORWARDED.fullmatch(line.strip()) for line in filled if not line.startswith(">"))
    return (
        "".join(QUOTED.sub("", line, count=1) if line.startswith(">") else line for line in lines)
        if is_forwarded
        else text
    )


def find_forward(lines: Sequence[Line]) -> Forward | None:
    """Return the first header of another message in a text; of one forwarded again, that of the message itself."""
    found = _find_header(lines, 0)
    while found and (inner := _find_header(lines, found.end)):
        subjects = {strip_prefix(each.fields["subject"]).casefold() for each in (found, inner)}
        if not inner.is_marked or len(subjects) > 1:
            break
        found = replace(inner, is_marked=found.is_marked)
    return found


def _find_header(lines: Sequence[Line], first: int) -> Forward | None:
    while first < len(lines):
        end, fields = _read_headers(lines, first)
        if len(fields) >= MIN_HEADERS and {"from", "subject"} <= fields.keys():
            is_marked = first > 0 and FORWARDED.fullmatch(lines[first - 1].text) is not None
            return Forward(first - is_marked, end, is_marked, fields)
        first = max(end, first + 1)
    return None


def _read_headers(lines: Sequence[Line], first: int) -> tuple[int, dict[str, str]]:
    """Return the line below the header that starts at a line, and its values; one without a known name goes on."""
    fields: dict[str, str] = {}
    for number in range(first, len(lines)):
        text = lines[number].text
        match = LABELLED.fullmatch(text) if ":" in text[:20] else None
        name = HEADER.fullmatch(match["name"]) if match else None
        if not match or not name or not name.lastgroup:
            return number, fields
        key = list(HEADERS)[int(name.lastgroup[1:])]
        fields.setdefault(key or match["name"].lower(), match["value"])
    return len(lines), fields


def find_cuts(text: str, start: int, is_forwarded: bool) -> list[Cut]:
    """Return what of a message is not its own text, from `start` on: where its headline ends.

    Of a forwarded message, what was forwarded is its text, and what stands above is cut.
    """
    lines = [line for line in split_lines(text) if line.start >= start]
    forward = find_forward(lines)
    is_forwarded = is_forwarded or bool(forward and forward.is_marked)
    cuts, first = [], 0
    if forward and is_forwarded:
        cuts = [Cut(line.start, line.end, "above a forwarded message") for line in lines[: forward.first]]
        cuts += [Cut(line.start, line.end, "forwarding header") for line in lines[forward.first : forward.end]]
        first = forward.end
    elif forward and forward.first > 0:
        cuts = [Cut(line.start, line.end, "quoted message") for line in lines[forward.first :]]
        lines = lines[: forward.first]
    own = list(_find_quoted(lines[first:]))
    if len(own) < len(lines) - first:
        cuts = [*own, *cuts] if not is_forwarded else [*cuts, *own]
    return list(join_cuts(text, sorted(cuts, key=lambda cut: cut.start)))


def _find_quoted(lines: Sequence[Line]) -> Iterator[Cut]:
    """Yield the cuts of lines that quote another message, and of the signature."""
    end = _find_signature(lines)
    number = 0
    while number < end:
        line = lines[number]
        n_lines = _count_attribution(lines[number : number + 3])
        if n_lines:
            below = number + n_lines
            # Without marks of quotation, what is quoted goes on to the end.
            last = below if below < end and lines[below].text.startswith(">") else end
            yield from (Cut(each.start, each.end, "quoted message") for each in lines[number:last])
            number = last
            continue
        if line.text.startswith(">"):
            yield Cut(line.start, line.end, "quoted message")
        elif DEVICE.fullmatch(line.text):
            yield Cut(line.start, line.end, "signature")
        elif (number < TOP or number >= len(lines) - BOTTOM) and FURNITURE.fullmatch(line.text):
            yield Cut(line.start, line.end, "newsletter furniture")
        number += 1
    yield from (Cut(line.start, line.end, "signature") for line in lines[end:])


def _count_attribution(lines: Sequence[Line]) -> int:
    """Return over how many lines a message says from whom and when the text below it is; 0 if it does not."""
    if not lines[0].text.startswith(ANNOUNCED):
        return 0
    for number in range(1, len(lines) + 1):
        text = " ".join(line.text for line in lines[:number])
        if ATTRIBUTION.fullmatch(text) and SENT_BY.search(text):
            return number
    return 0


def _find_signature(lines: Sequence[Line]) -> int:
    """Return the line at which the signature starts: two dashes, with few lines and no running text below."""
    for number in range(max(0, len(lines) - SIGNATURE_LINES), len(lines)):
        if lines[number].text in ("--", "—") and not any(line.is_paragraph for line in lines[number + 1 :]):
            return number
    return len(lines)
