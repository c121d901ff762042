"""From which size on a corpus carries an estimate; docs/statistics.md and docs/topics.md show the evidence."""

# Units (stories, days, articles) that must have a term: benchmarks/coverage_terms.py.
MIN_UNITS = 10
MIN_UNITS_DISPERSION = 30
SATURATED_PARTS = 100
# Days of a period that must have a term, or articles: benchmarks/coverage_terms.py.
MIN_DAYS = 5
MIN_TYPES = 100
# Words of an article for measures of diversity and readability, and for HD-D.
MIN_WORDS = 100
MIN_WORDS_HDD = 42
# Articles for topics. Below FEW: none unless asked for, no intervals of prevalence, and lists ask for fewer occurrences
# of a term. Below SMALL: refits leave one article out, and five topics at most. Below LARGE: exploratory.
FEW = 10
SMALL = 50
LARGE = 200
EXPLORATORY = f"fewer than {LARGE} articles"
MIN_CORRELATED = 30
# A topic whose matched topics are on average less similar than this, over refits, was not found again.
STABLE = 0.7
# An interval of prevalence asks for so many of the refits that find the topic again, and at most so much of their
# variance between two groups: benchmarks/coverage_topics.py.
LEAST_FOUND = 0.9
TWO_GROUPS = 0.8
# So many of the articles a topic must make up, at its share of all, for an interval of its prevalence among them: where
# chance alone may leave it out, the articles do not show how much they vary (benchmarks/coverage_topics.py rare).
LEAST_OF_TOPIC = 4
# So many topics and fewer are always tried; larger numbers one by one, while they do better, with half the refits.
ALWAYS_TRIED = 20
