"""The tables of the corpus stage."""

from presswork.core.schema import Column, define_table

ARTICLE = Column("article_id", "string", "first 12 hex digits of the SHA-256 of the record, with -2, -3 for repeats")
SOURCE = Column("source", "string", "path of the file below the seeds folder; in a container, then the member's name")
RECORD = Column(
    "record", "integer", "place of the record in its file, from 0; empty where a file is one record", nullable=True
)
REMARK = (
    SOURCE,
    RECORD,
    Column("reason", "string", "why, in a word or two"),
    Column("detail", "string", "what was found"),
    Column("remedy", "string", "what to do"),
)
FLOW = (
    Column("step", "integer", "number of the step, from 1"),
    Column("name", "string", "what is left after it"),
    Column("left", "integer", "how many are left", "articles"),
    Column("removed", "integer", "how many the step removed", "articles"),
    Column("reason", "string", "why it removed them"),
)
NO_ARTICLE = "no such article"
ID_REPEATED = "id not unique"
IMPLAUSIBLE_DAY = "implausible day"
JACCARD = "Jaccard coefficient of the sets of shingles (runs of five words in lower case)"
CONTAINMENT = "share of the shingles of the text that has fewer which the other has too"
GIVEN = ("id", "title", "byline", "outlet", "published", "language", "url", "group")
RECURRING = (
    Column("text", "string", "the text, with # for any number"),
    Column("outlet", "string", "outlet as the file or the address gives it; empty where neither does", nullable=True),
    Column(
        "place",
        "string",
        "where it stands in articles: line (of its own), start, end, within (between sentences) or anywhere",
    ),
)

TABLES = (
    define_table(
        "corpus/dealt/{shard}.parquet",
        "a record as it was read, before cleaning",
        ("sha256", "source", "record"),
        SOURCE,
        RECORD,
        Column("sha256", "string", "SHA-256 of the record in UTF-8"),
        Column("text", "string", "the record: the decoded text of one article as it came"),
        Column("encoding", "string", "how the bytes were decoded"),
        Column("extractor", "string", "library and version that took the text out of a layout", nullable=True),
        Column("cuts", "cuts", "spans that reading found to be no part of the article", "characters", nullable=True),
        *(Column(name, "string", f"{name} as the file gives it", nullable=True) for name in GIVEN),
    ),
    define_table(
        "corpus/sources.csv",
        "a file that was read",
        ("source",),
        Column("source", "string", "path of the file below the seeds folder"),
        Column("sha256", "string", "SHA-256 of the bytes that were read"),
    ),
    define_table(
        "corpus/articles.parquet",
        "an article",
        ("article_id",),
        ARTICLE,
        SOURCE,
        RECORD,
        Column("id", "string", "the person's own id of the article, as the file gives it", nullable=True),
        Column("title", "string", "headline", nullable=True),
        Column("byline", "string", "who wrote it, as printed", nullable=True),
        Column("outlet", "string", "newspaper, agency or site", nullable=True),
        Column("published", "date", "day of publication; never guessed", nullable=True),
        Column("language", "string", "language, as a two-letter code; empty where uncertain", nullable=True),
        Column("url", "string", "address of the article", nullable=True),
        Column("group", "string", "group given by the person who collected it", nullable=True),
        Column(
            "text",
            "string",
            "clean text: the kept spans of the body, joined, with a blank for a line break within a paragraph",
        ),
        Column("n_characters", "integer", "length of the clean text", "characters"),
        Column("duplicate_of", "string", "article_id of the first article with the same record", nullable=True),
    ),
    define_table(
        "corpus/headlines.parquet",
        "an article with its headline",
        ("article_id",),
        ARTICLE,
        Column("title", "string", "headline", nullable=True),
    ),
    define_table(
        "corpus/records.parquet",
        "a record: the text of one article as it came",
        ("article_id",),
        ARTICLE,
        Column("text", "string", "the decoded text, every character of it; mojibake undone as `repairs` lists"),
        Column("encoding", "string", "how the bytes were decoded"),
        Column("sha256", "string", "SHA-256 of the text in UTF-8, before repairs"),
        Column("n_undecoded", "integer", "replacement characters (U+FFFD) in it: what was lost", "characters"),
    ),
    define_table(
        "corpus/ledger.parquet",
        "a span of a record, kept or cut; the spans of a record tile it",
        ("article_id", "start"),
        ARTICLE,
        Column("start", "integer", "first character in the record", "characters"),
        Column("end", "integer", "character after the last", "characters"),
        Column("kept", "boolean", "whether the span is part of the article"),
        Column("field", "string", "the field it belongs to: body, title, byline, published", nullable=True),
        Column("rule", "string", "the rule that decided"),
        Column("score", "number", "probability of running text, where the line model decided", "0-1", True),
    ),
    define_table(
        "corpus/fields.parquet",
        "a field of an article, with where its value was read or why it has none",
        ("article_id", "field"),
        ARTICLE,
        Column("field", "string", "id, title, byline, outlet, published, language, url or group"),
        Column("value", "string", "the value", nullable=True),
        Column("origin", "string", "text, file or person", nullable=True),
        Column("start", "integer", "first character in the record, where the text gave it", "characters", True),
        Column("end", "integer", "character after the last", "characters", True),
        Column("reason", "string", "how it was read, or why there is no value"),
    ),
    define_table(
        "corpus/sketches/{shard}.parquet",
        "a key of an article; articles that share one may be near-duplicates",
        ("article_id", "rank"),
        ARTICLE,
        Column("rank", "integer", "0 for the text as a whole, from 1 for the shingles sampled from it"),
        Column("key", "hash", "hash of the text, or of the shingle"),
    ),
    define_table(
        "corpus/duplicates.csv",
        "an article that has near-duplicates",
        ("article_id",),
        ARTICLE,
        Column("cluster", "string", "smallest article_id among the articles that near-duplicates connect"),
        Column("similarity", "number", f"{JACCARD}; the highest of its pairs", "share of shingles, 0 to 1"),
        Column("containment", "number", f"{CONTAINMENT}; the highest of its pairs", "share of shingles, 0 to 1"),
        Column("identical", "boolean", "whether another article has the same clean text"),
    ),
    define_table(
        "corpus/duplicate_pairs.csv",
        "two near-duplicates; of identical texts, the first with each other one",
        ("article_id", "other_id"),
        ARTICLE,
        Column("other_id", "string", "the other article"),
        Column("similarity", "number", JACCARD, "share of shingles, 0 to 1"),
        Column("containment", "number", CONTAINMENT, "share of shingles, 0 to 1"),
    ),
    define_table(
        "corpus/counted.csv",
        "an article, counted or not",
        ("article_id",),
        ARTICLE,
        Column("story", "string", "cluster of its near-duplicates, or its own article_id"),
        Column("counted", "boolean", "whether it enters counts of terms and topics"),
        Column("reason", "string", "why it counts, or why it does not"),
    ),
    define_table("corpus/flow.csv", "a step from the records read to the articles analysed", ("step",), *FLOW),
    define_table(
        "corpus/recurring.csv",
        "a text that recurs in the articles of an outlet, with the evidence, for a person to accept or refuse",
        ("outlet", "text", "place"),
        *RECURRING,
        Column("articles", "integer", "articles that have it in this place", "articles"),
        Column("searched", "integer", "articles of the outlet that were searched: at most 512", "articles"),
        Column("share", "number", "share of the articles searched that have it in this place", "0-1"),
        Column("days", "integer", "days of publication of these articles, where all have one", "days", True),
        Column("decision", "string", "cut or keep"),
        Column("by", "string", "evidence, or person (annotations/furniture.csv)"),
        Column("reason", "string", "what the evidence says"),
    ),
    define_table(
        "corpus/recurring_cuts.csv",
        "a recurring text that is cut",
        ("outlet", "text", "place"),
        *RECURRING,
        Column("rule", "string", "the rule, as the ledger states it"),
    ),
    define_table(
        "corpus/repairs.csv",
        "a line of a record whose mojibake was undone",
        ("article_id", "field", "line"),
        ARTICLE,
        Column("field", "string", "text, or the field that the file gives"),
        Column("line", "integer", "number of the line in it, from 1", "lines"),
        Column("found", "string", "the line as it came"),
        Column("repaired", "string", "the line as it stands in the record"),
        Column("steps", "string", "the steps from one to the other, by ftfy"),
    ),
    define_table(
        "corpus/date_orders.csv",
        "a table whose dates show the order of day and month, as 13/03/2022 does",
        ("source",),
        SOURCE,
        Column("day_first", "integer", "dates that are days only if the day comes first", "dates"),
        Column("month_first", "integer", "dates that are days only if the month comes first", "dates"),
    ),
    define_table(
        "corpus/remarks.parquet",
        "a file or record that reading rejected, or something to know about it",
        ("source", "record"),
        *REMARK,
        Column("rejected", "boolean", "whether the file or record gave no article"),
    ),
    define_table("corpus/rejected.csv", "a file or record that gave no article", ("source", "record"), *REMARK),
    define_table(
        "corpus/notices.csv", "something to check about a file, record or annotation", ("source", "record"), *REMARK
    ),
)
