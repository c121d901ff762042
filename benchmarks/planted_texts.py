"""Recall and precision on planted near-duplicates, and on annotated sentences and lemmas."""

import json
import random
from itertools import accumulate
from pathlib import Path

from claims import DEMO, MarkdownTable, states
from runner import read_demo, run_command
from simulated_corpora import SETTINGS, edit

import polars as pl

from presswork.corpus.duplicates.candidates import find_candidates
from presswork.corpus.duplicates.near_duplicates import find_clusters, sketch_shard
from presswork.corpus.duplicates.shingles import SHINGLE_WORDS
from presswork.corpus.duplicates.stories import choose_counted
from presswork.tokens.layers import lemmatize
from presswork.tokens.tokenizer import map_apostrophes, split_sentences

SHARES = (0.01, 0.05, 0.1, 0.2)
SIMILARITIES = (0.5, 0.6, 0.7, 0.8)
MIN_WORDS = 50
# Words of a planted part, how much of it is edited, and words of what must not join texts.
SIMILARITY = SETTINGS["corpus"]["similarity"]
PARTS, EDITED = (15, 30, 100, 400), (0.0, 0.03, 0.06)
TEASER, QUOTE, TAIL = 40, 100, 50
MARKED, MARKED_FROM = Path(__file__).with_name("same_story.csv"), (0.8, 0.7, 0.6, 0.5, 0.4)


def collect_shingles(text: str) -> set[str]:
    """Return the set of shingles of a text as strings, computed from the definition."""
    words = pl.Series([text]).str.to_lowercase().str.extract_all(r"\w+")[0].to_list()
    return {" ".join(words[place : place + SHINGLE_WORDS]) for place in range(len(words) - SHINGLE_WORDS + 1)}


def measure_containment(one: str, other: str) -> float:
    """Return the containment: the share of the shingles of the text with fewer that are also in the other."""
    sets = collect_shingles(one), collect_shingles(other)
    fewest = min(map(len, sets))
    return len(sets[0] & sets[1]) / fewest if fewest else 0.0


def find_pairs(texts: dict[str, str], similarity: float) -> set[tuple[str, str]]:
    """Return the pairs of texts by name that are joined."""
    frame = pl.LazyFrame(sorted(texts.items()), ["article_id", "text"], orient="row")
    frame = frame.with_columns(duplicate_of=pl.lit(None, dtype=pl.String))
    found = find_clusters([sketch_shard(frame).lazy()], [frame], similarity)["duplicate_pairs"]
    return set(found.select("article_id", "other_id").iter_rows())


def read_distinct(articles: int) -> dict[str, str]:
    """Return `n` distinct texts of the demo corpus by name."""
    texts = {text: name for name, text in reversed(list(read_demo(MIN_WORDS).items())[:articles])}
    return {name: text for text, name in reversed(texts.items())}


def duplicates(articles: int = 10**9) -> None:
    """Recall and precision on randomly edited copies of the demo's articles, by amount of editing and threshold.

    "Alike" are copies whose exact containment reaches the threshold; what is found but was not planted are the
    near-duplicates that the demo corpus has of its own.
    """
    texts = read_distinct(articles)
    table = MarkdownTable("edited", "threshold", "alike", "recall of alike", "recall of planted", "precision")
    for share in SHARES:
        chance = random.Random(f"edit {share}")
        edited = {f"{name}-edited": edit(text, share, chance) for name, text in texts.items()}
        exact = {name: measure_containment(text, edited[f"{name}-edited"]) for name, text in texts.items()}
        for similarity in SIMILARITIES:
            found = find_pairs(texts | edited, similarity)
            planted = {name for name in texts if (name, f"{name}-edited") in found}
            alike = {name for name, value in exact.items() if value >= similarity}
            parts = ((planted & alike, alike), (planted, texts), (planted, found))
            rates = (f"{len(part) / len(whole):.4f}" if whole else "none" for part, whole in parts)
            table.add(f"{share:.0%}", similarity, f"{len(alike):,}", *rates)


@states("cleaning.md", "<!-- parts that are found -->", seconds=20, needs=("demo",))
def parts(articles: int = 1000) -> None:
    """Recall of parts of the demo's articles, by their length and amount of editing."""
    texts = {name: text.split() for name, text in read_distinct(articles).items()}
    whole = {name: " ".join(words) for name, words in texts.items()}
    own = find_pairs(whole, SIMILARITY)
    table = MarkdownTable("words of the part", *(f"{share:.0%} edited" for share in EDITED), "other pairs joined")
    for n_words in PARTS:
        cells, n_others = [], 0
        long = {name: words for name, words in texts.items() if len(words) >= 3 * n_words}
        for share in EDITED:
            chance, planted = random.Random(f"part {n_words} {share}"), {}
            for name, words in long.items():
                start = chance.randrange(len(words) - n_words)
                planted[name] = edit(" ".join(words[start : start + n_words]), share, chance)
            alike = {name for name in long if measure_containment(planted[name], whole[name]) >= SIMILARITY}
            found = find_pairs(whole | {f"{name}-part": text for name, text in planted.items()}, SIMILARITY) - own
            cells.append(f"{sum((name, f'{name}-part') in found for name in alike) / len(alike):.3f} of {len(alike):,}")
            n_others += sum(pair[1] != f"{pair[0]}-part" for pair in found)
        table.add(n_words, *cells, n_others)
    table.fill("cleaning.md", "parts that are found")


@states("cleaning.md", "joined {pairs} pairs of different stories", seconds=10, needs=("demo",))
def unrelated(articles: int = 999) -> dict[str, int]:
    """Different stories that are joined because of common text: a digest, a quote, a paragraph."""
    long = {name: text.split() for name, text in read_distinct(10**9).items() if len(text.split()) >= 3 * QUOTE}
    words = dict(list(long.items())[:articles])
    names, reports = list(words), {name: " ".join(each) for name, each in words.items()}
    own = find_pairs(reports, SIMILARITY)
    teasers = {f"{name}-teaser": " ".join(each[:TEASER]) for name, each in words.items()}
    trios = list(zip(names[::3], names[1::3], names[2::3], strict=False))
    digests = {"+".join(trio): " ".join(teasers[f"{name}-teaser"] for name in trio) for trio in trios}
    quoting = {f"{one}-quoting": " ".join([*words[one], *words[other][:QUOTE]]) for one, other, _ in trios}
    tailed = {f"{name}-tailed": " ".join([*each, *words[names[0]][-TAIL:]]) for name, each in words.items()}
    planted = {
        f"digests of three teasers of {TEASER} words, and the reports": reports | digests,
        "the same, and the teasers by themselves": reports | digests | teasers,
        f"reports with {QUOTE} words of another, and the reports": reports | quoting,
        f"a paragraph of {TAIL} words at the end of all": tailed | teasers,
    }
    table, n_strange = MarkdownTable("planted", "texts", "pairs joined", "of two stories"), 0
    for what, texts in planted.items():
        found = find_pairs(texts, SIMILARITY) - own
        strange = [pair for pair in found if len({name.split("-")[0] for name in pair}) > 1]
        table.add(what, f"{len(texts):,}", f"{len(found):,}", f"{len(strange):,}")
        n_strange += len(strange)
    return {"pairs": n_strange}


@states("cleaning.md", "<!-- pairs that were read -->", "sketches find all {found} pairs", seconds=10, needs=("demo",))
def marked() -> dict[str, int]:
    """Pairs of the demo's articles that were read and judged: same story or not, and the effect of thresholds.

    `same_story.csv` has each pair of different texts of which the shorter shares two fifths of its shingles, by the ids
    of the articles, and whether both report one event and one repeats the other.
    """
    texts, values = read_demo(), []
    frame = pl.DataFrame(sorted(texts.items()), ["article_id", "text"], orient="row").with_row_index("article")
    sketches, names = [sketch_shard(frame.lazy()).lazy()], frame["article_id"]
    for one, other, same in pl.read_csv(MARKED).iter_rows():
        sets = collect_shingles(texts[one]), collect_shingles(texts[other])
        both = len(sets[0] & sets[1])
        values.append((both / min(map(len, sets)), both / len(sets[0] | sets[1]), same == "yes", (one, other)))
    n_same = sum(each[2] for each in values)
    table = MarkdownTable("joined at", "pairs", "same story", "precision", "recall")
    for what, place, least in (("Jaccard coefficient", 1, 0.5), *(("containment", 0, low) for low in MARKED_FROM)):
        joined = [same for *each, same, _ in values if each[place] >= least]
        rates = (f"{sum(joined) / n:.2f}" for n in (len(joined), n_same))
        table.add(f"{what} {least}", len(joined), sum(joined), *rates)
    table.fill("cleaning.md", "pairs that were read")
    candidates = find_candidates(sketches, frame, min(MARKED_FROM))
    found = {(names[one], names[other]) for one, other in candidates.iter_rows()}
    return {"found": len(found & {pair for *_, pair in values})}


@states(
    "cleaning.md",
    "{articles} articles of the demo tell {stories} stories",
    "and {left_out} do not count",
    seconds=5,
    needs=("demo",),
)
@states("statistics.md", "in the demo corpus, {pairs} stories have two counted articles", seconds=5, needs=("demo",))
def stories() -> dict[str, float]:
    """The number of articles of the demo that share a story, and of those that are not counted."""
    articles = pl.scan_parquet(DEMO / "corpus/articles.parquet")
    found = find_clusters([sketch_shard(articles).lazy()], [articles], SIMILARITY)["duplicates"]
    counted = choose_counted(articles, found, SETTINGS["corpus"]["duplicates"])
    sizes = counted.filter("counted").group_by("story").len()["len"]
    figures = {"articles": found.height, "stories": found["cluster"].n_unique(), "pairs": int((sizes == 2).sum())}
    return {**figures, "left_out": int((~counted["counted"]).sum())}


def find_ends(sentences: list[str]) -> set[int]:
    """Return the positions of sentence ends, counted in non-blank characters."""
    return set(accumulate(sum(not sign.isspace() for sign in sentence) for sentence in sentences))


def annotated(folder: Path) -> None:
    """Sentence ends and lemmas on annotated texts: `docs.jsonl` (id and text) and `conllu/<id>.conllu`."""
    documents = [json.loads(line) for line in (folder / "docs.jsonl").read_text(encoding="utf-8").splitlines()]
    files = [(folder / f"conllu/{each['id']}.conllu").read_text(encoding="utf-8").splitlines() for each in documents]
    mark = "# text = "
    gold = [find_ends([line.removeprefix(mark) for line in lines if line.startswith(mark)]) for lines in files]
    table = MarkdownTable("sentences", "ends", "precision", "recall", "F1")
    for name, separator in (("punkt", None), ("paragraphs", "\n\n")):
        found = []
        for each in documents:
            parts = map(map_apostrophes, each["text"].split(separator) if separator else [each["text"]])
            found.append(find_ends([part[start:end] for part in parts for start, end in split_sentences(part, "en")]))
        hits = sum(len(one & other) for one, other in zip(gold, found, strict=True))
        n_gold, n_found = (sum(map(len, ends)) for ends in (gold, found))
        rates = (hits / n_found, hits / n_gold, 2 * hits / (n_found + n_gold))
        table.add(name, f"{n_gold:,}", *(f"{rate:.3f}" for rate in rates))
    rows = [line.split("\t") for lines in files for line in lines if line[:1].isdigit()]
    words = [(row[1], row[2]) for row in rows if row[0].isdigit() and row[3] not in ("PUNCT", "SYM")]
    right = sum(lemmatize(form, "en") == lemma.lower() for form, lemma in words)
    print(f"\nLemmas, punctuation and case apart: {right / len(words):.3f} of {len(words):,} words right")


if __name__ == "__main__":
    run_command(__doc__, duplicates, parts, unrelated, marked, stories, annotated)
