"""Quality and cost of topics: compared with other tools, with human judgements, and fitted to a sample.

`peers` and `people` evaluate all tools with the same code on the same counts and resamples. CORPUS is a results
folder, `demo`, or `lee` for the 300 news items with human similarity ratings in the package gensim. The other tools
(tomotopy, BERTopic) are not dependencies; those that are not installed are left out. BERTopic gets TF-IDF reduced by
SVD instead of embeddings by a neural model, which would have to be downloaded.
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
from sklearn.decomposition import NMF, LatentDirichletAllocation, TruncatedSVD
from sklearn.metrics import cohen_kappa_score
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, CountVectorizer, TfidfTransformer

from presswork.core.matrices import read_matrix
from presswork.core.schema import find_tables
from presswork.core.tables import read_table
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
# Topics by their first terms, with the verdict of two readings (topic, mixture of several, or junk) and the scores.
READINGS = Path(__file__).parent / "topic_readings.csv"
CORPORA = {"demo": "the demo corpus", "lee": "Lee's corpus"}
WEIGHTS = ("component without idf", "counts by shares", "component as it is", "least squares on counts")
PLANTED_ARTICLES, PLANTED_KS, RATIOS = (200, 2000), (10, 30), (1, 20)
SAMPLED_KS, SAMPLES, RECOVERED = (10, 20), (1_000, 2_000), 0.9
Fit = Callable[[sparse.csr_array, int, int], Numbers]


def list_words(counts: sparse.csr_array) -> list[list[str]]:
    """Return the words of each article, each written as the number of its column."""
    parts = np.split(
        np.repeat(counts.indices, counts.data.astype(int)).astype(str), np.cumsum(counts.sum(axis=1))[:-1].astype(int)
    )
    return [part.tolist() for part in parts]


def fit_own(engine: str) -> Fit:
    """Return the fit of one of Presswork's engines."""
    return lambda counts, k, seed: find_engine(engine).fit(counts, k, seed).terms


def fit_variational(counts: sparse.csr_array, k: int, seed: int) -> Numbers:
    """Return scikit-learn's LDA with its defaults."""
    return LatentDirichletAllocation(k, random_state=seed).fit(counts).components_


def fit_weighted(counts: sparse.csr_array, k: int, seed: int) -> Numbers:
    """Return scikit-learn's NMF of TF-IDF."""
    weighted = TfidfTransformer().fit_transform(counts)
    return NMF(k, init="nndsvdar", random_state=seed).fit(weighted).components_


def fit_tomotopy(counts: sparse.csr_array, k: int, seed: int) -> Numbers:
    """Return tomotopy's LDA with its default priors and 1,000 iterations (its default of 10 is for repeated calls)."""
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
    """Return BERTopic on TF-IDF reduced to 100 dimensions, asked for k topics; outlier articles are left out."""
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
    "BERTopic": ("bertopic", fit_bertopic),
}
PROBABILITIES: dict[str, tuple[str, Fit]] = {
    "Presswork, gibbs": ("sklearn", fit_own("gibbs")),
    "tomotopy LDAModel": ("tomotopy", fit_tomotopy),
    "scikit-learn LDA": ("sklearn", fit_variational),
}


def read_units(corpus: str) -> tuple[sparse.csr_array, pl.DataFrame]:
    """Return counts and rows of a results folder, of the demo corpus or of Lee's corpus."""
    if corpus == "lee":
        counts = read_lee()[0]
        return counts, name_rows(counts.shape[0])
    folder = (DEMO if corpus == "demo" else Path(corpus)) / "topics"
    rows = read_table(folder / "unit_rows.csv", find_tables()["unit_rows"])
    return sparse.csr_array(read_matrix(folder / "units.npz").astype(float)), rows


def read_lee() -> tuple[sparse.csr_array, sparse.csr_array, Numbers]:
    """Return counts of the 300 background items and of the 50 rated ones, and the human similarity ratings."""
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
    "topics.md",
    "<!-- peers on Lee's corpus -->",
    seconds=60,
    arguments="lee 10",
    needs=("gensim", "bertopic", "tomotopy"),
)
def peers(corpus: str = "demo", ks: str = "10,30,50") -> None:
    """Coherence, diversity, stability and CPU seconds of NMF and BERTopic and, on Lee's corpus, of LDA."""
    tools = FACTORS | PROBABILITIES if corpus == "lee" else FACTORS
    compare(tools, corpus, ks).fill("topics.md", f"peers on {CORPORA.get(corpus, corpus)}")


def compare(tools: dict[str, tuple[str, Fit]], corpus: str, ks: str) -> MarkdownTable:
    """Print the quality of each tool's topics, in the articles they were fitted to and in articles left out."""
    counts, rows = read_units(corpus)
    measures = ("NPMI by weight", "NPMI by character", "diversity", "held-out NPMI", "stability")
    heads = ("K", "tool", *measures, "CPU seconds")
    table = MarkdownTable(*heads, varies=("CPU seconds",))
    drawn = [np.arange(counts.shape[0]), *draw_resamples(rows, RESAMPLES)]
    unseen = [sparse.csr_array(counts[np.setdiff1d(drawn[0], each)]) for each in drawn[1:]]
    for k in map(int, ks.split(",")):
        for name, (module, fit) in tools.items():
            if importlib.util.find_spec(module) is None:
                table.add(k, f"{name}: not installed", *[""] * (len(heads) - 2))
                continue
            fits: list[Numbers] = []
            seconds = clock(lambda: fits.extend(fit(counts[each], k, seed) for seed, each in enumerate(drawn, 1)))  # noqa: B023
            terms, *refits = (normalise(np.asarray(each, dtype=float)) for each in fits)
            tops = [rank_terms(values, TOP_TERMS) for values in (terms, measure_character(terms))]
            again = [rank_terms(measure_character(refit), TOP_TERMS) for refit in refits]
            scores = [*(coherence_npmi(top, counts).mean() for top in tops), diversity(tops[1])]
            scores.append(np.mean([coherence_npmi(top, own).mean() for top, own in zip(again, unseen, strict=True)]))
            scores.append(np.mean([match_topics(terms, refit).mean() for refit in refits]))
            found = name if len(terms) == k else f"{name} ({len(terms)} topics)"
            table.add(k, found, *(f"{each:.3f}" for each in scores), f"{seconds / len(fits):.1f}")
    return table


@states(
    "topics.md",
    "This definition recovers {used}% of planted topics; the component as it is, {plain}%; least squares of counts on"
    " shares, {squares}%; counts weighted by shares, {counts}%",
    seconds=400,
    needs=("demo",),
)
def weights(ks: str = "10,20,30,50") -> dict[str, float]:
    """Definitions of p(term | topic) and orders of terms, by planted topics recovered and by held-out coherence."""
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
        r"p(term \| topic)", "planted topics recovered", "terms by", *(f"held-out NPMI, {k}" for k in ks.split(","))
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
    return dict(zip(("used", "counts", "plain", "squares"), (100 * np.mean(recovered[name]) for name in WEIGHTS)))


def weigh_terms(counts: sparse.csr_array, k: int) -> dict[str, Numbers]:
    """Return p(term | topic) of an NMF of counts by each definition, topics x terms."""
    model = nmf.fit(counts, k, 1)
    weighted = (normalise(np.asarray(counts.T @ model.shares).T), normalise(model.state["components"]))
    rates = np.asarray(counts.sum(axis=1))[:, None] * model.shares
    solved = solve_nonnegative(rates.T @ rates, np.ascontiguousarray((counts.T @ rates).T))
    return dict(zip(WEIGHTS, (model.terms, *weighted, normalise(solved)), strict=True))


@states(
    "topics.md",
    "<!-- readings -->",
    "Of {read} topics, the first reading calls {first} a topic and the second {second}; they agree on {agreed} (kappa"
    " {kappa})",
    seconds=1,
)
def readings() -> dict[str, float]:
    """How two readings of topics of the demo corpus, made without the scores, relate to the scores."""
    read = pl.read_csv(READINGS)
    is_topic = ((read["first"] == "topic") & (read["second"] == "topic")).to_numpy()
    table = MarkdownTable("measure", "mean of topics", "mean of the others", "P(topic has more)")
    for name in ("npmi", "npmi_weight", "exclusivity", "stability"):
        inside, outside = read[name].to_numpy()[is_topic], read[name].to_numpy()[~is_topic]
        more = (inside[:, None] > outside).mean() + (inside[:, None] == outside).mean() / 2
        table.add(name, f"{inside.mean():.2f}", f"{outside.mean():.2f}", f"{more:.2f}")
    table.fill("topics.md", "readings")
    counts = {name: int((read[name] == "topic").sum()) for name in ("first", "second")}
    kappa = cohen_kappa_score(read["first"].to_list(), read["second"].to_list())
    return counts | {"read": read.height, "agreed": int((read["first"] == read["second"]).sum()), "kappa": float(kappa)}


@states(
    "topics.md",
    "{tfidf} for TF-IDF, {nmf} for topics by `nmf`, {gibbs} by `gibbs` and {variational} by `variational`",
    seconds=10,
    needs=("gensim",),
)
def people(k: int = 10) -> dict[str, float]:
    """Spearman's correlation of human similarity ratings with cosines of shares and of TF-IDF, on Lee's corpus."""
    counts, judged, human = read_lee()
    pairs = np.triu_indices(judged.shape[0], 1)
    spaces = {"tfidf": TfidfTransformer().fit(counts).transform(judged).toarray()}
    for engine in ENGINES:
        fitted = find_engine(engine)
        spaces[engine] = fitted.fold_in(fitted.fit(counts, k, 1).state, judged)
    correlations = {}
    for name, vectors in spaces.items():
        unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
        correlations[name] = float(stats.spearmanr((unit @ unit.T)[pairs], human[pairs]).statistic)
    return correlations


@states("topics.md", "<!-- samples -->", seconds=30, needs=("demo",))
def samples(results: Path = DEMO) -> None:
    """NMF of all articles compared with NMF of samples, and of as many articles drawn with replacement."""
    counts, rows = read_units(str(results))
    articles = pl.scan_parquet(results / "corpus/articles.parquet")
    drawn = {
        f"{size:,}": np.flatnonzero(rows["article_id"].is_in(draw_articles(rows, articles, size).implode()).to_numpy())
        for size in SAMPLES
    } | {"resample": next(draw_resamples(rows, 1))}
    shares_heads = ("correlation of shares", "largest difference of prevalence, points")
    table = MarkdownTable("topics", "fitted to", "mean cosine", "lowest cosine", *shares_heads)
    engine = find_engine("nmf")
    for k in SAMPLED_KS:
        whole = engine.fit(counts, k, 1)
        for name, chosen in drawn.items():
            part = engine.fit(counts[chosen], k, 2)
            partners, cosines = pair_topics(whole.terms, part.terms)
            shares = engine.fold_in(part.state, counts)[:, partners]
            alike = np.corrcoef(whole.shares.ravel(), shares.ravel())[0, 1]
            apart = 100 * np.abs(whole.shares.mean(axis=0) - shares.mean(axis=0)).max()
            table.add(k, name, f"{cosines.mean():.2f}", f"{cosines.min():.2f}", f"{alike:.2f}", f"{apart:.1f}")
    table.fill("topics.md", "samples")


@states(
    "topics.md",
    "On the demo corpus ({articles} articles, {days} days, {topics} topics), {bounded} topics have an interval over"
    " fits. For {lost} of the others",
    "on the demo corpus it grows from {lowest}% with {smallest} topics to {highest}% with {largest}, whereas the"
    " product is highest with {best}",
    seconds=1,
    needs=("demo",),
)
def chosen() -> dict[str, float]:
    """The number of topics of the demo corpus, and how many have an interval."""
    folder, tables = DEMO / "topics", find_tables()
    prevalence, criteria = (read_table(folder / f"{name}.csv", tables[name]) for name in ("prevalence", "criteria"))
    choice = json.loads((folder / "choice.json").read_text(encoding="utf-8"))
    own = criteria.filter(engine=choice["engine"])
    explained, product = (own.filter(criterion=name).sort("value") for name in ("explained", "merit"))
    sizes = {"smallest": explained["k"][0], "largest": explained["k"][-1], "best": product["k"][-1]}
    shares = {"lowest": 100 * explained["value"][0], "highest": 100 * explained["value"][-1]}
    given = {"bounded": prevalence["low"].count(), "lost": prevalence.filter(interval="not_found").height}
    counts = {"articles": choice["n_articles"], "days": prevalence["units"][0], "topics": choice["k"]}
    return sizes | shares | given | counts


if __name__ == "__main__":
    run_command(__doc__, weights, peers, readings, people, samples, chosen)
