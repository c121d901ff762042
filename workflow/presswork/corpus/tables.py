"""The tables of the corpus stage."""

from presswork.core.schema import Column, define_table
from presswork.corpus.tables_duplicates import ARTICLE, DUPLICATE_TABLES

SOURCE = Column(
    "source", "string", "path of the file, relative to the seeds folder; in an archive, followed by the member's name"
)
RECORD = Column(
    "record", "integer", "position of the record in its file, from 0; empty if the file is one record", nullable=True
)
REMARK = (
    SOURCE,
    RECORD,
    Column("reason", "string", "reason in a few words"),
    Column("detail", "string", "what was found"),
    Column("remedy", "string", "what to do"),
)
FLOW = (
    Column("step", "integer", "step number, from 1"),
    Column("name", "string", "what remains after this step"),
    Column("left", "integer", "number that remain", "articles"),
    Column("removed", "integer", "number removed by this step", "articles"),
    Column("reason", "string", "why they were removed; empty if none were"),
)
NO_ARTICLE = "no such article"
ID_REPEATED = "id not unique"
IMPLAUSIBLE_DAY = "implausible day"
GIVEN = ("id", "title", "byline", "outlet", "published", "language", "url", "group")
# What articles share that a database exported more than once.
NUMBERED = ("database", "id", "published")
RECURRING = (
    Column("text", "string", "the text; # stands for any number"),
    Column("outlet", "string", "outlet according to the file or the URL; empty if neither gives one", nullable=True),
    Column(
        "place",
        "string",
        "position in articles: line (on its own line), start, end, within (between sentences) or anywhere",
    ),
)

TABLES = (
    define_table(
        "work/corpus/dealt/{shard}.parquet",
        "a record as read, before cleaning",
        ("sha256", "source", "record"),
        SOURCE,
        RECORD,
        Column("sha256", "string", "SHA-256 of the record in UTF-8"),
        Column("text", "string", "decoded text of the record, unchanged"),
        Column("encoding", "string", "encoding used to decode the bytes"),
        Column("extractor", "string", "library and version that extracted the text from its layout", nullable=True),
        Column("database", "string", "news database whose export the record was in", nullable=True),
        Column("cuts", "cuts", "spans found on reading not to belong to the article", "characters", nullable=True),
        *(Column(name, "string", f"{name} given by the file", nullable=True) for name in GIVEN),
    ),
    define_table(
        "corpus/sources.csv",
        "a file that was read",
        ("source",),
        Column("source", "string", "path of the file, relative to the seeds folder"),
        Column("sha256", "string", "SHA-256 of the bytes that were read"),
    ),
    define_table(
        "corpus/articles.parquet",
        "an article",
        ("article_id",),
        ARTICLE,
        SOURCE,
        RECORD,
        Column(
            "id",
            "string",
            "id of the article, given by the file: the user's own, or its number in the database",
            nullable=True,
        ),
        Column("title", "string", "headline", nullable=True),
        Column("byline", "string", "author line as printed", nullable=True),
        Column("outlet", "string", "newspaper, agency or site", nullable=True),
        Column("published", "date", "date of publication; never guessed", nullable=True),
        Column("language", "string", "two-letter language code; empty if uncertain", nullable=True),
        Column("url", "string", "URL of the article", nullable=True),
        Column("group", "string", "group assigned by the user", nullable=True),
        Column("database", "string", "news database whose export the article was in", nullable=True),
        Column(
            "text",
            "string",
            "clean text: the kept spans of the body, joined; a line break within a paragraph becomes a space",
        ),
        Column("n_characters", "integer", "length of the clean text", "characters"),
        Column("duplicate_of", "string", "article_id of the first article with an identical record", nullable=True),
    ),
    define_table(
        "corpus/headlines.parquet",
        "an article with the name that outputs give it",
        ("article_id",),
        ARTICLE,
        Column("name", "string", "headline; without one, the name of the file, and the record in a file of several"),
    ),
    define_table(
        "corpus/records.parquet",
        "a record: the text of one article before cleaning",
        ("article_id",),
        ARTICLE,
        Column("text", "string", "complete decoded text; mojibake repaired as listed in `repairs`"),
        Column("encoding", "string", "encoding used to decode the bytes"),
        Column("sha256", "string", "SHA-256 of the text in UTF-8, before repairs"),
        Column(
            "n_undecoded",
            "integer",
            "replacement characters (U+FFFD) in the text, one for each character lost",
            "characters",
        ),
    ),
    define_table(
        "corpus/ledger.parquet",
        "a span of a record, kept or cut; together the spans cover the whole record",
        ("article_id", "start"),
        ARTICLE,
        Column("start", "integer", "offset of the first character in the record", "characters"),
        Column("end", "integer", "offset of the end (exclusive)", "characters"),
        Column("kept", "boolean", "whether the span is part of the article"),
        Column(
            "field",
            "string",
            "field it belongs to: body, title, byline or published; in exports of databases also outlet, section, "
            "page, length, language, id or url",
            nullable=True,
        ),
        Column("rule", "string", "rule that decided"),
        Column("score", "number", "probability of running text, if the line model decided", "0-1", True),
    ),
    define_table(
        "corpus/fields.parquet",
        "a field of an article, with the origin of its value or the reason why it is missing",
        ("article_id", "field"),
        ARTICLE,
        Column(
            "field",
            "string",
            "id, title, byline, outlet, published, language, url or group; section, page or length, if an export has "
            "it",
        ),
        Column("value", "string", "the value", nullable=True),
        Column("origin", "string", "origin of the value: text, file or person (annotations)", nullable=True),
        Column(
            "start",
            "integer",
            "offset of its first character in the record, if it was read from the text",
            "characters",
            True,
        ),
        Column("end", "integer", "offset of the end (exclusive)", "characters", True),
        Column("reason", "string", "how the value was read, or why it is missing"),
    ),
    *DUPLICATE_TABLES,
    define_table(
        "corpus/counted.csv",
        "an article, counted or not",
        ("article_id",),
        ARTICLE,
        Column("story", "string", "near-duplicate cluster, or the article's own article_id"),
        Column("counted", "boolean", "whether the article is included in the analysis of terms and topics"),
        Column("reason", "string", "why it is or is not included"),
    ),
    define_table(
        "corpus/flow.csv", "a step of the selection, from records read to articles analysed", ("step",), *FLOW
    ),
    define_table(
        "work/corpus/recurring.csv",
        "a text that recurs in the articles of an outlet, with evidence, to accept or reject",
        ("outlet", "text", "place"),
        *RECURRING,
        Column("articles", "integer", "articles that contain it in this position", "articles"),
        Column("searched", "integer", "articles of the outlet searched (at most 512)", "articles"),
        Column("share", "number", "share of the searched articles that contain it in this position", "0-1"),
        Column(
            "days", "integer", "number of different publication dates of these articles, if all are dated", "days", True
        ),
        Column("decision", "string", "cut or keep"),
        Column("by", "string", "who decided: evidence, or person (annotations/furniture.csv)"),
        Column("reason", "string", "reason for the decision"),
        none="no text recurs in the articles of an outlet",
    ),
    define_table(
        "work/corpus/recurring_cuts.csv",
        "a recurring text that was cut",
        ("outlet", "text", "place"),
        *RECURRING,
        Column("rule", "string", "name of the rule in the ledger"),
    ),
    define_table(
        "work/corpus/repairs.csv",
        "a line of a record whose mojibake was repaired",
        ("article_id", "field", "line"),
        ARTICLE,
        Column("field", "string", "text, or the name of the field"),
        Column("line", "integer", "line number, from 1", "lines"),
        Column("found", "string", "the line before repair"),
        Column("repaired", "string", "the line after repair"),
        Column("steps", "string", "repair steps applied by ftfy"),
        none="no text was decoded wrongly",
    ),
    define_table(
        "work/corpus/date_orders.csv",
        "a table whose dates show the order of day and month, such as 13/03/2022",
        ("source",),
        SOURCE,
        Column("day_first", "integer", "dates that are valid only if the day comes first", "dates"),
        Column("month_first", "integer", "dates that are valid only if the month comes first", "dates"),
        none="no table has dates such as 13/03/2022, which show the order of day and month",
    ),
    define_table(
        "work/corpus/remarks.parquet",
        "a rejected file or record, or a notice about one",
        ("source", "record"),
        *REMARK,
        Column("rejected", "boolean", "whether the file or record was rejected"),
    ),
    define_table(
        "work/corpus/rejected.csv",
        "a rejected file or record, which gave no article",
        ("source", "record"),
        *REMARK,
        none="every file and record gave an article",
    ),
    define_table(
        "work/corpus/notices.csv",
        "something to check about a file, record or annotation",
        ("source", "record"),
        *REMARK,
        none="there is nothing to check",
    ),
)
