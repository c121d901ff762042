"""Malformed files of every format, made from small valid ones, and what reading must do with each."""

import gzip
import io
import json
import os
import random
import resource
import signal
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import polars as pl
import zstandard

from presswork.corpus.reading.formats.record import Record, Rejected
from presswork.corpus.reading.records import read_records

SECONDS = 20
MAX_MEMORY_MB = 1000
SENTENCES = (
    "The mayor’s plan – “a new café by the river” – costs €3 million, and nobody is naïve about it.",
    "Rada miasta ogłosiła w poniedziałek, że nowy most zostanie otwarty wiosną.",
    "Мэр города объявил в понедельник, что новый мост через реку откроют весной.",
    "市長は月曜日、新しい橋が来年の春に開通すると発表した。",
)
ROWS = [
    {"id": str(number), "title": f"Bridge {number}", "text": text, "author": ["Ann", "Bo"], "date": "2021-05-03"}
    for number, text in enumerate(SENTENCES)
]
# What breaks readers: quotes, ends, marks, brackets, numbers out of range.
TOKENS = (
    *(b'"', b"\n", b"\r", b"\0", b",", b";", b"\t", b"\\", b"{", b"}", b"[", b"]", b"<", b">", b"&", b"'", b"\x1b$B"),
    *(b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xc3", b"\xe2\x80", b"\xed\xa0\x80", b"\x81", b"\x85", b"\xa0"),
    *(b"-1", b"999999999999999999999", b"\xff" * 8, b"\x80" + b"\0" * 11, b"\\ud800", b"&x;", b"<!DOCTYPE a>", b"<p>"),
    *(b"<article>", b"</html>", b"PK\x03\x04", b"%PDF-1.4", b"PAR1", b"\x1f\x8b\x08", b"sep=;\n", b'"""', b"endobj"),
)


def make_valid() -> dict[str, bytes]:
    """Return a small valid file of every format, by its name."""
    text = "\n\n".join(SENTENCES)
    lines = "".join(f"{json.dumps(row)}\n" for row in ROWS)
    flat = pl.DataFrame([{**row, "author": "; ".join(row["author"])} for row in ROWS])
    table = flat.write_csv()
    page = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES * 3)
    files = {
        "a.txt": text.encode(),
        "b.txt": SENTENCES[0].encode("cp1252"),
        "c.txt": SENTENCES[1].encode("iso8859-2"),
        "d.txt": SENTENCES[2].encode("koi8-r"),
        "e.txt": text.encode("utf-16"),
        "f.txt": SENTENCES[3].encode("cp932"),
        "a.md": f"# Bridge\n\n{text}".encode(),
        "a.html": f"<html><head><title>Bridge</title></head><body><article>{page}</article></body></html>".encode(),
        "a.jsonl": lines.encode(),
        "a.json": json.dumps({"status": "ok", "articles": ROWS}, indent=1).encode(),
        "b.json": json.dumps(ROWS).encode(),
        "a.csv": table.encode(),
        "b.csv": table.encode("utf-16-le"),
        "a.tsv": flat.write_csv(separator="\t").encode(),
        "c.csv": b"sep=;\n" + flat.write_csv(separator=";").encode("cp1252", "replace"),
        "a.docx": _save(_make_document().save),
        "a.pdf": make_pdf(),
        "a.parquet": _save(pl.DataFrame(ROWS).write_parquet),
    }
    packed = {"a.csv.gz": gzip.compress(files["a.csv"], mtime=0), "a.jsonl.zst": zstandard.compress(files["a.jsonl"])}
    members = {name: files[name] for name in ("a.txt", "a.csv", "a.html", "b.json", "a.docx")}
    return files | packed | {"a.zip": _zip(members), "a.tar": _tar(members, "w"), "a.tar.gz": _tar(members, "w:gz")}


def _save(save: Callable[[Any], object]) -> bytes:
    buffer = io.BytesIO()
    save(buffer)
    return buffer.getvalue()


def _make_document() -> Any:
    document = docx.Document()
    for sentence in SENTENCES:
        document.add_paragraph(sentence)
    return document


def make_pdf() -> bytes:
    """Return a page with one line of text."""
    content = b"BT /F1 12 Tf 72 720 Td (The bridge over the river was closed on Monday.) Tj ET"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    body, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(body)
    return body + b"xref\n0 6\n0000000000 65535 f \n" + table + tail


def _zip(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return buffer.getvalue()


def _tar(members: dict[str, bytes], mode: str) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def mutate(valid: dict[str, bytes], seed: int) -> tuple[str, bytes]:
    """Return the name and the bytes of a malformed file; the same seed gives the same file."""
    chance = random.Random(seed)
    name = chance.choice(sorted(valid))
    data = bytearray(valid[name])
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        place, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
        size = min(end - place, chance.choice((1, 4, 64, 1 << 20)))
        kind = chance.randrange(8)
        if kind == 0:
            data[place : place + 1] = bytes([chance.randrange(256)])
        elif kind == 1:
            del data[place : place + size]
        elif kind == 2:
            data[place:place] = chance.choice(TOKENS)
        elif kind == 3:
            data[place : place + 1] = chance.choice(TOKENS) * chance.choice((1, 2, 50, 5000))
        elif kind == 4:
            data[place:place] = data[place : place + size] * chance.choice((1, 3))
        elif kind == 5:
            del data[place:]
        elif kind == 6:
            data[place : place + size] = chance.randbytes(size)
        else:
            other = valid[chance.choice(sorted(valid))]
            data[place : place + size] = other[: chance.randrange(len(other) + 1)]
    if chance.random() < 0.15:
        name = chance.choice(sorted({*valid, "a", "a.doc", "a.xyz"}))
    return name, bytes(data)


def find_fault(path: Path) -> str | None:
    """Return what is wrong with what reading a file gives; None where all are valid records, rejects and notices."""
    found = list(read_records(path, {}))
    if not any(isinstance(each, Record | Rejected) for each in found):
        return "neither record nor reject"
    for each in found:
        if isinstance(each, Record):
            each.text.encode()
            if not each.text.strip() or "\0" in each.text:
                return "a record without text, or with NUL characters"
        for notice in each.notices if isinstance(each, Record) else (each,):
            if not (notice.reason and notice.detail and notice.remedy and len(notice.detail) < 1000):
                return f"a notice that does not say what to do: {notice}"
    return None


def try_seeds(seeds: range, folder: Path) -> Iterator[tuple[int, str, str]]:
    """Yield the seed, name and fault of each malformed file that is not read as it should be.

    Files are read in a child process, so that a crash or an endless loop is a fault like another; so is memory of more
    than a gigabyte.
    """
    valid = make_valid()
    start = seeds.start
    while start < seeds.stop:
        receiver, sender = os.pipe()
        child = os.fork()
        if not child:
            os.close(receiver)
            _try_in_child(range(start, seeds.stop), valid, folder, sender)
        os.close(sender)
        with os.fdopen(receiver) as reports:
            for line in reports:
                seed, name, fault = line.rstrip("\n").split("\t", 2)
                start = int(seed) + 1
                if fault:
                    yield int(seed), name, fault
        _, status = os.waitpid(child, 0)
        if status:
            yield start, mutate(valid, start)[0], f"the process ended with {status}"
            start += 1


def _try_in_child(seeds: range, valid: dict[str, bytes], folder: Path, sender: int) -> None:
    # Without a handler, the signal ends the process.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    for seed in seeds:
        name, data = mutate(valid, seed)
        path = folder / name
        path.write_bytes(data)
        signal.alarm(SECONDS)
        try:
            fault = find_fault(path)
        except BaseException as error:
            fault = f"{type(error).__name__}: {error}"
        signal.alarm(0)
        path.unlink()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        if memory > MAX_MEMORY_MB:
            fault = f"{fault or ''} {memory} MB"
        os.write(sender, f"{seed}\t{name}\t{' '.join((fault or '').split())}\n".encode("utf-8", "backslashreplace"))
        if memory > MAX_MEMORY_MB:
            break
    os._exit(0)
