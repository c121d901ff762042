"""List and check the claims of the documents (`make claims`)."""

import importlib
import resource
import subprocess
import sys
from itertools import groupby
from pathlib import Path

from runner import LACKING, ROOT, run_command

from claims import CLAIMS, DOCS, MARK, Claim, find_text

HERE = Path(__file__).parent
QUICK = 60
OUTCOMES = {0: "holds", LACKING: "not checked"}


def gather() -> dict[str, list[Claim]]:
    """Return the claims of all benchmarks by command and arguments."""
    for path in sorted(HERE.glob("*.py")):
        importlib.import_module(path.stem)
    return {name: list(own) for name, own in groupby(sorted(CLAIMS, key=Claim.tell_name), Claim.tell_name)}


def tell_cost(own: list[Claim]) -> str:
    """Return in words the cost of checking the claims about a command."""
    seconds = max(claim.seconds for claim in own)
    needs = sorted({each for claim in own for each in claim.needs})
    spent = f"{seconds} s" if seconds < 2 * QUICK else f"{seconds / 60:.0f} min"
    return f"about {spent} of CPU time" + (f", needs {' and '.join(needs)}" if needs else "")


def show() -> None:
    """List the claims about each command as stated in the documents, with their cost; fail if one is missing."""
    missing = 0
    for name, own in gather().items():
        print(f"\n{name} ({tell_cost(own)})")
        for claim in own:
            written = (DOCS / claim.document).read_text(encoding="utf-8")
            for text in claim.texts:
                found = find_text(text, written)
                missing += found is None
                stated = " ".join(found[0].split()) if found else f"NOT IN THE DOCUMENT: {text}"
                if mark := MARK.fullmatch(stated):
                    empty = written.partition(text)[2].lstrip().startswith("<!-- end")
                    stated = f"the table {mark[1]}" + ", WHICH IS EMPTY" * empty
                print(f"  {claim.document}: {stated}")
    print("\nTo check: make claims CLAIM=all, CLAIM=quick (less than a minute each), or CLAIM= and how a name begins.")
    sys.exit(missing > 0)


def check(chosen: str, then: str = "") -> None:
    """Check `all` claims, the `quick` ones, or those whose names begin with `chosen`; fail if one does not hold.

    `check all write` puts the results into the documents.
    """
    known = gather()
    fits = {"all": lambda name: True, "quick": lambda name: max(each.seconds for each in known[name]) < QUICK}
    names = list(filter(fits.get(chosen, lambda name: name.startswith(chosen)), known))
    if not names:
        sys.exit(f"No claim's name begins with {chosen!r}: `make claims` lists them.")
    codes: dict[str, int] = {}
    for place, name in enumerate(names, 1):
        print(f"\n[{place} of {len(names)}] {name}: {tell_cost(known[name])}\n", flush=True)
        before, (script, command) = count_seconds(), known[name][0].command.split(".")
        options = ["--write"] if then == "write" else []
        call = [sys.executable, HERE / f"{script}.py", *options, command, *known[name][0].arguments]
        codes[name] = subprocess.run(call, cwd=ROOT, check=False).returncode
        print(f"\ntook {count_seconds() - before:.0f} s of CPU time", flush=True)
    print("", *(f"{OUTCOMES.get(code, 'DOES NOT HOLD')}: {name}" for name, code in codes.items()), sep="\n")
    sys.exit(any(codes.values()))


def count_seconds() -> float:
    """Return the CPU seconds of all child processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    run_command(__doc__, show, check)
