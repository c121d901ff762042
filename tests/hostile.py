"""A small corpus of three outlets whose articles try to act: what they hold must be shown, and never run."""

import csv
import random

SUBJECTS = {
    "Harbour Post": "ship port crane cargo dock harbour container sailor anchor ferry pier captain deck mast tug quay",
    "Court Daily": "judge trial lawyer verdict appeal sentence witness jury crime bail plea clerk oath prison fine",
    "<b>Field</b> News": "wheat farmer rain harvest tractor barn crop plough seed straw hay cow soil grain meadow",
}
ACTS = [
    "<script>window.acted='script'</script>",
    "</script><script>window.acted='closing'</script>",
    "<img src=x onerror=\"window.acted='onerror'\">",
    "\"><svg onload=window.acted='svg'>",
    "javascript:window.acted='address'",
    "' onmouseover='window.acted=1' x='",
    "{{constructor.constructor('window.acted=1')()}} ${window.acted=1}",
    "\u2028window.acted='separator';\u2029",
    "*/window.acted='comment'//",
    "\u202ereversed\u202c and \u2066isolated\u2069",
    "control \x01\x07\x1b[31m signs \x7f\x85",
    '=HYPERLINK("http://example.org","formula")',
    "\\u003cscript>window.acted='escape'</script>\\",
    "__proto__ constructor toString hasOwnProperty",
]


def write_corpus(folder):
    """Write 36 dated articles of three outlets; each subject has its words, and each act stands in some of them.

    They are text files with a person's table, of which nothing is read as HTML.
    """
    (folder / "annotations").mkdir(parents=True)
    lines = []
    for number in range(36):
        outlet = list(SUBJECTS)[number % 3]
        act = ACTS[number % len(ACTS)]
        words = SUBJECTS[outlet].split()
        own = random.Random(number).sample(words, 8)
        body = " ".join(
            f"The {own[step]} and the {own[(3 * step + 1) % 8]} were seen in town {number}." for step in range(8)
        )
        lines.append(
            {
                "source": f"{number}.txt",
                "title": f"{act} in story {number}",
                "text": f"{body} The {own[0]} said {act} to all of them.\n\nIt was constructor and __proto__ again.",
                "outlet": outlet,
                "published": f"2020-0{number % 3 + 1}-{number % 27 + 1:02d}",
                "byline": act,
                "url": (
                    "javascript:window.acted='link'",
                    f"https://example.org/{number}?<script>",
                    f"data:text/html,{act}",
                )[number % 3],
            }
        )
    lines[0]["text"] += " " + "x" * 10_000_000
    for line in lines:
        (folder / line["source"]).write_text(line.pop("text"), encoding="utf-8")
    with (folder / "annotations/metadata.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)
