"""Fits to shuffled corpora: planted topics are more coherent, articles without topics are not."""

import numpy as np
from scipy import sparse

from planted_topics import fit_without_topics, plant
from presswork.topics.choosing.null_comparison import ENOUGH, compare_null


def of_sample(scores, sample):
    return scores.filter(scores["sample"] == sample)


def test_planted_topics_are_beyond_articles_without_topics():
    scores = fit_without_topics(plant()[0])
    assert of_sample(scores, "distinct")["npmi"].min() > of_sample(scores, "null")["npmi"].max()
    assert of_sample(scores, "null").height == 19 and of_sample(scores, "distinct").height == 1


def test_without_topics_no_more_nulls_are_drawn_than_it_takes_to_see_that():
    scores = fit_without_topics(sparse.csr_array(np.random.default_rng(3).poisson(1.0, (80, 60))), nulls=99)
    compared = compare_null(scores)
    assert compared["reached"] == ENOUGH <= compared["nulls"] < 99


def test_nulls_are_fitted_with_few_topics_only():
    assert set(fit_without_topics(plant()[0], [3, 10, 20])["k"]) == {3, 10}
    assert set(fit_without_topics(plant()[0], [25, 20])["k"]) == {20}


def test_one_article_and_few_articles_have_no_null():
    assert fit_without_topics(plant(18)[0], n_articles=1).is_empty()
    assert fit_without_topics(plant(9)[0]).is_empty()
