"""Changes between two runs, for an author: numbers, figures, and the lines of a text that quote them."""

import re
from collections.abc import Iterator
from typing import Any

QUOTED = re.compile(r"\\presswork(?:\[\w+\])?\{([^}]*)\}")
PLATE = re.compile(r"figures/([\w-]+)\.csv")
PARTS = {
    "paper/tables.md": "tables",
    "paper/methods.md": "the methods paragraphs",
    "paper/presswork.bib": "references",
}


def describe_changes(
    earlier: dict[str, Any], now: dict[str, Any], numbers: dict[str, dict[str, Any]], texts: dict[str, str]
) -> str:
    """Return which numbers differ between two manifests, where they are shown, and where texts quote them.

    `numbers` is `paper/numbers.json` of the later run; `texts` are LaTeX sources by name. Quoted numbers
    that neither run has are listed, too.
    """
    old, new = earlier["numbers"], now["numbers"]
    keys = [*new, *(key for key in old if key not in new)]
    changed = [key for key in keys if old.get(key) != new.get(key)]
    lines = [f"{len(changed)} of {len(keys)} numbers differ.", ""] if changed else ["No number differs.", ""]
    for key in changed:
        lines += _describe_number(key, old.get(key), new.get(key), numbers.get(key, {}).get("shown_in", ""))
        lines += [f"  quoted:  {place}" for place in _find_quotes(key, texts)]
    lines += [f"Not in these results, but quoted: {key} ({place})" for key, place in _find_unknown(keys, texts)]
    lines += list(_describe_outputs(earlier["outputs"], now["outputs"]))
    return "\n".join(lines).rstrip("\n") + "\n"


def _describe_number(key: str, old: str | None, new: str | None, shown_in: str) -> list[str]:
    shown = [f"  shown:   {shown_in}"] if shown_in else []
    was, now = old or "not among the numbers", new or "no longer among the numbers"
    return [key, f"  earlier: {was}", f"  now:     {now}", *shown]


def _find_quotes(key: str, texts: dict[str, str]) -> Iterator[str]:
    for name, text in texts.items():
        for number, line in enumerate(text.splitlines(), 1):
            if key in QUOTED.findall(line):
                yield f"{name}:{number}: {line.strip()}"


def _find_unknown(keys: list[str], texts: dict[str, str]) -> Iterator[tuple[str, str]]:
    known = set(keys)
    for name, text in texts.items():
        for number, line in enumerate(text.splitlines(), 1):
            yield from ((key, f"{name}:{number}") for key in QUOTED.findall(line) if key not in known)


def _describe_outputs(old: dict[str, str], new: dict[str, str]) -> Iterator[str]:
    """Yield which figures, captions, tables and paragraphs have different digests."""
    captioned_figures = {match[1] for path in {**old, **new} if (match := PLATE.fullmatch(path))}
    rows = sorted(name for name in captioned_figures if _differs(f"figures/{name}.csv", old, new))
    said = sorted(name for name in captioned_figures - set(rows) if _differs(f"figures/{name}.json", old, new))
    if rows:
        yield f"Figures whose data differ: {', '.join(rows)}."
    if said:
        yield f"Figures whose caption or origin differs: {', '.join(said)}."
    parts = [words for path, words in PARTS.items() if _differs(path, old, new)]
    if parts:
        yield f"Also different: {', '.join(parts)}."


def _differs(path: str, old: dict[str, str], new: dict[str, str]) -> bool:
    return old.get(path) != new.get(path)
