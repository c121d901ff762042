"""Reads malformed files in another process, and says which do not end as sound articles, rejects and notices."""

import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from conftest import HEADLINE_MODEL, LINE_MODEL, RULES, WORDS
from malformed import make_valid, mutate
from presswork.core.schema import find_tables
from presswork.corpus.articles import clean_shard
from presswork.corpus.reading.formats.record import MAX_DETAIL
from presswork.corpus.reading.records import deal_records

SECONDS = 20
MAX_MEMORY_MB = 1000


def find_fault(folder: Path) -> str | None:
    """Return what is wrong with what becomes of files; None where they end as sound articles, rejects and notices."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    result = deal_records(paths, str(folder), {})
    dealt = pl.concat(rows for _, rows in result["dealt"].pieces)
    (remarks,) = result["remarks"]
    told = {*dealt["source"], *remarks.filter("rejected")["source"]}
    for path in paths:
        name = path.relative_to(folder).as_posix()
        if not any(source == name or source.startswith(f"{name}/") for source in told):
            return "neither record nor reject"
    cuts = pl.DataFrame(schema=find_tables()["recurring_cuts"].schema)
    tables = clean_shard(dealt.lazy(), cuts, RULES, WORDS, LINE_MODEL, HEADLINE_MODEL, [])
    said = pl.concat([remarks, tables["remarks"]])
    if tables["articles"].height + tables["remarks"]["rejected"].sum() != dealt.height:
        return "a record that is neither an article nor rejected"
    vague = said.filter(pl.any_horizontal(pl.col("reason", "detail", "remedy") == ""))
    if vague.height or (said["detail"].str.len_chars() > MAX_DETAIL + len(" ...")).any():
        return f"a remark that says nothing, or too much: {said.rows()}"[:500]
    return next(filter(None, map(_find_gap, *_list_spans(tables))), None)


def _list_spans(tables: dict[str, pl.DataFrame]) -> tuple[list[str], list[pl.DataFrame]]:
    """Return the text of each record and its spans."""
    spans = {str(name): rows for (name,), rows in tables["ledger"].group_by("article_id")}
    records = tables["records"].filter(pl.col("article_id").is_in(list(spans)))
    return records["text"].to_list(), [spans[name] for name in records["article_id"]]


def _find_gap(text: str, spans: pl.DataFrame) -> str | None:
    starts, ends = spans.sort("start").select("start", "end")
    is_tiled = [0, *ends] == [*starts, len(text)]
    return None if is_tiled and text.strip() and "\0" not in text else "spans that do not tile the record, or no text"


def try_seeds(seeds: range, folder: Path, together: int = 25) -> Iterator[tuple[int, str]]:
    """Yield the seed and the fault of each malformed file that does not end as it should.

    They are tried in another process, some of them together, so that a crash or an endless loop is a fault like
    another; so is memory of more than a gigabyte.
    """
    start = seeds.start
    paths = (str(Path(__file__).parent), str(Path(__file__).parents[1] / "workflow"))
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths), "POLARS_MAX_THREADS": "1"}
    while start < seeds.stop:
        command = [sys.executable, "-m", "trials", *map(str, (start, seeds.stop, together, folder))]
        fault = None
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
            for line in process.stdout or ():
                stop, fault = line.rstrip("\n").split("\t", 1)
                if fault:
                    break
                start = int(stop)
        if fault is None and process.returncode:
            fault = f"the process ended with {process.returncode}"
        if fault:
            stop = min(start + together, seeds.stop)
            if together == 1:
                yield start, fault
            else:
                yield from try_seeds(range(start, stop), folder, 1)
            start = stop


def measure_peak() -> int:
    """Return the peak memory of this process in MB; ru_maxrss has that of the process that started it, too."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().split("VmHWM:")[1].split()[0]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main(start: int, stop: int, together: int, folder: Path) -> None:
    """Print up to which seed malformed files were tried, and what is wrong with what became of the last ones."""
    valid = make_valid()
    for left_behind in folder.iterdir():
        shutil.rmtree(left_behind)
    for first in range(start, stop, together):
        seeds = range(first, min(first + together, stop))
        for seed in seeds:
            name, data = mutate(valid, seed)
            (folder / str(seed)).mkdir(exist_ok=True)
            (folder / str(seed) / name).write_bytes(data)
        # No handler: the signal ends the process.
        signal.alarm(SECONDS)
        try:
            fault = find_fault(folder) or ""
        except BaseException as error:
            fault = f"{type(error).__name__}: {error}"
        signal.alarm(0)
        for seed in seeds:
            shutil.rmtree(folder / str(seed))
        memory = measure_peak()
        if memory > MAX_MEMORY_MB:
            fault = f"{fault} {memory} MB"
        print(f"{seeds.stop}\t{' '.join(fault.encode('utf-8', 'backslashreplace').decode().split())}", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]), Path(sys.argv[4]))
