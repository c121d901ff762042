"""Makes `furniture/headlines_model.json` from a folder of marked pages, and prints cross-validated scores.

The folder is that of `train_line_model.py`; `title` in `truth.jsonl` is the headline, null where nobody knows it. Each
page is judged by a line model and a headline model that have seen no page of its host, as pasted, without indents and
bullets, and without blank lines too: how many pages got a headline, and how many of these the right one (letter case,
blanks, quotes, dashes, a bullet before and the site's name behind do not count).
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.tree import DecisionTreeRegressor

from commands.train_line_model import (
    FURNITURE,
    RULES,
    WORDS,
    Page,
    add_arguments,  # noqa: F401  (a command has it)
    assign_folds,
    count_segments,
    export_tree,
    fit_trees,
    measure_for_training,
    print_score,
    read_pages,
    strip_layout,
    write_model,
)
from presswork.corpus.cleaning.headline_features import FEATURES, measure_candidates
from presswork.corpus.cleaning.headline_model import HeadlineModel, build_headline_model
from presswork.corpus.cleaning.line_model import LineModel, build_line_model, score_pages
from presswork.corpus.cleaning.lines import split_lines
from presswork.corpus.cleaning.record_parts import clean_record, describe_page
from presswork.corpus.cleaning.spans import join_body

TREES = 150
LEAVES = 6
LEARNING_RATE = 0.05
MIN_LEAF = 15
SHRINKAGE = 2.0
SAMPLED = 0.6
FEATURE_SHARE = 0.25
BIAS = -3.0
THRESHOLD = 0.72
SEED = 1
WEIGHTS = {"pasted": 1.0, "flat": 0.5, "squeezed": 0.15, "article": 0.05}
SUFFIXES = (" | ", " - ", " – ", " — ", " » ", " · ")
MARKS = (("[“”„«»‟]", '"'), ("[‘’‚‛´`]", "'"), ("[–—−‑]", "-"), (r"^[^\w\"'(]+(?= )", ""))


@dataclass
class Sample:
    """The candidates of a page: features, 1 for the headline, and the weight of the page."""

    features: np.ndarray
    labels: np.ndarray
    weight: float


def fold_title(text: str) -> str:
    """Return a headline for comparison: one case, one kind of blank, quote and dash, no bullet."""
    text = unicodedata.normalize("NFKC", text.replace("\xad", "").casefold())
    for pattern, plain in MARKS:
        text = re.sub(pattern, plain, text)
    return " ".join(text.split()).strip("\"' ")


def is_title(line: str, title: str) -> bool:
    """Return whether a line is the headline, or the headline with something like a site's name behind it."""
    heads = [line, *(line.split(suffix)[0] for suffix in SUFFIXES)]
    return fold_title(title) in map(fold_title, heads)


def make_copies(page: Page, title: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the page as pasted, without indents and bullets, without blanks too, and from headline to text end."""
    flat = strip_layout(page.lines)
    yield "pasted", page.lines
    yield "flat", flat
    texts = [line for line in flat if line]
    yield "squeezed", texts
    body = np.flatnonzero(page.labels)
    heads = [place for place, line in enumerate(texts) if is_title(line, title) and len(body) and place < body[-1]]
    if heads:
        yield "article", [line for text in texts[heads[-1] : body[-1] + 1] for line in (text, "")]


def sample_page(lines: list[str], title: str, model: LineModel, weight: float) -> Sample | None:
    """Return the candidates of a page; of several with the headline's words, the one with most text below counts."""
    text = "\n".join(lines)
    page = describe_page(split_lines(text), next(score_pages([text], model)))
    places, features = measure_candidates(page) if page else ([], None)
    if not len(places):
        return None
    labels = np.array([is_title(page.texts[place], title) for place in places], dtype=float)
    below = features[:, FEATURES.index("prose_below_12")]
    right = np.flatnonzero(labels)
    if len(right):
        best = right[np.lexsort((right, below[right]))[-1]]
        others = np.setdiff1d(np.arange(len(places)), np.setdiff1d(right, [best]))
        features, labels = features[others], labels[others]
    return Sample(features, labels, weight)


def fit_headlines(samples: list[Sample]) -> dict:
    """Return the content of a model file: boosted trees under the softmax of a page's candidates and none of them."""
    features = np.concatenate([sample.features for sample in samples])
    labels = np.concatenate([sample.labels for sample in samples])
    sizes = [len(sample.labels) for sample in samples]
    page = np.repeat(np.arange(len(samples)), sizes)
    weights = np.repeat([sample.weight for sample in samples], sizes)
    odds, trees, random = np.full(len(labels), BIAS), [], np.random.default_rng(SEED)
    for number in range(TREES):
        raised = np.exp(odds)
        chance = raised / (1 + np.bincount(page, raised))[page]
        slope, curve = (labels - chance) * weights, chance * (1 - chance) * weights
        rows = (random.random(len(samples)) < SAMPLED)[page]
        tree = DecisionTreeRegressor(
            max_leaf_nodes=LEAVES, min_samples_leaf=MIN_LEAF, max_features=FEATURE_SHARE, random_state=SEED + number
        )
        step = np.maximum(curve, 1e-3 * weights)
        tree.fit(features[rows], slope[rows] / step[rows], sample_weight=step[rows])
        leaf = tree.apply(features)
        count = tree.tree_.node_count
        value = np.bincount(leaf[rows], slope[rows], count) / (np.bincount(leaf[rows], curve[rows], count) + SHRINKAGE)
        odds += LEARNING_RATE * value[leaf]
        trees.append(export_nodes(tree.tree_, LEARNING_RATE * value))
    return {"bias": BIAS, "threshold": THRESHOLD, "trees": trees}


def export_nodes(tree, values: np.ndarray) -> dict:
    """Return a fitted decision tree of scikit-learn, with the value of each node, in the form of the model file."""
    inner, outer = np.flatnonzero(tree.children_left >= 0), np.flatnonzero(tree.children_left < 0)
    names = [FEATURES[place] for place in tree.feature[inner]]
    splits = zip(names, tree.threshold[inner], tree.children_left[inner], tree.children_right[inner], strict=True)
    return export_tree(inner, outer, list(splits), values[outer])


def judge(text: str, title: str, model: LineModel, headlines: HeadlineModel) -> np.ndarray:
    """Return 1 for an answer and 1 for a right one: the whole cleaning, rules and models."""
    spans = clean_record(text, None, RULES, next(score_pages([text], model)), headlines=headlines)
    found = [text[span.start : span.end] for span in spans if span.kept and span.field == "title"]
    return np.array([1, bool(found), bool(found) and is_title(found[0], title)], dtype=int)


def cross_validate(pages: list[Page], truths: list[dict], models: list[LineModel], folds: np.ndarray) -> None:
    """Print the scores of headlines and of cleaning."""
    samples = [list(sample_copies(page, truth, models[fold])) for page, truth, fold in zip(pages, truths, folds)]
    counts = {name: np.zeros(3, dtype=int) for name in WEIGHTS}
    segments = np.zeros(4, dtype=int)
    for fold, model in enumerate(models):
        kept = [sample for each, other in zip(samples, folds) if other != fold for sample in each]
        headlines = build_headline_model(fit_headlines(kept))
        for page, truth in [pair for *pair, other in zip(pages, truths, folds) if other == fold]:
            text = "\n".join(page.lines)
            spans = clean_record(text, None, RULES, next(score_pages([text], model)), headlines=headlines)
            segments += count_segments(join_body(text, spans), truth)
            for name, lines in make_copies(page, truth["title"]) if truth["title"] else ():
                counts[name] += judge("\n".join(lines), truth["title"], model, headlines)
    for name, (count, answered, right) in counts.items():
        print(f"{name}: {count} pages, {answered / count:.3f} answered, {right / max(answered, 1):.3f} of these right")
    print_score(segments)


def sample_copies(page: Page, truth: dict, model: LineModel) -> Iterator[Sample]:
    """Yield the candidates of a page's copies, nothing for a page whose headline nobody knows."""
    for name, lines in make_copies(page, truth["title"]) if truth["title"] else ():
        sample = sample_page(lines, truth["title"], model, WEIGHTS[name])
        if sample:
            yield sample


def fit_line_models(pages: list[Page], folds: np.ndarray) -> list[LineModel]:
    """Return for each fold a line model of the other folds."""
    samples = [measure_for_training(page) for page in pages]
    chosen = ([sample for sample, other in zip(samples, folds) if other != fold] for fold in range(folds.max() + 1))
    return [build_line_model(fit_trees(each), WORDS) for each in chosen]


def run(corpus: Path, folds: int) -> None:
    """Print the cross-validated scores, fit the model, write it."""
    pages, truths = read_pages(corpus)
    fold_of = assign_folds(pages, folds)
    models = fit_line_models(pages, fold_of)
    cross_validate(pages, truths, models, fold_of)
    samples = [
        sample
        for page, truth, fold in zip(pages, truths, fold_of)
        for sample in sample_copies(page, truth, models[fold])
    ]
    write_model(fit_headlines(samples), FURNITURE / "headlines_model.json")
