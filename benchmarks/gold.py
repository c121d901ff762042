"""Sentences and lemmas against texts that people have annotated: `python benchmarks/gold.py FOLDER`.

The folder has `docs.jsonl` (id and text of each document) and `conllu/<id>.conllu`. Sentences are scored by where they
end, counted in characters that are not blank; lemmas by word, punctuation apart, without regard to case.
"""

import json
import sys
from itertools import accumulate
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "workflow"))

from presswork.tokens.layers import lemmatize
from presswork.tokens.tokenizer import map_apostrophes, split_sentences

NO_WORDS = ("PUNCT", "SYM")
PARAGRAPH = "\n\n"


def count_visible(text: str) -> int:
    """Return the number of characters that are not blank."""
    return sum(not character.isspace() for character in text)


def find_ends(sentences: list[str]) -> set[int]:
    """Return where sentences end, in characters that are not blank."""
    return set(accumulate(map(count_visible, sentences)))


def split_text(text: str, parts: list[str]) -> list[str]:
    """Return the sentences of each part of a text."""
    mapped = map(map_apostrophes, parts)
    return [part[start:end] for part in mapped for start, end in split_sentences(part, "en")]


def score_sentences(gold: list[set[int]], found: list[set[int]]) -> str:
    """Return precision, recall and F1 of sentence ends."""
    hits = sum(len(one & other) for one, other in zip(gold, found, strict=True))
    precision, recall = hits / sum(map(len, found)), hits / sum(map(len, gold))
    return f"precision {precision:.3f} recall {recall:.3f} F1 {2 * precision * recall / (precision + recall):.3f}"


def read_words(lines: list[str]) -> list[tuple[str, str]]:
    """Return form and lemma of each word of a CoNLL-U file; parts of contractions are words, punctuation is none."""
    rows = [line.split("\t") for line in lines if line[:1].isdigit()]
    return [(row[1], row[2]) for row in rows if row[0].isdigit() and row[3] not in NO_WORDS]


def main(folder: Path) -> None:
    """Print the scores."""
    documents = [json.loads(line) for line in (folder / "docs.jsonl").read_text(encoding="utf-8").splitlines()]
    files = [(folder / f"conllu/{each['id']}.conllu").read_text(encoding="utf-8").splitlines() for each in documents]
    mark = "# text = "
    gold = [find_ends([line.removeprefix(mark) for line in lines if line.startswith(mark)]) for lines in files]
    for name, parts in (("punkt", lambda text: [text]), ("punkt by paragraph", lambda text: text.split(PARAGRAPH))):
        found = [find_ends(split_text(each["text"], parts(each["text"]))) for each in documents]
        print(f"sentences, {name}: {score_sentences(gold, found)} ({sum(map(len, gold)):,} sentences)")
    words = [word for lines in files for word in read_words(lines)]
    right = sum(lemmatize(form, "en") == lemma.lower() for form, lemma in words)
    print(f"lemmas: {right / len(words):.3f} of {len(words):,} words right")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
