"""The articles in which recurring text is sought: of each outlet the same ones in whatever order they come."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass

PER_OUTLET = 512
HELD_ARTICLES = 20_000
EDGE_CHARACTERS = 6_000


@dataclass(frozen=True, order=True)
class Sampled:
    """An article: a hash of its record, its outlet ("" where unknown), its day as printed, and its text.

    The text of a long one is its start and its end.
    """

    digest: str
    outlet: str
    day: str
    text: str


class Sample:
    """Keeps the articles with the smallest digests of each outlet: 512, fewer where the outlets are many."""

    def __init__(self) -> None:
        self.per_outlet = PER_OUTLET
        self.n_articles: dict[str, int] = {}
        self._heaps: dict[str, list[tuple[int, Sampled]]] = {}
        self._held: set[str] = set()

    def add(self, digest: str, outlet: str, day: str, text: str) -> None:
        """Count an article and hold it if its digest is among the smallest; a record that comes twice is held once."""
        self.n_articles[outlet] = self.n_articles.get(outlet, 0) + 1
        heap = self._heaps.setdefault(outlet, [])
        rank = -int(digest[:16], 16)
        key = outlet + digest + day
        if (len(heap) == self.per_outlet and rank < heap[0][0]) or key in self._held:
            return
        heapq.heappush(heap, (rank, Sampled(digest, outlet, day, _shorten(text))))
        self._held.add(key)
        self._trim(heap)
        while len(self._held) > HELD_ARTICLES and self.per_outlet > 1:
            self.per_outlet //= 2
            for each in self._heaps.values():
                self._trim(each)

    def _trim(self, heap: list[tuple[int, Sampled]]) -> None:
        while len(heap) > self.per_outlet:
            _, dropped = heapq.heappop(heap)
            self._held.discard(dropped.outlet + dropped.digest + dropped.day)

    def __iter__(self) -> Iterator[Sampled]:
        """Yield the articles that are held, in the order of outlets and digests."""
        for outlet in sorted(self._heaps):
            yield from sorted(article for _, article in self._heaps[outlet])


def _shorten(text: str) -> str:
    if len(text) <= 2 * EDGE_CHARACTERS:
        return text
    return f"{text[:EDGE_CHARACTERS]}\n{text[-EDGE_CHARACTERS:]}"
