"""Alerts of Google: lists of web addresses with some words of each page, which are no articles."""

import re
from collections.abc import Iterable
from html import unescape
from urllib.parse import unquote

from presswork.corpus.reading.formats.record import Rejected
from presswork.corpus.reading.formats.tables.addresses import ADDRESSES_ONLY

SENDERS = ("googlealerts-noreply@google.com", "scholaralerts-noreply@google.com")
# Each page is linked by way of Google, with a mark of alerts: an alert that was forwarded has these, too.
LINK = re.compile(r"google\.[a-z.]{2,6}/(?:scholar_)?url\?([^\s\"'<>]{1,4000})")
TARGET = re.compile(r"(?:\A|&)(?:url|q)=(http[^&]+)")
MARK = re.compile(r"(?:\A|&)ct=ga(?:&|\Z)")
MIN_MARKED = 2
REMEDY = "fetch the pages and read these, for example with trafilatura (JSON) or wget (HTML)"


def find_alert(texts: Iterable[str], sender: str) -> Rejected | None:
    """Return the rejection of a message that is an alert, None for any other; `texts` may be HTML."""
    queries = [unescape(query) for text in texts if "google." in text for query in LINK.findall(text)]
    marked = {query for query in queries if MARK.search(query)}
    if not (any(each in sender.lower() for each in SENDERS) or len(marked) >= MIN_MARKED):
        return None
    pages = {unquote(target) for query in queries for target in TARGET.findall(query)}
    noun = "web address" if len(pages) == 1 else "web addresses"
    return Rejected(None, ADDRESSES_ONLY, f"an alert of Google that lists {len(pages):,} {noun} and no article", REMEDY)
