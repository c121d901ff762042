"""Malformed files of every format, made from small valid ones."""

import gzip
import io
import json
import quopri
import random
import tarfile
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

import docx
import polars as pl
import zstandard

from documents import make_pdf
from made_exports import SPELLINGS, Written, spell_export
from web_archives import HTML, make_arc, make_record, make_response
from workbooks import make_ods, make_xls, make_xlsx

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
        "a.pdf": make_pdf([["The bridge over the river was closed on Monday."]]),
        "a.eml": _make_message(),
        "a.ris": b"TY  - NEWS\nTI  - Bridge closed\nAU  - Example, Ann\nDA  - 2021/05/04\nER  - \n" * 2,
        "a.mbox": b"From a@b.example Tue May  4 10:00:00 2021\n%s\n" % _make_message() * 2,
        "a.parquet": _save(pl.DataFrame(ROWS).write_parquet),
        "a.xlsx": make_xlsx({"A": [flat.columns, *flat.rows()]}, merged=["A2:A3"]),
        "a.xls": make_xls([flat.columns, *flat.rows()]),
        "b.xls": _make_markup([flat.columns, *flat.rows()]),
        "a.ods": make_ods({"A": [flat.columns, *flat.rows()]}),
        "a.warc": _make_warc(),
        "a.arc": make_arc(make_response(), make_response()),
    }
    written = [Written(SENTENCES[:number], number=number) for number in (1, 2)]
    files |= {f"{name}.txt": spell_export(spell, written).encode() for name, spell in SPELLINGS.items()}
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
