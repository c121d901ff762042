"""Articles as Factiva exports them, and how tests read them."""

import io

from documents import keep

LEAD = "The ferry of the lower lake was sold to a baker on Monday, who will bake in it from June."
BODY = "Its last crossing takes place on Sunday at noon; children travel free and may bring a dog."
FERRY = {
    "SE": "Local",
    "HD": "Ferry of the lower lake sold to a baker",
    "BY": "By Ann Example",
    "WC": "44 words",
    "PD": "4 May 2021",
    "ET": "08:30",
    "SN": "The Lake Post",
    "SC": "LAKEP",
    "PG": "A12",
    "LA": "English",
    "CY": "(c) 2021 Lake Post Ltd.",
}
POOL = {
    "HD": "Pool stays shut",
    "WC": "44 words",
    "PD": "6 May 2021",
    "SN": "The Hill Courier",
    "SC": "HILLC",
    "LA": "English",
    "CY": "Copyright 2021, Hill Courier. All rights reserved.",
}
NUMBERS = ("LAKEP00020210504eh54000b5", "HILLC00020210506eh560001x")


def read(reader, data):
    data = data if isinstance(data, bytes) else data.encode()
    return list(reader(io.BytesIO(data), {}))


def body_of(record):
    """Return what no mark covers, with its blanks folded."""
    return " ".join(keep(record).split())
