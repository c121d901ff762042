"""Numbers and lists as captions write them."""


def count(number: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun: `1 article`, `3,824 articles`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def join(words: list[str]) -> str:
    """Return words as a list in a sentence: `none`, `a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return words[0] if words else "none"
    return f"{', '.join(words[:-1])} and {words[-1]}"


def percent(share: float) -> str:
    """Return a share as a percentage: `12%`, `0.5%`."""
    return f"{100 * share:.3g}%"
