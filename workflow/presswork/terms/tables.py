"""The tables of the terms stage."""

from presswork.core.tables import Column, Table

TERM = Column("term", "string", "the term: a word in the configured layer")

TABLES = (
    Table(
        "matrix_rows",
        "terms/matrix_rows.csv",
        "a row of the document-term matrix: an article, or a passage where the corpus is one article",
        ("row",),
        (
            Column("row", "integer", "row of the matrix, from 0"),
            Column("article_id", "string", "the article"),
            Column(
                "passage", "integer", "passage of the article, from 0; empty where a row is an article", nullable=True
            ),
            Column("first_sentence", "integer", "first sentence of the row"),
            Column("last_sentence", "integer", "last sentence of the row"),
            Column("n_words", "integer", "words of the row", "words"),
        ),
    ),
    Table(
        "matrix_columns",
        "terms/matrix_columns.csv",
        "a column of the document-term matrix",
        ("column",),
        (
            Column("column", "integer", "column of the matrix, from 0"),
            TERM,
            Column("stop", "boolean", "whether all its tokens are on the stop list"),
        ),
    ),
    Table(
        "frequency",
        "terms/frequency.csv",
        "a term of the corpus",
        ("rank",),
        (
            Column("rank", "integer", "place by count; equal counts in the order of the alphabet"),
            TERM,
            Column("stop", "boolean", "whether it is on the stop list"),
            Column("count", "integer", "occurrences in the bodies", "tokens"),
            Column("articles", "integer", "articles that have it", "articles"),
            Column("per_million", "number", "occurrences per million words", "1/1,000,000 words"),
            Column("per_million_low", "number", "lower bound of the 95 % interval", "1/1,000,000 words", True),
            Column("per_million_high", "number", "upper bound of the 95 % interval", "1/1,000,000 words", True),
            Column("interval", "string", "how the interval was made, or why there is none"),
            Column(
                "range", "number", "share of parts that have it (parts: articles, or passages for one article)", "0-1"
            ),
            Column("dp", "number", "deviation of proportions (Gries 2008); 0 is even", "0-1"),
            Column("dp_norm", "number", "DP over its largest value (Lijffijt & Gries 2012); 0 is even", "0-1", True),
            Column("dkl", "number", "1 / (1 + Kullback-Leibler divergence in bits), Gries 2020; 1 is even", "0-1"),
        ),
    ),
    Table(
        "keyness",
        "terms/keyness.csv",
        "a term in a group of articles and in what it is compared with",
        ("by", "group", "reference", "rank"),
        (
            Column("by", "string", "what the groups are: `terms.keyness.by`, or corpus where all articles are one"),
            Column("group", "string", "the group; here and in `term`, ' stands before what would be a formula"),
            Column("reference", "string", "what it is compared with: the rest, one other group, or the frequency list"),
            Column("rank", "integer", "place by LRC, or by log ratio where there is no LRC; from 1"),
            TERM,
            Column("stop", "boolean", "whether it is on the stop list"),
            Column("count", "integer", "occurrences in the group", "tokens"),
            Column("reference_count", "number", "occurrences in the reference; on a list, what it gives", "tokens"),
            Column("per_million", "number", "occurrences per million words of the group", "1/1,000,000 words"),
            Column("reference_per_million", "number", "the same in the reference", "1/1,000,000 words"),
            Column("articles", "integer", "articles of the group that have it", "articles"),
            Column("reference_articles", "integer", "articles of the reference that have it", "articles", True),
            Column("unit", "string", "what is resampled and permuted as one: story, day or article", nullable=True),
            Column("units", "integer", "how many the group has", "units", True),
            Column("reference_units", "integer", "how many the reference has", "units", True),
            Column(
                "log_ratio",
                "number",
                "log2 of the ratio of the rates (Hardie 2014), a count of 0 taken for 0.5 (half the least of a list)",
                "doublings",
            ),
            Column("log_ratio_low", "number", "lower bound of the 95 % interval", "doublings", True),
            Column("log_ratio_high", "number", "upper bound of the 95 % interval", "doublings", True),
            Column("interval", "string", "how the interval was made, or why there is none"),
            Column("p", "number", "by permutation, of this term alone; two-sided", "0-1", True),
            Column(
                "p_maxt", "number", "by permutation, corrected over the family (Westfall & Young 1993)", "0-1", True
            ),
            Column("family", "integer", "comparisons that p_maxt is corrected over: terms x groups", "comparisons"),
            Column("test", "string", "how p was made, or why there is none"),
            Column("lrc", "number", "conservative log ratio (Evert 2022); ranking only", "doublings", True),
            Column("log_odds", "number", "log odds, Dirichlet prior of both sides (Monroe et al. 2008)", "nats", True),
            Column("log_odds_z", "number", "its z; ranking only: it takes tokens for independent", "", True),
            Column("g2", "number", "log likelihood of 4 cells (Dunning 1993); below 0 where rarer", "", True),
            Column("g2_williams", "number", "the same with Williams's correction", "", True),
            Column("g2_two_cells", "number", "log likelihood of 2 cells (Rayson & Garside 2000)", "", True),
            Column("chi2", "number", "Pearson's chi-squared; below 0 where rarer", "", True),
            Column("chi2_yates", "number", "the same with Yates's correction", "", True),
            Column("fisher_p", "number", "Fisher's exact p, two-sided; takes tokens for independent", "0-1", True),
            Column("odds_ratio", "number", "conditional odds ratio; empty where a count is 0", "", True),
            Column("percent_difference", "number", "%DIFF (Gabrielatos & Marchi 2011)", "%", True),
            Column("simple_maths", "number", "ratio of rates per million + 100 (Kilgarriff 2009)", "", True),
        ),
    ),
    Table(
        "skipped_keyness",
        "terms/skipped_keyness.csv",
        "an analysis that the corpus cannot carry",
        ("analysis", "subject"),
        (
            Column("analysis", "string", "the analysis"),
            Column("subject", "string", "what it would have been of"),
            Column("reason", "string", "why it was skipped"),
        ),
    ),
)
