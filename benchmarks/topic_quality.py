"""Quality and cost of topics: beside other tools, beside people, and of a sample in place of all articles.

`peers` and `people` judge all tools by the same code on the same counts and resamples; CORPUS is a results folder, or
`lee` for the 300 news items with human similarity scores in gensim's package. Peers (gensim, tomotopy, BERTopic) are no
dependencies: those that are not installed are named and left out. BERTopic gets a reduced TF-IDF in place of a neural
model, which would have to be downloaded.
"""

import importlib.util
import re
from collections.abc import Callable
from pathlib import Path

from runner import MarkdownTable, Numbers, clock, run_command, states
from simulated_corpora import name_rows

import numpy as np
import polars as pl
from scipy import sparse, stats
from sklearn.decomposition import NMF, LatentDirichletAllocation, TruncatedSVD
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, CountVectorizer, TfidfTransformer

from presswork.core.matrices import read_matrix
from presswork.core.schema import find_tables
from presswork.core.tables import read_table
from presswork.topics.fitting.mixture import normalise
from presswork.topics.fitting.engines.registry import ENGINES, find_engine
from presswork.topics.choosing.quality import (
    TOP_TERMS,
    coherence_npmi,
    diversity,
    match_topics,
    measure_character,
    pair_topics,
    rank_terms,
)
from presswork.topics.fitting.resamples import draw_resamples
from presswork.topics.fitting.documents import draw_articles

RESAMPLES = 2
SAMPLED_KS, SAMPLES, RECOVERED = (10, 20), (1_000, 2_000), 0.9
Fit = Callable[[sparse.csr_array, int, int], Numbers]


def list_words(counts: sparse.csr_array) -> list[list[str]]:
    """Return the words of each article, spelt as the numbers of their columns."""
    parts = np.split(
        np.repeat(counts.indices, counts.data.astype(int)).astype(str), np.cumsum(counts.sum(axis=1))[:-1].astype(int)
    )
    return [part.tolist() for part in parts]


def fit_own(engine: str) -> Fit:
    """Return a fit by one of our engines."""
    return lambda counts, k, seed: find_engine(engine).fit(counts, k, seed).terms


def fit_sklearn(model: type) -> Fit:
    """Return a fit by a model of scikit-learn as it comes, on counts."""
    return lambda counts, k, seed: model(k, random_state=seed).fit(counts).components_


def fit_gensim(module: str, name: str) -> Fit:
    """Return a fit by a model of gensim as it comes, on counts."""

    def fit(counts: sparse.csr_array, k: int, seed: int) -> Numbers:
        from gensim.matutils import Sparse2Corpus

        model = getattr(importlib.import_module(f"gensim.models.{module}"), name)
        names = {column: str(column) for column in range(counts.shape[1])}
        bags = list(Sparse2Corpus(counts.T.tocsc()))
        return model(bags, num_topics=k, id2word=names, random_state=seed).get_topics()

    return fit


def fit_tomotopy(counts: sparse.csr_array, k: int, seed: int) -> Numbers:
    """tomotopy's LDA with its priors; 1000 iterations, since its default of 10 is meant for repeated calls."""
    import tomotopy

    model = tomotopy.LDAModel(k=k, seed=seed)
    for words in list_words(counts):
        model.add_doc(words)
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

    reduce = TruncatedSVD(min(100, *(n - 1 for n in counts.shape)), random_state=seed)
    model = BERTopic(
        umap_model=UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=seed),
        vectorizer_model=CountVectorizer(vocabulary=list(map(str, range(counts.shape[1]))), analyzer=str.split),
        nr_topics=k + 1,
    )
    vectors = reduce.fit_transform(TfidfTransformer().fit_transform(counts))
    topics, _ = model.fit_transform([" ".join(words) for words in list_words(counts)], vectors)
    return model.c_tf_idf_.toarray()[int(-1 in topics) :]


PEERS: dict[str, tuple[str, Fit]] = {
    **{f"Presswork, {engine}": ("sklearn", fit_own(engine)) for engine in ENGINES},
    "scikit-learn LDA": ("sklearn", fit_sklearn(LatentDirichletAllocation)),
    "scikit-learn NMF": ("sklearn", fit_sklearn(NMF)),
    "gensim LdaModel": ("gensim", fit_gensim("ldamodel", "LdaModel")),
    "gensim Nmf": ("gensim", fit_gensim("nmf", "Nmf")),
    "tomotopy LDAModel": ("tomotopy", fit_tomotopy),
    "BERTopic": ("bertopic", fit_bertopic),
}


def read_units(corpus: str) -> tuple[sparse.csr_array, pl.DataFrame]:
    """Return counts and rows of a results folder, or those of Lee."""
    if corpus == "lee":
        counts = read_lee()[0]
        return counts, name_rows(counts.shape[0])
    folder = Path(corpus) / "topics"
    rows = read_table(folder / "unit_rows.csv", find_tables()["unit_rows"])
    return sparse.csr_array(read_matrix(folder / "units.npz").astype(float)), rows


def read_lee() -> tuple[sparse.csr_array, sparse.csr_array, Numbers]:
    """Return counts of the 300 background items and of the 50 judged ones, and the human similarity of these."""
    from gensim.test.utils import datapath

    names = ("lee_background.cor", "lee.cor")
    background, judged = (Path(datapath(name)).read_text(encoding="latin-1").splitlines() for name in names)
    vectorizer = CountVectorizer(
        analyzer=lambda text: [word for word in re.findall(r"\w+", text.lower()) if word not in ENGLISH_STOP_WORDS],
        min_df=2,
        max_df=0.5,
    )
    counts = sparse.csr_array(vectorizer.fit_transform(background), dtype=float)
    human = np.loadtxt(datapath("similarities0-1.txt"))
    return counts, sparse.csr_array(vectorizer.transform(judged), dtype=float), human


def peers(corpus: str, k: int, *names: str) -> None:
    """NPMI, diversity, stability over resamples and starts, and CPU seconds a fit, of all tools or of those named."""
    counts, rows = read_units(corpus)
    table = MarkdownTable(
        "tool", "topics", "NPMI", "diversity", "of character: NPMI", "diversity", "stability", "CPU seconds"
    )
    for name, (module, fit) in PEERS.items():
        if names and not any(part in name for part in names):
            continue
        if importlib.util.find_spec(module) is None:
            table.add(name, "not installed", *[""] * 6)
            continue
        drawn = [counts, *(counts[each] for each in draw_resamples(rows, RESAMPLES))]
        fits: list[Numbers] = []
        seconds = clock(lambda: fits.extend(fit(each, k, seed) for seed, each in enumerate(drawn, 1)))  # noqa: B023
        terms, *refits = (normalise(np.asarray(each, dtype=float)) for each in fits)
        stability = np.mean([match_topics(terms, refit).mean() for refit in refits])
        tops = [rank_terms(values, TOP_TERMS) for values in (terms, measure_character(terms))]
        scores = [score for top in tops for score in (coherence_npmi(top, counts).mean(), diversity(top))]
        table.add(name, len(terms), *(f"{each:.3f}" for each in (*scores, stability)), f"{seconds / len(fits):.1f}")


def people(k: int) -> None:
    """Spearman's correlation of human similarity with the cosine of shares, and with that of TF-IDF, on Lee."""
    counts, judged, human = read_lee()
    pairs = np.triu_indices(judged.shape[0], 1)
    spaces = {"TF-IDF": TfidfTransformer().fit(counts).transform(judged).toarray()}
    for engine in ENGINES:
        fitted = find_engine(engine)
        spaces[f"topics, {engine}"] = fitted.fold_in(fitted.fit(counts, k, 1).state, judged)
    table = MarkdownTable("space", "Spearman's correlation with people")
    for name, vectors in spaces.items():
        unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
        table.add(name, f"{stats.spearmanr((unit @ unit.T)[pairs], human[pairs]).statistic:.3f}")


@states("topics.md", "<!-- samples -->", seconds=30, arguments="results-demo", needs=("demo",))
def samples(results: Path) -> None:
    """NMF of all articles, against NMF of samples as the stage draws them and of as many drawn with replacement."""
    counts, rows = read_units(str(results))
    articles = pl.scan_parquet(results / "corpus/articles.parquet")
    drawn = {
        f"{size:,}": np.flatnonzero(rows["article_id"].is_in(draw_articles(rows, articles, size).implode()).to_numpy())
        for size in SAMPLES
    } | {"resample of all": next(draw_resamples(rows, 1))}
    shares_heads = ("correlation of shares", "largest difference of prevalence, points")
    table = MarkdownTable("topics", "fitted to", "mean cosine", "least", "over .9", *shares_heads)
    engine = find_engine("nmf")
    for k in SAMPLED_KS:
        whole = engine.fit(counts, k, 1)
        for name, chosen in drawn.items():
            part = engine.fit(counts[chosen], k, 2)
            partners, cosines = pair_topics(whole.terms, part.terms)
            shares = engine.fold_in(part.state, counts)[:, partners]
            alike = np.corrcoef(whole.shares.ravel(), shares.ravel())[0, 1]
            apart = 100 * np.abs(whole.shares.mean(axis=0) - shares.mean(axis=0)).max()
            numbers = (f"{cosines.mean():.2f}", f"{cosines.min():.2f}", f"{(cosines > RECOVERED).mean():.0%}")
            table.add(k, name, *numbers, f"{alike:.2f}", f"{apart:.1f}")
    table.fill("topics.md", "samples")


if __name__ == "__main__":
    run_command(__doc__, peers, people, samples)
