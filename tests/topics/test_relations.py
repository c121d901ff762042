"""Relations: topics that go together, topics that split, articles that are alike."""

import numpy as np
import polars as pl
import pytest
from scipy import sparse

from planted_topics import fit, plant, tables_of
from presswork.core.reasons import explain_rows
from presswork.topics.choosing.hierarchy import find_neighbours, measure_flow, relate_sizes
from presswork.topics.describing.correlation import centre_log_ratios, correlate_topics, correlation_interval
from presswork.topics.describing.similar_articles import find_similar, weigh_terms
from presswork.topics.fitting.model import empty_model


def shares_of(shares):
    rows = [(f"{row:06d}", None, topic, value) for row, own in enumerate(shares) for topic, value in enumerate(own, 1)]
    schema = {"article_id": pl.String, "passage": pl.Int64, "topic": pl.Int64, "share": pl.Float64}
    return pl.DataFrame(rows, schema, orient="row").lazy()


def chosen(k, n_articles):
    return {"k": k, "n_articles": n_articles, "tried": [k]}


def test_topics_that_go_together_correlate():
    chance = np.random.default_rng(1)
    covariance = np.eye(4) + np.array([[0, 0.8, 0, 0], [0.8, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]])
    logs = chance.multivariate_normal(np.zeros(4), covariance, 400)
    shares = np.exp(logs) / np.exp(logs).sum(axis=1, keepdims=True)
    table = correlate_topics(shares_of(shares), chosen(4, 400))
    highest = table.sort("correlation").row(-1, named=True)
    assert (highest["topic"], highest["other_topic"]) == (1, 2)
    assert 0 < highest["low"] < highest["correlation"] < highest["high"]
    assert table.height == 6


@pytest.mark.parametrize(
    ("k", "n", "reason"),
    [
        (2, 100, "there are only two topics, so the share of one determines that of the other"),
        (3, 20, "fewer than 30 articles"),
    ],
)
def test_what_cannot_be_correlated_says_why(k, n, reason):
    table = correlate_topics(shares_of(np.full((n, k), 1 / k)), chosen(k, n))
    assert table["correlation"].null_count() == table.height
    assert explain_rows(table) == [reason]


def test_without_topics_there_are_no_pairs():
    assert correlate_topics(shares_of([]), chosen(None, 100)).is_empty()


def test_log_ratios_sum_to_zero_and_small_shares_are_floored():
    values = centre_log_ratios(np.array([[0.98, 0.02, 0.0], [0.98, 0.015, 0.005]]))
    assert values.sum(axis=1) == pytest.approx([0, 0])
    assert values[0, 2] == pytest.approx(np.log(0.01) - np.log([0.98, 0.02, 0.01]).mean())


def test_the_interval_of_a_correlation_covers():
    chance = np.random.default_rng(4)
    covered = 0
    for _ in range(400):
        heavy = chance.standard_t(8, size=(120, 2)) @ np.array([[1, 0.5], [0, np.sqrt(0.75)]])
        _, low, high = correlation_interval(heavy, 0.95)
        covered += low[0, 1] < 0.5 < high[0, 1]
    assert 0.915 < covered / 400 < 0.98


def sizes(matrix, folder, ks):
    """Return what is told of numbers of topics, the first of which is chosen; another one was not fitted."""
    fits = {k: fit(matrix, k) for k in ks}
    for k, made in fits.items():
        made["model"].write_to(folder / f"{k}.npz")
    empty_model("nmf").write_to(folder / "not_fitted.npz")
    diagnostics = pl.concat(made["diagnostics"] for made in fits.values())
    paths = [folder / f"{k}.npz" for k in (*ks, "not_fitted")]
    return relate_sizes(paths, matrix, tables_of(matrix)[1], diagnostics, {"k": ks[0], "engine": "nmf"})


def test_a_topic_that_splits_sends_its_words_to_its_parts(tmp_path):
    """Four planted topics, of which two always come together, are three and then four."""
    chance = np.random.default_rng(1)
    terms = np.kron(np.eye(4), np.ones(12) / 12)
    whole = chance.dirichlet(np.full(3, 0.1), 300)
    halves = chance.beta(1, 1, 300)
    shares = np.column_stack([whole[:, :2], whole[:, 2] * halves, whole[:, 2] * (1 - halves)])
    matrix = sparse.csr_array(np.array([chance.multinomial(200, row) for row in shares @ terms]))
    made = sizes(matrix, tmp_path, (3, 4))
    links = made["hierarchy"]
    assert links.group_by("topic").agg(pl.col("share").sum())["share"].to_list() == pytest.approx([1, 1, 1])
    assert links["words"].sum() == pytest.approx(1)
    largest = links.sort("share").group_by("topic", maintain_order=True).last()
    kept = largest.filter(pl.col("share") > 0.9)
    assert kept.height == 2
    assert made["neighbours"].filter(pl.col("cosine") > 0.95).height == 2
    assert made["neighbours"]["k"].unique().to_list() == [4]
    candidates = made["candidates"]
    assert candidates["k"].to_list() == [3, 3, 3, 4, 4, 4, 4]
    assert candidates.filter(k=3)["chosen_topic"].to_list() == [1, 2, 3]
    # Two of the four continue in one topic of the three.
    assert sorted(candidates.filter(k=4)["chosen_topic"].value_counts()["count"].to_list()) == [1, 1, 2]
    own = [set(row["terms"].split(", ")) for row in candidates.filter(k=4).iter_rows(named=True)]
    assert {frozenset(int(term[1:]) // 12 for term in terms) for terms in own} == {frozenset([n]) for n in range(4)}
    assert candidates["stability"].null_count() == 0


def test_a_model_gives_the_words_of_a_topic_to_itself():
    """All but those that none of the article's topics has."""
    matrix, _ = plant()
    model = fit(matrix)["model"]
    flows = measure_flow(model, model, matrix.astype(float))
    known = (model.shares @ model.terms)[matrix.nonzero()] > 0
    assert flows.sum() == pytest.approx(matrix.data @ known) and known.mean() > 0.99
    assert np.diag(flows).sum() > 0.8 * flows.sum()


@pytest.mark.parametrize(("k", "near"), [(None, []), (2, [5]), (5, [2, 9]), (9, [5])])
def test_neighbours_are_the_next_numbers(k, near):
    assert find_neighbours([2, 5, 9], k) == near


def test_the_copy_of_an_article_is_most_similar():
    matrix = sparse.csr_array(np.array([[3, 1, 0, 0], [0, 0, 2, 1], [3, 1, 0, 0], [0, 1, 1, 0]]))
    (table,) = find_similar(matrix, tables_of(matrix)[0], shares_of([[1, 0], [0, 1], [1, 0], [0.5, 0.5]]))
    first = table.filter(pl.col("rank") == 1)
    assert first.filter(pl.col("article_id") == "000000").row(0) == ("000000", 1, "000002", 1.0, pytest.approx(1))
    halves = table.filter((pl.col("article_id") == "000000") & (pl.col("other_id") == "000003"))
    assert halves["topic_similarity"].item() == pytest.approx(1 - np.sqrt(1 - np.sqrt(0.5)))
    assert table.filter(pl.col("other_id") == pl.col("article_id")).is_empty()
    # Articles without a common term are not similar.
    assert table.filter((pl.col("article_id") == "000000") & (pl.col("other_id") == "000001")).is_empty()


def test_similarity_is_the_cosine_of_weighted_counts():
    matrix = sparse.csr_array(np.array([[2, 1], [1, 0], [0, 1]]))
    weights = weigh_terms(matrix).toarray()
    idf = np.log(3 / 2) + 1
    expected = np.array([(1 + np.log(2)) * idf, idf])
    assert weights[0] == pytest.approx(expected / np.linalg.norm(expected))


def test_one_article_has_no_similar_ones():
    matrix = plant(6)[0]
    assert list(find_similar(matrix, tables_of(matrix, 1)[0], shares_of([[1.0]]))) == []


def test_articles_without_topics_still_have_similar_ones():
    matrix = plant(5)[0]
    (table,) = find_similar(matrix, tables_of(matrix)[0], shares_of([]))
    assert table.height and table["topic_similarity"].null_count() == table.height
