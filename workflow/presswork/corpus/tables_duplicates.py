"""The tables of near-duplicates."""

from presswork.core.schema import Column, define_table

ARTICLE = Column("article_id", "string", "first 12 hexadecimal digits of the record's SHA-256; repeats get -2, -3, …")
JACCARD = "Jaccard coefficient of the two sets of shingles (five consecutive lower-case words)"
CONTAINMENT = "share of the shingles of the text with fewer shingles that also occur in the other text"

DUPLICATE_TABLES = (
    define_table(
        "work/corpus/sketches/{shard}.parquet",
        "a key of an article; articles that share a key are compared as possible near-duplicates",
        ("article_id", "rank"),
        ARTICLE,
        Column("rank", "integer", "0 for the whole text; from 1 for the shingles sampled from it"),
        Column("key", "hash", "hash of the text, or of the shingle"),
    ),
    define_table(
        "work/corpus/duplicates.csv",
        "an article that has near-duplicates",
        ("article_id",),
        ARTICLE,
        Column("cluster", "string", "smallest article_id in the cluster of near-duplicates"),
        Column("similarity", "number", f"{JACCARD}; highest value among its pairs", "share of shingles, 0 to 1"),
        Column("containment", "number", f"{CONTAINMENT}; highest value among its pairs", "share of shingles, 0 to 1"),
        Column("identical", "boolean", "whether another article has the same clean text"),
        none="no two articles are near-duplicates",
    ),
    define_table(
        "work/corpus/duplicate_pairs.csv",
        "a pair of near-duplicates; of identical texts, the first paired with each other one",
        ("article_id", "other_id"),
        ARTICLE,
        Column("other_id", "string", "article_id of the other article"),
        Column("similarity", "number", JACCARD, "share of shingles, 0 to 1"),
        Column("containment", "number", CONTAINMENT, "share of shingles, 0 to 1"),
        none="no two articles are near-duplicates",
    ),
)
