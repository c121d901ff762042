"""Minimum sizes for estimates, with the evidence in docs/statistics.md and docs/topics.md, and other limits."""

# Minimum number of units (stories, days, articles) that contain a term: benchmarks/coverage_terms.py.
MIN_UNITS = 10
MIN_UNITS_DISPERSION = 30
SATURATED_PARTS = 100
# Minimum number of days in a period that contain a term, or articles: benchmarks/coverage_terms.py.
MIN_DAYS = 5
MIN_TYPES = 100
# Minimum length of an article for measures of diversity and readability, and for HD-D, in words.
MIN_WORDS = 100
MIN_WORDS_HDD = 42
# Numbers of articles for topics. Below FEW: no topics unless requested, no intervals of prevalence, and lists require
# fewer occurrences of a term. Below SMALL: refits leave one article out, and at most five topics. Below LARGE: topics
# are exploratory.
FEW = 10
SMALL = 50
LARGE = 200
EXPLORATORY = f"fewer than {LARGE} articles"
MIN_CORRELATED = 30
# A topic is found again if the mean similarity to its matches in refits is at least this.
STABLE = 0.7
# Numbers of topics with a lower mean stability are not chosen: benchmarks/topics_in_samples.py.
STABLE_MODEL = 0.6
# An interval of prevalence requires this share of refits that find the topic again, and at most this share of their
# variance between two groups: benchmarks/coverage_topics.py.
LEAST_FOUND = 0.9
TWO_GROUPS = 0.8
# For an interval of a topic's prevalence in some articles, its overall share must correspond to this many of them: with
# fewer, the topic may be absent by chance (benchmarks/coverage_topics.py rare).
LEAST_OF_TOPIC = 4
# Up to this number of topics, all are tried; larger ones one by one, as long as they do better, with half the refits.
ALWAYS_TRIED = 20
# Maximum height of a figure: a journal's page.
HIGHEST_MM = 240
