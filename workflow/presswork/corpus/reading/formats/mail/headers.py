"""What the headers of a message say: headline, author or outlet, and day."""

import re
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from presswork.corpus.reading.formats.mail.quoted_text import strip_prefix

MAX_HEADER = 2000
# What lists and newsletters have in their header.
BULK = ("List-Id", "List-Unsubscribe", "List-Post")
# Senders that are no person, by what is in front of the @ of their address.
OFFICE = re.compile(
    r"no-?reply|do-?not-?reply|news|newsletters?|alerts?|info|digest|hello|redaktion|editors?", re.IGNORECASE
)


def decode_header_text(value: str) -> str:
    """Return a header's text on one line; as it is written where its encoding is unknown or wrong."""
    try:
        return " ".join(str(make_header(decode_header(value[:MAX_HEADER]))).split())
    except (LookupError, ValueError):
        return " ".join(value[:MAX_HEADER].split())


def read_header(message: Message, name: str) -> str:
    """Return the text of a header, blank where there is none; bytes that are not ASCII are UTF-8, or else cp1252."""
    values = (str(value) for key, value in message.raw_items() if key.lower() == name.lower())
    data = next(values, "").encode("ascii", "surrogateescape")
    try:
        return decode_header_text(data.decode())
    except UnicodeDecodeError:
        return decode_header_text(data.decode("cp1252", "replace"))


def read_message_fields(message: Message) -> dict[str, str]:
    """Return headline, author or outlet, and day of a message."""
    sender = read_sender(read_header(message, "From"), any(header in message for header in BULK))
    day = _read_day(read_header(message, "Date"))
    fields = {"title": strip_prefix(read_header(message, "Subject")), **sender, "published": day}
    return {key: value for key, value in fields.items() if value}


def read_sender(sender: str, is_bulk: bool) -> dict[str, str]:
    """Return a sender as outlet, if it is a list, newsletter or office, else as author."""
    name, address = parseaddr(sender)
    local, _, host = address.partition("@")
    if is_bulk or OFFICE.fullmatch(local):
        return {"outlet": name or host}
    return {"byline": name or ("" if host else sender)}


def _read_day(value: str) -> str:
    try:
        return parsedate_to_datetime(value).date().isoformat()
    # As it is written; whether it is a day is for the field to say.
    except (ValueError, TypeError, IndexError, OverflowError):
        return value
