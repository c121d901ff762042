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


def list_kept(found):
    lines = leave_out(found.text, ((cut.start, cut.end) for cut in found.cuts)).splitlines()
    return [line.strip() for line in lines if line.strip()]
