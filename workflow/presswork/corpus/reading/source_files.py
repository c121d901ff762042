"""Finds the files of a seeds folder that may hold articles, and the number of shards they need."""

import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from presswork.core.content import read_state
from presswork.core.errors import PressworkError
from presswork.corpus.reading.file_names import find_page_of, is_hidden, is_office_lock, is_readme, spell_name

SHARD_BYTES = 8_000_000
ANNOTATIONS = "annotations"
# What is said of files and folders that never hold articles: reason, what was found, what to do.
HIDDEN = ("hidden", "its name begins with a dot", "if it holds articles, rename it without the leading dot")
README = ("README", "skipped: it seems to describe the folder", "if it is an article, rename it")
OFFICE_LOCK = (
    "lock file",
    "skipped: a temporary file of Word or Excel for an open document",
    "close the document; if the file stays, delete it",
)
SAVED_PAGE = ("files of a saved page", "they belong to {}", "nothing: the page itself is read")
UNUSED_ANNOTATION = ("unused annotation", "Presswork reads no table of this name", "rename it ({}), or remove it")
RIGHTS = "check its permissions"


class Skipped(NamedTuple):
    """A file or folder that is not read: its path below the seeds folder, why, what was found, and what to do."""

    source: str
    reason: str
    detail: str
    remedy: str


def find_files(seeds: Path) -> tuple[list[str], list[Skipped]]:
    """Return the paths below the seeds folder that may hold articles, and what is skipped, both in order.

    Links to folders are among the first, so that they can be rejected; they are not followed. Raises PressworkError
    where there is no folder, or no file that may hold articles.
    """
    if not seeds.is_dir():
        raise PressworkError(
            "The folder of articles does not exist.",
            file=seeds,
            expected=f"a folder with articles as {_list_endings()}",
            remedy="create it and put your articles there, or choose another folder: make SEEDS=folder",
        )
    found = [*_walk(str(seeds), "")]
    names = [each for each in found if isinstance(each, str)]
    skipped = [each for each in found if isinstance(each, Skipped)]
    if not names:
        raise PressworkError(
            "The folder of articles is empty.",
            file=seeds,
            found=_list_reasons(skipped),
            expected=f"articles as {_list_endings()} (README and annotations/ do not count)",
            remedy="put your articles there, or choose another folder: make SEEDS=folder",
        )
    return sorted(names), sorted(skipped)


def _walk(folder: str, above: str) -> Iterator[str | Skipped]:
    try:
        with os.scandir(folder) as entries:
            listed = list(entries)
    except OSError as error:
        yield Skipped(spell_name(above), "unreadable folder", error.strerror or str(error), RIGHTS)
        return
    files = {entry.name for entry in listed if not entry.is_dir(follow_symlinks=False)}
    for entry in listed:
        source = above + entry.name
        is_folder = entry.is_dir(follow_symlinks=False)
        if why := _find_reason(entry, files, is_folder):
            yield Skipped(spell_name(source) + "/" * is_folder, *why)
        elif is_folder and source != ANNOTATIONS:
            yield from _walk(entry.path, f"{source}/")
        elif source != ANNOTATIONS or entry.is_file():
            yield source


def _find_reason(entry: "os.DirEntry[str]", files: set[str], is_folder: bool) -> tuple[str, str, str] | None:
    if is_hidden(entry.name):
        return HIDDEN
    if not is_folder:
        return OFFICE_LOCK if is_office_lock(entry.name) else README if is_readme(entry.name) else None
    if page := find_page_of(entry.name, files):
        return SAVED_PAGE[0], SAVED_PAGE[1].format(spell_name(page)), SAVED_PAGE[2]
    return None


def _list_endings() -> str:
    # Planning a run imports this module, and seldom needs the readers.
    from presswork.corpus.reading.formats.readers import OPENERS, READERS

    return ", ".join((*READERS, *OPENERS))


def _list_reasons(skipped: list[Skipped]) -> str | None:
    counted = Counter(each.reason for each in skipped)
    return "; ".join(f"{reason}: {number}" for reason, number in counted.items()) or None


def find_unused_annotations(seeds: Path, tables: Collection[str]) -> list[Skipped]:
    """Return the files in `annotations` that are not tables Presswork reads, such as `metadata`."""
    folder = seeds / ANNOTATIONS
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    read = {f"{table}.csv" for table in tables}
    unused = [path for path in paths if path.relative_to(folder).as_posix() not in read]
    return [Skipped(spell_source(path, seeds), *_describe_unused(path.name, tables)) for path in unused]


def _describe_unused(name: str, tables: Collection[str]) -> tuple[str, str, str]:
    if is_hidden(name):
        return HIDDEN
    if is_office_lock(name):
        return OFFICE_LOCK
    if is_readme(name):
        return README
    stem = name.partition(".")[0].strip().lower()
    names = ", ".join(f"{table}.csv" for table in tables)
    meant = f"save it as {stem}.csv" if stem in tables else f"the names are {names}"
    return UNUSED_ANNOTATION[0], UNUSED_ANNOTATION[1], UNUSED_ANNOTATION[2].format(meant)


def find_obstacle(path: Path) -> tuple[str, str, str] | None:
    """Return why a path is no file that can be opened (reason, detail, remedy); None where it is one."""
    is_folder = path.is_dir()
    if is_folder and path.is_symlink():
        return "linked folder", "links to folders are not followed", "copy the folder itself here"
    if not is_folder and not path.is_file() and os.path.lexists(path):
        return "not a regular file", "a broken or circular link, or a device", "copy the file itself here"
    return None


def measure_size(paths: Iterable[str | Path]) -> int:
    """Return the size of files in bytes; what cannot be read has none."""
    return sum(state[0] for state in map(read_state, paths) if state)


def spell_source(path: Path, seeds: Path, member: str | None = None) -> str:
    """Return the path of a file below the seeds folder as valid text, with the member of an archive behind it."""
    name = spell_name(path.relative_to(seeds).as_posix())
    return f"{name}/{member}" if member else name


def name_shards(n_bytes: int) -> list[str]:
    """Return the names of the shards that so many bytes are dealt into: a power of two, so that it seldom changes."""
    n_shards = 1
    while n_shards * SHARD_BYTES < n_bytes:
        n_shards *= 2
    return [f"{number:0{len(str(n_shards))}d}-of-{n_shards}" for number in range(n_shards)]


def deal(sha256: str, n_shards: int) -> int:
    """Return the shard of a record: equal ranges of digests, so that shards follow each other in the order of ids."""
    return int(sha256[:8], 16) * n_shards >> 32
