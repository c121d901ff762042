"""Makes `furniture/lines_model.json` from a folder of marked pages, and prints the cross-validated score.

The folder has `pasted/<id>.txt` (the page as select-all and copy gives it), `html/<id>.html.gz`, and `truth.jsonl` with
a line a page: id, source (address), must and must_not (segments that have to survive, or not). The score is precision,
recall and F1 over these segments of the whole cleaning, rules and model, with all pages of a host in the same fold:
of the pages as they are, and of copies that were wrapped.
"""

import argparse
import gzip
import json
import re
import textwrap
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
import polars as pl
import trafilatura
from sklearn.ensemble import HistGradientBoostingClassifier

from presswork.core.code_digests import LIBRARY
from presswork.corpus.cleaning.furniture_rules import build_rules
from presswork.corpus.cleaning.layout.flow import flow_text
from presswork.corpus.cleaning.line_features import FEATURES, measure_pages
from presswork.corpus.cleaning.line_look import read_words
from presswork.corpus.cleaning.line_model import LineModel, build_line_model, score_pages
from presswork.corpus.cleaning.record_parts import clean_record, find_headings
from presswork.corpus.cleaning.spans import join_body

FURNITURE = LIBRARY / "presswork/corpus/cleaning/furniture"
WORDS = (FURNITURE / "words.csv").read_text(encoding="utf-8")
TABLES = [pl.read_csv(FURNITURE / f"{name}.csv", infer_schema=False) for name in ("en", "de", "agencies")]
RULES = build_rules(pl.concat(TABLES))
GOLD_WEIGHT = 8.0
LONG_MATCH = 40
SEED = 1
BULLET = re.compile(r"^(?:[*+o•–#|-]|\d+\.)\s+")
ARCHIVE = re.compile(r"^https?://web\.archive\.org/web/[^/]+/")
TREES = 150
LEAVES = 8
LEARNING_RATE = 0.1
THRESHOLD = 0.38
COPY_WEIGHT = 0.5
BARE_WEIGHT = 0.25
MARGIN = 3
KEEP_CUTS = 2
WIDTHS = (40, 60, 72)


@dataclass
class Page:
    """A pasted page: its lines, for each line that is not blank the label (1 body) and its weight, and the truth."""

    id: str
    host: str
    lines: list[str]
    labels: np.ndarray
    weights: np.ndarray


def fold_space(text: str) -> str:
    """Return the text with each run of white space as one space."""
    return " ".join(text.split())


def read_page(corpus: Path, truth: dict) -> Page:
    """Return one page with its labels: the gold segments, and elsewhere what trafilatura takes from the HTML."""
    lines = (corpus / "pasted" / f"{truth['id']}.txt").read_text(encoding="utf-8").split("\n")
    html = gzip.decompress((corpus / "html" / f"{truth['id']}.html.gz").read_bytes())
    extracted = trafilatura.extract(html, include_comments=False) or ""
    must, must_not = ([fold_space(segment) for segment in truth[key]] for key in ("must", "must_not"))
    texts = [fold_space(line) for line in lines if line.strip()]
    labels, weights = label_weakly(texts, extracted, must, must_not)
    for place, text in enumerate(texts):
        kept = any(segment in text for segment in must)
        if kept or any(segment in text for segment in must_not):
            labels[place], weights[place] = kept, GOLD_WEIGHT
    return Page(truth["id"], find_host(truth["source"]), lines, labels, weights)


def label_weakly(
    texts: list[str], extracted: str, must: list[str], must_not: list[str]
) -> tuple[np.ndarray, np.ndarray]:
    """Return labels from the extracted text, weighted by how well it agrees with the page's gold segments."""
    whole = fold_space(extracted)
    parts = {BULLET.sub("", fold_space(part)) for part in extracted.split("\n")}
    bare = [BULLET.sub("", text) for text in texts]
    labels = np.array([text in parts or (len(text) >= LONG_MATCH and text in whole) for text in bare], dtype=float)
    found = sum(segment in whole for segment in must)
    right = found + sum(segment not in whole for segment in must_not)
    weight = (right + 1) / (len(must) + len(must_not) + 2)
    weight *= 1.0 if 2 * found >= len(must) else 0.2
    return labels, np.full(len(texts), weight)


def find_host(source: str | None) -> str:
    """Return the host name of a page, the original one for archived pages, 'unknown' without an address."""
    return urlsplit(ARCHIVE.sub("", source or "")).hostname or "unknown"


def write_model(content: dict, path: Path) -> None:
    """Write a model with one tree a line."""
    trees = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in content["trees"])
    head = f'"bias": {content["bias"]},\n"threshold": {content["threshold"]}'
    path.write_text(f'{{\n{head},\n"trees": [\n{trees}\n]\n}}\n', encoding="utf-8")


def assign_folds(pages: list[Page], count: int) -> np.ndarray:
    """Return the fold of each page; all pages of a host are in the same fold."""
    hosts = sorted({page.host for page in pages})
    order = np.random.default_rng(SEED).permutation(len(hosts)) % count
    fold = dict(zip(hosts, order.tolist(), strict=True))
    return np.array([fold[page.host] for page in pages])


def count_segments(cleaned: str, truth: dict) -> np.ndarray:
    """Return how many segments were rightly kept, wrongly cut, wrongly kept and rightly cut."""
    text = fold_space(cleaned)
    kept = sum(fold_space(segment) in text for segment in truth["must"])
    leaked = sum(fold_space(segment) in text for segment in truth["must_not"])
    return np.array([kept, len(truth["must"]) - kept, leaked, len(truth["must_not"]) - leaked])


def print_score(totals: np.ndarray) -> None:
    """Print precision, recall and F1."""
    kept, missed, leaked, _ = totals.tolist()
    precision, recall = kept / (kept + leaked), kept / (kept + missed)
    print(f"precision {precision:.3f} recall {recall:.3f} F1 {2 * precision * recall / (precision + recall):.3f}")


def strip_layout(lines: Sequence[str]) -> list[str]:
    """Return the lines without indents and bullets."""
    return [BULLET.sub("", line.strip()) or line.strip() for line in lines]


def export_tree(
    inner: Sequence[Any], outer: Sequence[Any], splits: Sequence[tuple[str, float, Any, Any]], values: Sequence[float]
) -> dict[str, Any]:
    """Return a fitted tree as its splits and leaves, in the form `trees.build_trees` reads.

    `inner` and `outer` are the tree's numbers of its splits and leaves; a split is (feature, limit, next if at most,
    next if above).
    """
    number = {place: rank for rank, place in enumerate(inner)} | {place: -rank - 1 for rank, place in enumerate(outer)}
    rows = [[name, float(f"{limit:.4g}"), number[low], number[high]] for name, limit, low, high in splits]
    return {"splits": rows, "leaves": [round(float(value), 4) for value in values]}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the folder of marked pages, and the number of folds."""
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--folds", type=int, default=10)


def read_pages(corpus: Path) -> tuple[list[Page], list[dict[str, Any]]]:
    """Return the pages of a folder that have lines, and what is known of each."""
    truths = [json.loads(line) for line in (corpus / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
    read = [(read_page(corpus, truth), truth) for truth in truths]
    known = [(page, truth) for page, truth in read if len(page.labels)]
    return [page for page, _ in known], [truth for _, truth in known]


def make_copies(page: Page) -> Iterator[tuple[list[str], np.ndarray, np.ndarray]]:
    """Yield the page as pasted, without indents and bullets, cut to the body and its margin, and as body alone."""
    yield page.lines, page.labels, page.weights
    flat = strip_layout(page.lines)
    yield flat, page.labels, page.weights * COPY_WEIGHT
    places = [place for place, line in enumerate(page.lines) if line.strip()]
    body = np.flatnonzero(page.labels)
    if len(body) < MARGIN:
        return
    around = np.arange(max(body[0] - MARGIN, 0), min(body[-1] + MARGIN + 1, len(places)))
    for chosen in (around, body):
        spaced = [line for place in chosen for line in (flat[places[place]], "")]
        yield spaced, page.labels[chosen], page.weights[chosen] * BARE_WEIGHT


def measure_for_training(page: Page) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return features, labels and weights of a page's copies, with every second of the many weak cuts left out."""
    parts = []
    for lines, labels, weights in make_copies(page):
        features = measure_pages([lines], read_words(WORDS))[1]
        weak_cut = (labels == 0) & (weights < GOLD_WEIGHT * BARE_WEIGHT)
        kept = ~weak_cut | (np.arange(len(labels)) % KEEP_CUTS == 0)
        parts.append((features[kept], labels[kept], np.where(weak_cut, weights * KEEP_CUTS, weights)[kept]))
    features, labels, weights = (np.concatenate(part) for part in zip(*parts, strict=True))
    return features, labels, weights


def fit_trees(samples: list[tuple[np.ndarray, np.ndarray, np.ndarray]]) -> dict:
    """Return the content of a model file, fitted to measured pages."""
    features, labels, weights = (np.concatenate(part) for part in zip(*samples, strict=True))
    booster = HistGradientBoostingClassifier(
        max_iter=TREES,
        max_leaf_nodes=LEAVES,
        learning_rate=LEARNING_RATE,
        min_samples_leaf=40,
        l2_regularization=5,
        early_stopping=False,
        random_state=SEED,
    ).fit(features, labels, sample_weight=weights)
    trees = [export_nodes(stage[0].nodes) for stage in booster._predictors]
    bias = round(float(booster._baseline_prediction.ravel()[0]), 4)
    return {"bias": bias, "threshold": THRESHOLD, "trees": trees}


def export_nodes(nodes: np.ndarray) -> dict:
    """Return a fitted tree of scikit-learn's histogram booster in the form of the model file."""
    inner, outer = np.flatnonzero(nodes["is_leaf"] == 0), np.flatnonzero(nodes["is_leaf"])
    chosen = nodes[inner]
    names = [FEATURES[place] for place in chosen["feature_idx"]]
    splits = list(zip(names, chosen["num_threshold"], chosen["left"], chosen["right"], strict=True))
    return export_tree(inner, outer, splits, nodes["value"][outer])


def fold_lines(line: str, width: int) -> str:
    """Return a line cut behind the last blank that has room, as `fold -s` does."""
    lines = []
    while len(line) > width:
        at = line.rfind(" ", 0, width) + 1 or width
        lines.append(line[:at])
        line = line[at:]
    return "\n".join([*lines, line])


def wrap_copies(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the text of a page as it is, and of copies that were wrapped, with a name for each."""
    yield "as pasted", "\n".join(lines)
    for name, wrap in (("textwrap", textwrap.fill), ("fold -s", fold_lines)):
        for width in WIDTHS:
            yield f"{name} at {width}", "\n".join(wrap(line, width) if line.strip() else line for line in lines)


def clean_page(text: str, model: LineModel) -> str:
    """Return the clean text of a page."""
    flow = flow_text(text, is_heading=find_headings(RULES))
    (scores,) = score_pages([flow.text], model)
    return join_body(flow.text, clean_record(flow.text, None, RULES, scores))


def cross_validate(pages: list[Page], samples: list, truths: list[dict], count: int) -> dict[str, np.ndarray]:
    """Return hits, misses, leaks and cuts over the segments of all pages, each cleaned without its host's pages."""
    folds = assign_folds(pages, count)
    totals: dict[str, np.ndarray] = defaultdict(lambda: np.zeros(4, dtype=int))
    for fold in range(count):
        content = fit_trees([sample for sample, other in zip(samples, folds) if other != fold])
        model = build_line_model(content, WORDS)
        for page, truth, other in zip(pages, truths, folds):
            if other == fold:
                for name, text in wrap_copies(page.lines):
                    totals[name] += count_segments(clean_page(text, model), truth)
    return totals


def run(corpus: Path, folds: int) -> None:
    """Fit the model, print the cross-validated score, write the model."""
    pages, truths = read_pages(corpus)
    samples = [measure_for_training(page) for page in pages]
    for name, totals in cross_validate(pages, samples, truths, folds).items():
        print(name, end=": ")
        print_score(totals)
    write_model(fit_trees(samples), FURNITURE / "lines_model.json")
