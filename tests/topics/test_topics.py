"""Topics: planted ones are found, their numbers are right, and small corpora get what they can carry."""

import numpy as np
import polars as pl
import pytest
from scipy import sparse

from presswork.topics.choice import choose_k, choose_topics
from presswork.topics.fit import choose_medoid, describe_model, fit_topics, select_terms
from presswork.topics.model import Model
from presswork.topics.quality import coherence_npmi, diversity, exclusivity, match_topics, rank_terms
from presswork.topics.sizes import find_largest_k, name_status


def plant(n_articles=240, k=3, own=12, seed=1):
    """Return counts of articles that each speak mostly of one of k topics with `own` words of its own."""
    generator = np.random.default_rng(seed)
    topics = np.kron(np.eye(k), np.ones(own)) + 0.02
    topics /= topics.sum(axis=1, keepdims=True)
    shares = generator.dirichlet(np.full(k, 0.2), n_articles)
    return sparse.csr_array(np.array([generator.multinomial(80, row) for row in shares @ topics])), topics


def tables_of(matrix, n_articles=None):
    n_rows, n_terms = matrix.shape
    rows = pl.DataFrame(
        {
            "article_id": [f"{row if n_articles != 1 else 0:06d}" for row in range(n_rows)],
            "passage": pl.Series([None if n_articles != 1 else row for row in range(n_rows)], dtype=pl.Int64),
            "n_words": matrix.sum(axis=1).tolist(),
        }
    )
    columns = pl.DataFrame({"term": [f"w{column:03d}" for column in range(n_terms)], "stop": [False] * n_terms})
    return rows, columns


def fit(matrix, k=3, n_articles=None, **options):
    settings = {"seeds": 3, "min_articles": 2, "max_share": 0.9, "few_articles": False} | options
    return fit_topics(matrix, *tables_of(matrix, n_articles), k=k, **settings)


def test_planted_topics_are_stable_coherent_and_apart():
    tables = fit(plant()[0])
    assert tables["scores"]["stability"].min() > 0.95
    assert tables["scores"]["diversity"].to_list() == [1, 1, 1]
    assert tables["scores"]["npmi"].min() > 0.2
    assert tables["prevalence"]["stability"].min() > 0.95


def test_topics_are_ordered_by_prevalence_and_shares_sum_to_one():
    tables = fit(plant()[0])
    assert tables["prevalence"]["prevalence"].is_sorted(descending=True)
    sums = tables["shares"].group_by("article_id").agg(pl.col("share").sum())["share"]
    assert np.allclose(sums, 1)
    assert tables["topics"].group_by("topic").agg(pl.col("weight").is_sorted(descending=True).all())["weight"].all()


def test_the_same_call_gives_the_same_tables():
    matrix, _ = plant()
    first, second = fit(matrix), fit(matrix)
    assert all(first[name].equals(second[name]) for name in first)


def test_prevalence_has_an_interval_over_articles_and_none_over_passages():
    matrix, _ = plant()
    articles, passages = fit(matrix)["prevalence"], fit(plant(18)[0], n_articles=1)["prevalence"]
    assert (articles["low"] < articles["prevalence"]).all() and (articles["prevalence"] < articles["high"]).all()
    assert passages["low"].null_count() == passages.height == 3
    assert passages["interval"][0] == "none: one article is no sample of articles"


def test_an_article_without_terms_of_the_model_has_no_shares():
    matrix = sparse.vstack([plant()[0], sparse.csr_array((1, 36), dtype=np.int64)]).tocsr()
    assert fit(sparse.csr_array(matrix))["shares"]["article_id"].n_unique() == 240


def test_a_corpus_too_small_for_k_gives_empty_tables():
    assert all(table.is_empty() for table in fit(plant(12)[0], k=3).values())


@pytest.mark.parametrize(
    ("n_articles", "n_rows", "few", "status", "largest"),
    [
        (1, 10, False, "passage groups", 3),
        (5, 5, False, "too few articles", 0),
        (9, 9, True, "exploratory", 3),
        (10, 10, False, "exploratory", 2),
        (49, 49, False, "exploratory", 5),
        (199, 199, False, "exploratory", 39),
        (200, 200, False, "topics", 40),
    ],
)
def test_small_corpora_get_what_they_can_carry(n_articles, n_rows, few, status, largest):
    assert name_status(n_articles, few) == status
    assert find_largest_k(n_articles, n_rows, few) == largest


def test_npmi_by_hand():
    present = np.array([[1, 1, 0], [1, 1, 0], [1, 0, 1], [0, 0, 1]])
    terms = np.array([[3.0, 2, 1]])
    joint = {(0, 1): 2 / 4, (0, 2): 1 / 4}
    single = present.mean(axis=0)
    values = [np.log(p / (single[i] * single[j])) / -np.log(p) for (i, j), p in joint.items()]
    expected = (sum(values) - 1) / 3  # the second and third term never meet
    assert coherence_npmi(terms, sparse.csr_array(present))[0] == pytest.approx(expected)


def test_terms_that_always_meet_have_npmi_1():
    assert coherence_npmi(np.array([[1.0, 1]]), sparse.csr_array(np.ones((4, 2))))[0] == 1


def test_exclusivity_and_diversity_of_the_extremes():
    apart, same = np.kron(np.eye(2), np.ones(10) / 10), np.full((2, 20), 1 / 20)
    assert (exclusivity(apart), diversity(apart)) == (1, 1)
    assert (exclusivity(same), diversity(same)) == (0.5, 0.5)


def test_matching_finds_the_permutation():
    terms = np.random.default_rng(3).dirichlet(np.ones(30), 4)
    assert match_topics(terms, terms[[2, 0, 3, 1]]) == pytest.approx(np.ones(4))


def test_equal_weights_are_ranked_in_the_order_of_columns():
    assert rank_terms(np.array([[0.2, 0.3, 0.3, 0.2]]), 4).tolist() == [[1, 2, 0, 3]]


def test_the_medoid_is_the_run_closest_to_the_others():
    generator = np.random.default_rng(5)
    centre = generator.dirichlet(np.ones(30), 3)
    near = [centre * generator.uniform(0.9, 1.1, centre.shape) for _ in range(2)]
    far = generator.dirichlet(np.ones(30), 3)
    assert choose_medoid([far, near[0], centre, near[1]]) in (1, 2, 3)


def test_equal_prevalence_is_ordered_by_the_top_term():
    model = Model("nmf", np.array([[0.1, 0.9], [0.8, 0.2]]), np.array([[0.5, 0.5], [0.5, 0.5]]), {}, True)
    rows = pl.DataFrame({"article_id": ["a", "b"], "passage": pl.Series([None, None], dtype=pl.Int64)})
    topics = describe_model(model, np.ones(2), rows, ["alpha", "beta"])["topics"]
    assert topics.filter(pl.col("rank") == 1)["term"].to_list() == ["alpha", "beta"]


def test_terms_enter_by_articles_share_and_stop_list():
    matrix = sparse.csr_array(np.array([[1, 1, 0, 1], [1, 1, 0, 0], [1, 0, 1, 0], [1, 1, 0, 0]]))
    _, columns = tables_of(matrix)
    columns = columns.with_columns(stop=pl.Series([False, False, False, False]))
    assert select_terms(matrix, columns, 2, 0.75).tolist() == [1]
    assert select_terms(matrix, columns.with_columns(stop=pl.lit(True)), 1, 1.0).tolist() == []


def scores(**means):
    rows = [(int(k[1:]), seed, mean + wobble) for k, mean in means.items() for seed, wobble in ((1, -0.01), (2, 0.01))]
    return pl.DataFrame(rows, schema=["k", "seed", "npmi"], orient="row")


def test_the_smallest_k_near_the_best_is_chosen():
    assert choose_k(scores(k5=0.10, k10=0.195, k20=0.20), "auto")[0] == 10


def test_a_person_can_choose_and_it_is_said():
    k, rule = choose_k(scores(k5=0.1, k10=0.2), 5)
    assert k == 5 and "configuration" in rule
    k, rule = choose_k(scores(k5=0.1), 10)
    assert k is None and "10 topics were asked for" in rule


def test_the_choice_names_what_was_tried_and_what_was_left_out():
    matrix, _ = plant(30)
    fits = {k: fit(matrix, k) for k in (3, 10)}
    lists = {name: [fits[k][name].lazy() for k in (3, 10)] for name in ("scores", "topics", "shares", "prevalence")}
    made = choose_topics(**lists, matrix_rows=tables_of(matrix)[0], ks=[3, 10], choose="auto", few_articles=False)
    choice = made["choice"]
    assert (choice["k"], choice["tried"], choice["left_out"]) == (3, [3], [10])
    assert (choice["status"], choice["n_articles"]) == ("exploratory", 30)
    assert choice["null_comparison"] is None and "null model" in choice["null_reason"]
    assert made["topics"]["topic"].n_unique() == 3
