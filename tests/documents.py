"""Documents as parts of packages, and how tests read them."""

import io
import zipfile

from presswork.corpus.reading.formats.record import leave_out
from presswork.corpus.reading.records import read_records

FIRST = "The weir above the town was mended on Monday, after the flood had carried off half of its stones."
SECOND = "Anglers had asked for a ladder for the fish, and the council has promised to build one in spring."


def read(folder, name, data):
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("latin-1"))
    return list(read_records(path, {}))


def read_one(folder, name, data):
    (found,) = read(folder, name, data)
    return found


def pack(parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data, zipfile.ZIP_STORED if name == "mimetype" else None)
    return buffer.getvalue()


def tell(found):
    return [(each.reason, each.detail) for each in found.notices]


def keep(record):
    """Return the text of a record without its cuts, which are in order."""
    at = 0
    for cut in record.cuts:
        assert at <= cut.start < cut.end <= len(record.text)
        at = cut.end
    return leave_out(record.text, ((cut.start, cut.end) for cut in record.cuts))


def list_kept(record):
    """Return the lines that are left of a record without its cuts."""
    return [line.strip() for line in keep(record).splitlines() if line.strip()]


def make_pdf(pages):
    """Return a PDF whose pages have these lines."""
    signs = str.maketrans({sign: f"\\{sign}" for sign in "\\()"})
    lines = (" T* ".join(f"({line.translate(signs)}) Tj" for line in page) for page in pages)
    return write_pdf(*(f"BT /F1 9 Tf 12 TL 72 720 Td {shown} ET".encode("cp1252") for shown in lines))


def write_pdf(*contents):
    """Return a PDF whose pages have these contents; F1 is its font."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, content in enumerate(contents):
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * number),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        ]
    body, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + tail
