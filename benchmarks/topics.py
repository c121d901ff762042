"""Quality and cost of topics beside other tools, all judged by the same code on the same counts and resamples.

    python benchmarks/topics.py RESULTS K    the corpus of a results folder (its topics/units.npz)
    python benchmarks/topics.py lee K        300 short news items and human similarity scores, from gensim's package

Peers (gensim, tomotopy, BERTopic) are no dependencies: those that are not installed are named and left out. BERTopic
gets a reduced TF-IDF in place of a neural model, which would have to be downloaded.
"""

import importlib.util
import os
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

# One thread each, so that processor seconds compare.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ[variable] = "1"
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "workflow"))

import numpy as np
import polars as pl
from scipy import sparse, stats
from sklearn.decomposition import NMF, LatentDirichletAllocation, TruncatedSVD
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, CountVectorizer, TfidfTransformer

from presswork.core.matrices import read_matrix
from presswork.core.schema import find_tables
from presswork.core.tables import read_table
from presswork.topics.engines.registry import ENGINES, find_engine
from presswork.topics.mixture import normalise
from presswork.topics.quality import TOP_TERMS, coherence_npmi, diversity, match_topics, measure_character, rank_terms
from presswork.topics.samples import draw_resamples

RESAMPLES = 2
Numbers = np.ndarray
Fit = Callable[[sparse.csr_array, int, int], Numbers]


def fit_ours(engine: str) -> Fit:
    """Return a fit by one of our engines."""
    return lambda counts, k, seed: find_engine(engine).fit(counts, k, seed).terms


def fit_sklearn_lda(counts: sparse.csr_array, k: int, seed: int) -> Numbers:
    """scikit-learn's LDA as it comes."""
    return LatentDirichletAllocation(k, random_state=seed).fit(counts).components_


def fit_sklearn_nmf(counts: sparse.csr_array, k: int, seed: int) -> Numbers:
    """scikit-learn's NMF as it comes, on counts."""
    return NMF(k, random_state=seed).fit(counts).components_


def fit_gensim_lda(counts: sparse.csr_array, k: int, seed: int) -> Numbers:
    """gensim's LDA as it comes."""
    from gensim.models import LdaModel

    return LdaModel(_bags(counts), num_topics=k, id2word=_names(counts), random_state=seed).get_topics()


def fit_gensim_nmf(counts: sparse.csr_array, k: int, seed: int) -> Numbers:
    """gensim's NMF as it comes, on counts."""
    from gensim.models.nmf import Nmf

    return Nmf(_bags(counts), num_topics=k, id2word=_names(counts), random_state=seed).get_topics()


def fit_tomotopy(counts: sparse.csr_array, k: int, seed: int) -> Numbers:
    """tomotopy's LDA with its priors; 1000 iterations, since its default of 10 is meant for repeated calls."""
    import tomotopy

    model = tomotopy.LDAModel(k=k, seed=seed)
    for bag in _bags(counts):
        model.add_doc([str(column) for column, count in bag for _ in range(int(count))])
    model.train(1000, workers=1)
    weights = np.zeros((k, counts.shape[1]))
    columns = np.array([int(name) for name in model.used_vocabs])
    for topic in range(k):
        weights[topic, columns] = model.get_topic_word_dist(topic)
    return weights


def fit_bertopic(counts: sparse.csr_array, k: int, seed: int) -> Numbers:
    """BERTopic on TF-IDF reduced to 100 dimensions, with k topics asked for; articles outside topics are left out."""
    from bertopic import BERTopic
    from umap import UMAP

    vectors = TruncatedSVD(min(100, *(n - 1 for n in counts.shape)), random_state=seed).fit_transform(
        TfidfTransformer().fit_transform(counts)
    )
    texts = [" ".join(str(column) for column, count in bag for _ in range(int(count))) for bag in _bags(counts)]
    model = BERTopic(
        umap_model=UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=seed),
        vectorizer_model=CountVectorizer(
            vocabulary=[str(column) for column in range(counts.shape[1])], analyzer=str.split
        ),
        nr_topics=k + 1,
    )
    model.fit(texts, vectors)
    return model.c_tf_idf_.toarray()[model._outliers :]


PEERS: dict[str, tuple[str, Fit]] = {
    **{f"Presswork, {engine}": ("sklearn", fit_ours(engine)) for engine in ENGINES},
    "scikit-learn LDA": ("sklearn", fit_sklearn_lda),
    "scikit-learn NMF": ("sklearn", fit_sklearn_nmf),
    "gensim LdaModel": ("gensim", fit_gensim_lda),
    "gensim Nmf": ("gensim", fit_gensim_nmf),
    "tomotopy LDAModel": ("tomotopy", fit_tomotopy),
    "BERTopic": ("bertopic", fit_bertopic),
}


def _bags(counts: sparse.csr_array) -> list[list[tuple[int, float]]]:
    parts = zip(counts.indptr, counts.indptr[1:])
    return [list(zip(counts.indices[a:b].tolist(), counts.data[a:b].tolist())) for a, b in parts]


def _names(counts: sparse.csr_array) -> dict[int, str]:
    return {column: str(column) for column in range(counts.shape[1])}


def judge(name: str, fit: Fit, counts: sparse.csr_array, rows: pl.DataFrame, k: int) -> None:
    """Print a line of the table: topics, NPMI, diversity, stability over resamples and starts, CPU seconds a fit."""
    started = time.process_time()
    terms = normalise(np.asarray(fit(counts, k, 1), dtype=float))
    refits = [
        normalise(np.asarray(fit(counts[drawn], k, seed), dtype=float))
        for seed, drawn in enumerate(draw_resamples(rows, RESAMPLES), 2)
    ]
    seconds = (time.process_time() - started) / (1 + len(refits))
    stability = np.mean([match_topics(terms, refit).mean() for refit in refits])
    tops = [rank_terms(values, TOP_TERMS) for values in (terms, measure_character(terms))]
    scores = [f"{coherence_npmi(top, counts).mean():.3f} | {diversity(top):.3f}" for top in tops]
    values = f"{' | '.join(scores)} | {stability:.3f} | {seconds:.1f}"
    print(f"| {name} | {len(terms)} | {values} |", flush=True)


def compare(counts: sparse.csr_array, rows: pl.DataFrame, k: int, chosen: list[str]) -> None:
    """Print the table of all tools, or of those whose name holds one of `chosen`."""
    print(f"{counts.shape[0]} articles, {counts.shape[1]} terms, K = {k}, {RESAMPLES} resamples\n")
    print(
        "| tool | topics | NPMI | diversity | of character: NPMI | diversity | stability | CPU seconds |\n"
        + "|---" * 8
        + "|"
    )
    for name, (module, fit) in PEERS.items():
        if chosen and not any(part in name for part in chosen):
            continue
        if importlib.util.find_spec(module) is None:
            print(f"| {name} | not installed | | | | | | |")
        else:
            judge(name, fit, counts, rows, k)


def read_lee() -> tuple[sparse.csr_array, sparse.csr_array, Numbers]:
    """Return counts of the 300 background items and of the 50 judged ones, and the human similarity of these."""
    from gensim.test.utils import datapath

    background, judged = (
        Path(datapath(name)).read_text(encoding="latin-1").splitlines() for name in ("lee_background.cor", "lee.cor")
    )
    vectorizer = CountVectorizer(
        analyzer=lambda text: [word for word in re.findall(r"\w+", text.lower()) if word not in ENGLISH_STOP_WORDS],
        min_df=2,
        max_df=0.5,
    )
    counts = sparse.csr_array(vectorizer.fit_transform(background), dtype=float)
    human = np.loadtxt(datapath("similarities0-1.txt"))
    return counts, sparse.csr_array(vectorizer.transform(judged), dtype=float), human


def compare_with_people(counts: sparse.csr_array, judged: sparse.csr_array, human: Numbers, k: int) -> None:
    """Print Spearman's correlation of human similarity with the cosine of shares, and with that of TF-IDF."""
    pairs = np.triu_indices(judged.shape[0], 1)
    spaces = {"TF-IDF": TfidfTransformer().fit(counts).transform(judged).toarray()}
    for engine in ENGINES:
        fitted = find_engine(engine)
        spaces[f"topics, {engine}"] = fitted.fold_in(fitted.fit(counts, k, 1).state, judged)
    print("\n| space | Spearman's correlation with people |\n|---|---|")
    for name, vectors in spaces.items():
        unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
        print(f"| {name} | {stats.spearmanr((unit @ unit.T)[pairs], human[pairs]).statistic:.3f} |", flush=True)


def main(corpus: str, k: int, chosen: list[str]) -> None:
    """Compare on the corpus of a results folder, or on Lee's."""
    if corpus == "lee":
        counts, judged, human = read_lee()
        ids = [f"{row:03d}" for row in range(counts.shape[0])]
        compare(counts, pl.DataFrame({"article_id": ids}), k, chosen)
        compare_with_people(counts, judged, human, k)
    else:
        folder = Path(corpus) / "topics"
        rows = read_table(folder / "unit_rows.csv", find_tables()["unit_rows"])
        compare(read_matrix(folder / "units.npz").astype(float), rows, k, chosen)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
