"""Fills the fields of articles in exports from lists of references next to them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from presswork.corpus.fields.date_columns import read_day
from presswork.corpus.reading.formats.record import Notice, Record, Reference, Rejected

# Shorter numbers count the references of a file.
MIN_NUMBER = 5


class References:
    """The references read so far, by the number of their article, and by its headline and day."""

    def __init__(self) -> None:
        self._known: list[tuple[str, Reference]] = []
        self._places: dict[tuple[str, ...], int] = {}
        self._filled: dict[int, list[str]] = {}

    def complete(self, source: str, found: Record | Notice) -> Record | Notice | None:
        """Return an article with what it lacks and its reference gives; None for a reference, which is kept."""
        if isinstance(found, Reference):
            self._add(source, found)
            return None
        return self._fill(found) if isinstance(found, Record) and found.database else found

    def _add(self, source: str, reference: Reference) -> None:
        """Keep a reference; of several with one number, the first counts."""
        place = len(self._known)
        self._known.append((source, reference))
        for key in _list_keys(reference.fields):
            self._places.setdefault(key, place)

    def _fill(self, record: Record) -> Record:
        keys = _list_keys(record.given) if self._known else ()
        place = next((self._places[key] for key in keys if key in self._places), None)
        if place is None:
            return record
        fields = self._known[place][1].fields
        lacking = {name: value for name, value in fields.items() if not record.given.get(name)}
        self._filled.setdefault(place, []).extend(lacking)
        return replace(record, given={**record.given, **lacking})

    def list_remarks(self) -> Iterator[tuple[str, Notice]]:
        """Yield, with its file, the rejection of each reference without an article, and what the others gave."""
        n_used: Counter[str] = Counter()
        n_filled: dict[str, Counter[str]] = {}
        for place, (source, reference) in enumerate(self._known):
            filled = self._filled.get(place)
            if filled is None:
                yield source, Rejected(reference.record, reference.reason, reference.detail, reference.remedy)
                continue
            n_used[source] += 1
            n_filled.setdefault(source, Counter()).update(set(filled))
        for source, n_found in n_used.items():
            told = ", ".join(f"{name} ({number:,})" for name, number in sorted(n_filled[source].items()))
            detail = f"references that belong to articles: {n_found:,}; these lacked {told or 'nothing'}"
            yield source, Notice(None, "references used", detail, "compare these fields with a few articles")


def _list_keys(fields: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Return by what an article is known: its number, else its headline and day."""
    number, title = fields.get("id", "").strip(), "".join(filter(str.isalnum, fields.get("title", "").casefold()))
    day, _ = read_day(fields.get("published", ""))
    keys: list[tuple[str, ...]] = [(number,)] if len(number) >= MIN_NUMBER else []
    return [*keys, (title, day.isoformat())] if title and day else keys
