"""URLs, e-mail addresses and account names (@name) in running text."""

import re

# Country codes, and general domains that news texts have. After www. or a scheme, any domain counts.
COUNTRIES = (
    "ac|ad|ae|af|ag|ai|al|am|ao|aq|ar|as|at|au|aw|ax|az|ba|bb|bd|be|bf|bg|bh|bi|bj|bm|bn|bo|br|bs|bt|bw|"
    "by|bz|ca|cc|cd|cf|cg|ch|ci|ck|cl|cm|cn|co|cr|cu|cv|cw|cx|cy|cz|de|dj|dk|dm|do|dz|ec|ee|eg|er|es|et|"
    "eu|fi|fj|fk|fm|fo|fr|ga|gd|ge|gf|gg|gh|gi|gl|gm|gn|gp|gq|gr|gs|gt|gu|gw|gy|hk|hm|hn|hr|ht|hu|id|ie|"
    "il|im|in|io|iq|ir|is|it|je|jm|jo|jp|ke|kg|kh|ki|km|kn|kp|kr|kw|ky|kz|la|lb|lc|li|lk|lr|ls|lt|lu|lv|"
    "ly|ma|mc|md|me|mg|mh|mk|ml|mm|mn|mo|mp|mq|mr|ms|mt|mu|mv|mw|mx|my|mz|na|nc|ne|nf|ng|ni|nl|no|np|nr|"
    "nu|nz|om|pa|pe|pf|pg|ph|pk|pl|pm|pn|pr|ps|pt|pw|py|qa|re|ro|rs|ru|rw|sa|sb|sc|sd|se|sg|sh|si|sk|sl|"
    "sm|sn|so|sr|ss|st|su|sv|sx|sy|sz|tc|td|tf|tg|th|tj|tk|tl|tm|tn|to|tr|tt|tv|tw|tz|ua|ug|uk|us|uy|uz|"
    "va|vc|ve|vg|vi|vn|vu|wf|ws|ye|yt|za|zm|zw"
)
GENERAL = "com|org|net|edu|gov|mil|int"
OTHERS = "app|biz|blog|club|dev|info|live|media|news|online|page|site|today"
# Matches in every text with an address, in Python and Polars.
SIGN = r"//|@|[Ww]{3}\.|\.[a-z]{2,6}/|\.(?:com|org|net|edu|gov|mil|int|co|ac)\b"

HOST = r"(?:[\w-]+\.)+"
# What may follow a host. Blanks, quotation marks and unmatched brackets end an address.
INSIDE = r"[^\s<>\"“”„«»‹›()\[\]{}|\\^]"
REST = rf"(?::\d+)?(?:[/?#](?:{INSIDE}|\({INSIDE}*\))*)?"
END = r"(?![\w@])"
ADDRESS = re.compile(
    "|".join(
        (
            rf"(?:https?|ftp)://(?:{INSIDE}|\({INSIDE}*\))+",
            rf"(?<![\w:/])//{HOST}[A-Za-z]{{2,}}{REST}",
            rf"(?<![\w.])[Ww]{{3}}\.{HOST}[A-Za-z]{{2,}}{REST}",
            rf"(?<![\w.+%])(?:mailto:)?\w[\w.+%-]{{0,63}}@{HOST}[A-Za-z]{{2,}}{END}",
            r"(?<![\w@.])@[^\W\d]\w*(?:@(?:[\w-]+\.)+[A-Za-z]{2,})?",
            rf"(?<![\w.@-]){HOST}(?:{GENERAL}|{OTHERS}|{COUNTRIES})(?::\d+)?/(?:{INSIDE}|\({INSIDE}*\))*",
            rf"(?<![\w.@-])(?:[a-z0-9-]+\.)+(?:{GENERAL})(?:\.[a-z]{{2}})?{END}",
            rf"(?<![\w.@-])(?:[a-z0-9-]+\.)+(?:ac|co)\.[a-z]{{2}}{END}",
        )
    )
)
# Marks of the sentence or quotation around the address.
TRAILING = ".,;:!?'‘’…*_~"


def find_addresses(text: str) -> list[tuple[int, int]]:
    """Return the start and end of each address in a text without blanks, without trailing punctuation.

    An address is a URL with or without its scheme (`//host/page`, `www.host`, `host/page`), a host in lower case
    (`host.org`; a capital makes it a name, as in Amazon.com), an e-mail address, or an account (`@name`).
    """
    found = []
    for match in ADDRESS.finditer(text):
        address = match.group().rstrip(TRAILING).removesuffix("'s")
        found.append((match.start(), match.start() + len(address)))
    return found


def is_address(token: str) -> bool:
    """Return whether a token is an address."""
    return re.search(SIGN, token) is not None and ADDRESS.fullmatch(token) is not None
