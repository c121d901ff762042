"""Malformed files of every format, made from small valid ones, and what must become of each."""

import gzip
import io
import json
import os
import quopri
import random
import resource
import shutil
import signal
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import docx
import polars as pl
import zstandard

from conftest import HEADLINE_MODEL, LINE_MODEL, RULES, WORDS
from presswork.core.schema import find_tables
from presswork.corpus.articles import clean_shard
from presswork.corpus.reading.formats.record import MAX_DETAIL
from presswork.corpus.reading.records import deal_records
from web_archives import HTML, make_arc, make_record, make_response
from workbooks import make_ods, make_xls, make_xlsx

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
    *(
        b"\\par ",
        b"\\bin9 ",
        b"\\u-10179?",
        b"\\'ff",
        b"{\\*\\x",
        b"<text:p>",
        b"<a/>",
        b"--x\r\n",
        b"=FF",
        b"\xd0\xcf\x11\xe0",
    ),
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
        "a.odt": _zip({"mimetype": ODT, "content.xml": _make_open_document()}),
        "a.rtf": _make_rich_text(),
        "a.epub": _make_book(page),
        "a.mhtml": _make_web_archive(page),
        "a.pdf": make_pdf(),
        "a.eml": _make_message(),
        "a.mbox": b"From a@b.example Tue May  4 10:00:00 2021\n%s\n" % _make_message() * 2,
        "a.parquet": _save(pl.DataFrame(ROWS).write_parquet),
        "a.xlsx": make_xlsx({"A": [flat.columns, *flat.rows()]}, merged=["A2:A3"]),
        "a.xls": make_xls([flat.columns, *flat.rows()]),
        "b.xls": _make_markup([flat.columns, *flat.rows()]),
        "a.ods": make_ods({"A": [flat.columns, *flat.rows()]}),
        "a.warc": _make_warc(),
        "a.arc": make_arc(make_response(), make_response()),
    }
    packed = {"a.csv.gz": gzip.compress(files["a.csv"], mtime=0), "a.jsonl.zst": zstandard.compress(files["a.jsonl"])}
    packed["a.warc.gz"] = gzip.compress(files["a.warc"], mtime=0)
    members = {name: files[name] for name in ("a.txt", "a.csv", "a.html", "b.json", "a.docx")}
    packed["a.wacz"] = _zip({"archive/a.warc.gz": packed["a.warc.gz"]})
    return files | packed | {"a.zip": _zip(members), "a.tar": _tar(members, "w"), "a.tar.gz": _tar(members, "w:gz")}


def _make_markup(rows: list[Any]) -> bytes:
    cells = ("".join(f"<td colspan=1>{cell}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>".encode()


def _save(save: Callable[[Any], object]) -> bytes:
    buffer = io.BytesIO()
    save(buffer)
    return buffer.getvalue()


def _make_document() -> Any:
    document = docx.Document()
    for sentence in SENTENCES:
        document.add_paragraph(sentence)
    return document


ODT = b"application/vnd.oasis.opendocument.text"


def _make_open_document() -> bytes:
    names = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text"))
    body = "".join(f"<text:p>{sentence}<text:s/></text:p>" for sentence in SENTENCES)
    return f"<office:document {names}><office:text>{body}</office:text></office:document>".encode()


def _make_rich_text() -> bytes:
    fonts = r"{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset204 Times;}}"
    cyrillic = "".join(f"\\'{byte:02x}" for byte in SENTENCES[2].encode("cp1251"))
    units = SENTENCES[3].encode("utf-16-le")
    escaped = "".join(
        f"\\u{int.from_bytes(units[at : at + 2], 'little', signed=True)}?" for at in range(0, len(units), 2)
    )
    rows = r"{\v hidden}{\pict{\*\blipuid 0f}\bin4 abcd}{\footnote note}\trowd a\cell b\cell\row "
    return rf"{{\rtf1\ansi\ansicpg1252 {fonts}One.\par {{\f1 {cyrillic}}}\par {rows}{escaped}}}".encode()


def _make_book(page: str) -> bytes:
    text = f'<?xml version="1.0"?><html><head><title/></head><body><h1>Bridge</h1>{page}</body></html>'
    package = (
        "<package><metadata><title>Bridges</title><date>2021-05-03</date></metadata><manifest>"
        '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="b" href="b.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest>'
        '<spine><itemref idref="b"/><itemref idref="a"/></spine></package>'
    )
    container = '<container><rootfile full-path="book.opf"/></container>'
    parts = {"META-INF/container.xml": container, "book.opf": package, "a.xhtml": text, "b.xhtml": text}
    return _zip({"mimetype": b"application/epub+zip", **{name: part.encode() for name, part in parts.items()}})


def _make_web_archive(page: str) -> bytes:
    head = (
        "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        "Content-Location: https://example.org/bridge\r\n\r\n<html><body><article>"
    )
    return head.encode() + quopri.encodestring(f"{page}</article></body></html>".encode()) + b"\r\n--x--\r\n"


def _make_message() -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"], message["Message-ID"] = "Brücke", "Ann <a@b.example>", "<1@b.example>"
    message.set_content("\n\n".join(SENTENCES) + "\n\n-- \nAnn\n")
    message.add_alternative("".join(f"<p>{sentence}</p>" for sentence in SENTENCES), subtype="html")
    message.add_attachment("\n".join(SENTENCES), filename="a.txt")
    return bytes(message)


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


def _make_warc() -> bytes:
    """Return an archive of a page, a chunked one, a compressed one, and what is no page."""
    chunks = b"1d\r\n<html><p>The weir was mended.\r\n0\r\n\r\n"
    packed = gzip.compress(b"<html><p>The weir was mended.", mtime=0)
    records = (
        make_record(kind="request"),
        make_record(),
        make_record("http://a.example/2", chunks, headers={**HTML, "Transfer-Encoding": "chunked"}),
        make_record("http://a.example/3", packed, headers={**HTML, "Content-Encoding": "gzip"}),
        make_record(payload="", kind="revisit"),
    )
    return b"".join(records)


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
        command = [sys.executable, "-m", "malformed", *map(str, (start, seeds.stop, together, folder))]
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
