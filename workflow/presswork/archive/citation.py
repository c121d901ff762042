"""Authors and date of a crate, from `CITATION.cff`, as RO-Crate entities."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import yaml

NO_CLOCK = "Runs have no date, so that the same results have the same bytes; {day} is {which}."
CITATION_FILE = "CITATION.cff"


def find_day(epoch: str) -> str:
    """Return the date in SOURCE_DATE_EPOCH (seconds since 1970, UTC); empty if it is not set."""
    return datetime.fromtimestamp(int(epoch), UTC).date().isoformat() if epoch else ""


@dataclass(frozen=True)
class Citation:
    """Title, licence, date with an explanation of it, and entities of authors and affiliations."""

    title: str
    licence: str
    day: str
    rule: str
    authors: tuple[dict[str, Any], ...]

    @classmethod
    def parse(cls, text: str, day: str) -> "Citation":
        """Parse `CITATION.cff`; `day`, if given, replaces its release date."""
        document = yaml.safe_load(text)
        chosen = day or str(document["date-released"])
        which = "the date in SOURCE_DATE_EPOCH" if day else "the release date of this version of Presswork"
        authors = tuple(_describe_author(author) for author in document["authors"])
        return cls(document["title"], document["license"], chosen, NO_CLOCK.format(day=chosen, which=which), authors)

    @property
    def people(self) -> list[str]:
        """The ids of the authors."""
        return [author["@id"] for author in self.authors]

    @property
    def publisher(self) -> str:
        """The id of the first organisation: an author or an affiliation."""
        return next(str(entity["@id"]) for entity in self.describe_people() if entity["@type"] == "Organization")

    def describe_people(self) -> Iterator[dict[str, Any]]:
        """Yield the authors and their affiliations."""
        for author in self.authors:
            workplace = author.get("affiliation")
            yield author | ({"affiliation": {"@id": workplace["@id"]}} if workplace else {})
            if workplace:
                yield workplace


def _describe_author(author: dict[str, Any]) -> dict[str, Any]:
    if "name" in author:
        return _describe_organisation(author["name"], author.get("website"))
    name = " ".join(author[part] for part in ("given-names", "family-names") if part in author)
    workplace = _describe_organisation(author.get("affiliation", "no affiliation stated"), None)
    return {"@id": author.get("orcid", f"#{quote(name)}"), "@type": "Person", "name": name, "affiliation": workplace}


def _describe_organisation(name: str, website: str | None) -> dict[str, Any]:
    entity = {"@id": website or f"#{quote(name)}", "@type": "Organization", "name": name}
    return entity | {"url": {"@id": website or CITATION_FILE}}
