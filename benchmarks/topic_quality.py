"""Quality and cost of topics: beside other tools, beside people, and of a sample in place of all articles.

`peers`, `lda` and `people` judge all tools by the same code on the same counts and resamples; CORPUS is a results
folder, `demo`, or `lee` for the 300 news items with human similarity scores in gensim's package. Peers (tomotopy,
BERTopic) are no dependencies: those that are not installed are named and left out. BERTopic gets a reduced TF-IDF in
place of a neural model, which would have to be downloaded.
"""

import importlib.util
import json
import re
from collections.abc import Callable
from pathlib import Path

from runner import DEMO, MarkdownTable, Numbers, clock, run_command, states
from simulated_corpora import KINDS, draw_planted, name_rows

import numpy as np
import polars as pl
from scipy import sparse, stats
from scipy.optimize import linear_sum_assignment
from sklearn.decomposition import NMF, LatentDirichletAllocation, TruncatedSVD
from sklearn.metrics import cohen_kappa_score
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, CountVectorizer, TfidfTransformer

from presswork.core.matrices import read_matrix
from presswork.core.schema import find_tables
from presswork.core.tables import read_table
from presswork.statistics.arrays import Places
from presswork.topics.fitting.engines import nmf
from presswork.topics.fitting.engines.nonnegative import solve_nonnegative
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
# Topics by their first terms, with the verdicts of two readings: topic, mixture (of several) or junk.
READINGS, READ_TERMS = Path(__file__).parent / "topic_readings.csv", 5
CORPORA = {"demo": "the demo corpus", "lee": "Lee's corpus"}
WEIGHTS = ("component without idf", "counts by shares", "component as it is", "least squares on counts")
PLANTED_ARTICLES, PLANTED_KS, RATIOS = (200, 2000), (10, 30), (1, 20)
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


def fit_weighted(counts: sparse.csr_array, k: int, seed: int) -> Numbers:
    """scikit-learn's NMF of TF-IDF."""
    weighted = TfidfTransformer().fit_transform(counts)
    return NMF(k, init="nndsvdar", random_state=seed).fit(weighted).components_


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


FACTORS: dict[str, tuple[str, Fit]] = {
    "Presswork, nmf": ("sklearn", fit_own("nmf")),
    "scikit-learn NMF of TF-IDF": ("sklearn", fit_weighted),
    "scikit-learn NMF": ("sklearn", fit_sklearn(NMF)),
    "BERTopic": ("bertopic", fit_bertopic),
}
PROBABILITIES: dict[str, tuple[str, Fit]] = {
    "Presswork, gibbs": ("sklearn", fit_own("gibbs")),
    "tomotopy LDAModel": ("tomotopy", fit_tomotopy),
    "scikit-learn LDA": ("sklearn", fit_sklearn(LatentDirichletAllocation)),
}


def read_units(corpus: str) -> tuple[sparse.csr_array, pl.DataFrame]:
    """Return counts and rows of a results folder, of the demo corpus, or of Lee."""
    if corpus == "lee":
        counts = read_lee()[0]
        return counts, name_rows(counts.shape[0])
    folder = (DEMO if corpus == "demo" else Path(corpus)) / "topics"
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


@states("topics.md", "<!-- peers on the demo corpus -->", seconds=600, needs=("demo", "bertopic"))
@states(
    "topics.md", "<!-- peers on Lee's corpus -->", seconds=60, arguments="lee 5,10,20", needs=("gensim", "bertopic")
)
def peers(corpus: str = "demo", ks: str = "10,20,30,50") -> None:
    """Coherence, diversity and stability of NMF's topics and BERTopic's, and CPU seconds a fit."""
    compare(FACTORS, corpus, ks).fill("topics.md", f"peers on {CORPORA.get(corpus, corpus)}")


@states("topics.md", "<!-- LDA on Lee's corpus -->", seconds=60, needs=("gensim", "tomotopy"))
def lda(corpus: str = "lee", ks: str = "5,10,20") -> None:
    """The same of LDA's topics."""
    compare(PROBABILITIES, corpus, ks).fill("topics.md", f"LDA on {CORPORA.get(corpus, corpus)}")


def compare(tools: dict[str, tuple[str, Fit]], corpus: str, ks: str) -> MarkdownTable:
    """Print how good the topics of tools are, on the articles they were fitted to and on those that no fit has seen."""
    counts, rows = read_units(corpus)
    measures = ("by weight: NPMI", "diversity", "by character: NPMI", "diversity", "unseen NPMI")
    heads = ("K", "tool", "topics", *measures, "stability", "terms again", "CPU seconds")
    table = MarkdownTable(*heads, varies=("CPU seconds",))
    drawn = [np.arange(counts.shape[0]), *draw_resamples(rows, RESAMPLES)]
    unseen = [sparse.csr_array(counts[np.setdiff1d(drawn[0], each)]) for each in drawn[1:]]
    for k in map(int, ks.split(",")):
        for name, (module, fit) in tools.items():
            if importlib.util.find_spec(module) is None:
                table.add(k, name, "not installed", *[""] * (len(heads) - 3))
                continue
            fits: list[Numbers] = []
            seconds = clock(lambda: fits.extend(fit(counts[each], k, seed) for seed, each in enumerate(drawn, 1)))  # noqa: B023
            terms, *refits = (normalise(np.asarray(each, dtype=float)) for each in fits)
            tops = [rank_terms(values, TOP_TERMS) for values in (terms, measure_character(terms))]
            again = [rank_terms(measure_character(refit), TOP_TERMS) for refit in refits]
            scores = [score for top in tops for score in (coherence_npmi(top, counts).mean(), diversity(top))]
            scores.append(np.mean([coherence_npmi(top, own).mean() for top, own in zip(again, unseen, strict=True)]))
            scores.append(np.mean([match_topics(terms, refit).mean() for refit in refits]))
            scores.append(np.mean([share_again(tops[1], top) for top in again]))
            table.add(k, name, len(terms), *(f"{each:.3f}" for each in scores), f"{seconds / len(fits):.1f}")
    return table


def share_again(top: Places, other: Places) -> float:
    """Return how many of a topic's top terms its partner has among its own; partners have most terms in common."""
    common = np.array([[len(np.intersect1d(one, two)) for two in other] for one in top])
    rows, columns = linear_sum_assignment(common, maximize=True)
    return float(common[rows, columns].sum() / top.size)


@states("topics.md", "<!-- weights -->", seconds=400, needs=("demo",))
def weights(ks: str = "10,20,30,50") -> None:
    """What p(term | topic) and what order of terms are best, by planted topics and by articles that no fit has seen."""
    recovered: dict[str, list[float]] = {name: [] for name in WEIGHTS}
    for n in PLANTED_ARTICLES:
        for number, kind in enumerate(KINDS):
            for ratio in RATIOS:
                for k in PLANTED_KS[: 1 + (n > min(PLANTED_ARTICLES))]:
                    planted = draw_planted(kind, n, k, ratio, np.random.default_rng([n, number, ratio, k]))
                    for name, terms in weigh_terms(planted.counts, k).items():
                        recovered[name].append(float((match_topics(planted.topics, terms) > RECOVERED).mean()))
    counts, _ = read_units("demo")
    order = np.random.default_rng(1).permutation(counts.shape[0])
    halves = [sparse.csr_array(counts[np.sort(half)]) for half in np.array_split(order, 2)]
    table = MarkdownTable(
        r"p(term \| topic)", "planted topics recovered", "terms by", *(f"unseen NPMI, {k}" for k in ks.split(","))
    )
    scores: dict[tuple[str, str], list[float]] = {}
    for k in map(int, ks.split(",")):
        for own, other in (halves, halves[::-1]):
            for name, terms in weigh_terms(own, k).items():
                for order_name, values in (("weight", terms), ("character", measure_character(terms))):
                    score = float(coherence_npmi(rank_terms(values, TOP_TERMS), other).mean())
                    scores.setdefault((name, order_name), []).append(score)
    for (name, order_name), found in scores.items():
        means = np.reshape(found, (-1, 2)).mean(axis=1)
        table.add(name, f"{np.mean(recovered[name]):.0%}", order_name, *(f"{mean:.3f}" for mean in means))
    table.fill("topics.md", "weights")


def weigh_terms(counts: sparse.csr_array, k: int) -> dict[str, Numbers]:
    """Return what may be taken for p(term | topic) of an NMF of counts, topics x terms, by name."""
    model = nmf.fit(counts, k, 1)
    weighted = (normalise(np.asarray(counts.T @ model.shares).T), normalise(model.state["components"]))
    rates = np.asarray(counts.sum(axis=1))[:, None] * model.shares
    solved = solve_nonnegative(rates.T @ rates, np.ascontiguousarray((counts.T @ rates).T))
    return dict(zip(WEIGHTS, (model.terms, *weighted, normalise(solved)), strict=True))


@states(
    "topics.md",
    "<!-- readings -->",
    "Of {read} topics the first reading calls {first} a topic and the second {second}",
    "they agree on {agreed} (kappa {kappa})",
    seconds=1,
    needs=("demo",),
)
def readings() -> dict[str, float]:
    """What two readings of the demo's topics, without sight of the scores, have in common with these."""
    folder = DEMO / "topics"
    choice = json.loads((folder / "choice.json").read_text(encoding="utf-8"))
    topics, own = (read_table(folder / f"{name}.csv", find_tables()[name]) for name in ("topics", "diagnostics"))
    named = topics.filter(pl.col("rank") <= READ_TERMS).sort("topic", "rank").group_by("topic", maintain_order=True)
    read = pl.read_csv(READINGS).join(named.agg(terms=pl.col("term").str.join(" ")), on="terms")
    read = read.join(own.filter(engine=choice["engine"], k=choice["k"]), on="topic")
    is_topic = ((read["first"] == "topic") & (read["second"] == "topic")).to_numpy()
    table = MarkdownTable("measure", "of topics, mean", "of the others", "chance that a topic has more")
    for name in ("npmi", "npmi_weight", "exclusivity", "stability"):
        inside, outside = read[name].to_numpy()[is_topic], read[name].to_numpy()[~is_topic]
        more = (inside[:, None] > outside).mean() + (inside[:, None] == outside).mean() / 2
        table.add(name, f"{inside.mean():.2f}", f"{outside.mean():.2f}", f"{more:.2f}")
    table.fill("topics.md", "readings")
    counts = {name: int((read[name] == "topic").sum()) for name in ("first", "second")}
    kappa = cohen_kappa_score(read["first"].to_list(), read["second"].to_list())
    return counts | {"read": read.height, "agreed": int((read["first"] == read["second"]).sum()), "kappa": float(kappa)}


@states("topics.md", "<!-- people -->", seconds=10, needs=("gensim",))
def people(k: int = 10) -> None:
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
    table.fill("topics.md", "people")


@states("topics.md", "<!-- samples -->", seconds=30, needs=("demo",))
def samples(results: Path = DEMO) -> None:
    """NMF of all articles against NMF of samples as the stage draws them and of as many drawn with replacement."""
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
    run_command(__doc__, weights, peers, lda, readings, people, samples)
