"""CPU seconds and memory of the corpus stage on exports of databases, next to text files and to a bare floor.

    python benchmarks/speed_exports.py stage FOLDER 500 100
    python benchmarks/speed_exports.py recognise

The articles are those of the demo corpus (`make demo`), each with a headline of its own. Text files hold an article
each, an export several. The floor reads the same files and takes the digest of each line: nothing could read them
faster.
"""

import tempfile
from itertools import cycle, islice
from pathlib import Path

from runner import MarkdownTable, clock, read_demo, run_child, run_command, take_turns
from speed_stages import run_corpus, spell_pasted, split_paragraphs, write_sources

from made_exports import SPELLINGS, Written, spell_export
from presswork.core.digests import digest_text
from presswork.corpus.reading.exports.divide import is_export
from presswork.corpus.reading.records import deal_records

TEXT, FLOOR = "text files", "floor"
HEADS = ("what", "files", "CPU ms per article", "times the floor", "times text files", "peak MB")
RUNS = 5


def stage(folder: str, files: int = 500, articles: int = 100, *layouts: str) -> None:
    """The corpus stage on exports of some layouts or of each, per article, in a process of its own."""
    n_articles = files * articles
    table = MarkdownTable(*HEADS)
    text_cpu = 0.0
    for name in (TEXT, *(layouts or SPELLINGS)):
        own = Path(folder, name)
        write(own, name, files, articles)
        floor, cost = run_child("measure", own, FLOOR), run_child("measure", own, name)
        text_cpu = text_cpu or cost.cpu
        ratios = (f"{cost.cpu / floor.cpu:.1f}", f"{cost.cpu / text_cpu:.2f}")
        n_files = n_articles if name == TEXT else files
        table.add(name, f"{n_files:,}", f"{1000 * cost.cpu / n_articles:.2f}", *ratios, f"{cost.megabytes:,.0f}")


def write(folder: Path, name: str, files: int, articles: int) -> None:
    """Write articles of the demo as exports of a layout, or as a text file each; those that are there stay."""
    if folder.is_dir():
        return
    folder.mkdir(parents=True)
    texts = islice(cycle(read_demo().values()), files * articles)
    numbered = ((f"Report {number} says this", text) for number, text in enumerate(texts))
    if name == TEXT:
        write_sources(spell_pasted([f"{title}. {text}" for title, text in numbered]), folder, "pasted.txt")
        return
    for number in range(files):
        own = [
            Written(tuple(split_paragraphs(text)), title=title, number=number * articles + place)
            for place, (title, text) in enumerate(islice(numbered, articles), 1)
        ]
        (folder / f"{number:05d}.txt").write_text(spell_export(SPELLINGS[name], own), encoding="utf-8")


def measure(folder: str, kind: str) -> None:
    """Read the files of a folder: the floor, or the whole stage."""
    sources = sorted(path for path in Path(folder).rglob("*") if path.is_file())
    if kind != FLOOR:
        run_corpus(sources)
        return
    for path in sources:
        for line in path.read_text(encoding="utf-8").splitlines():
            digest_text(line)


def recognise(runs: int = RUNS) -> None:
    """What it costs ordinary articles that they might be exports, as a share of reading them."""
    texts = list(spell_pasted(list(read_demo().values())))
    assert not any(map(is_export, texts))
    with tempfile.TemporaryDirectory() as name:
        sources = write_sources(iter(texts), Path(name), "pasted.txt")

        def read() -> None:
            for _ in deal_records(sources, name, {})["dealt"].pieces:
                pass

        asked, reading, share = take_turns(
            lambda: clock(lambda: [is_export(text) for text in texts]), lambda: clock(read), runs
        )
    table = MarkdownTable("articles", "asking, CPU s", "reading, CPU s", "share of reading")
    table.add(f"{len(texts):,}", f"{asked:.3f}", f"{reading:.2f}", f"{share:.1%}")


if __name__ == "__main__":
    run_command(__doc__, stage, measure, recognise)
