"""The tables of the tokens stage."""

from presswork.core.schema import Column, Table

ARTICLE = Column("article_id", "string", "the article")
START = Column("start", "integer", "first character in the record", "characters")
END = Column("end", "integer", "character after the last", "characters")
TOKEN_ID = Column("token_id", "hash", "64-bit hash of the token, the same in every corpus")
TOKEN = Column("token", "string", "the token as NLTK gives it")

EVIDENCE = (
    ("count", "integer", "occurrences of", "tokens"),
    ("articles", "integer", "articles that have", "articles"),
    ("capital", "number", "capitals within a sentence, as a share of all occurrences there, of", "0-1"),
    ("outlets", "string", "occurrences by outlet of", "tokens"),
)

TABLES = (
    Table(
        "tokens",
        "tokens/tokens/{shard}.parquet",
        "a token, with its place in the record",
        ("article_id", "position"),
        (
            ARTICLE,
            Column("field", "string", "title or body"),
            Column("sentence", "integer", "sentence of the article, from 0"),
            Column("position", "integer", "place in the article, from 0", "tokens"),
            TOKEN_ID,
            START,
            END,
        ),
    ),
    Table(
        "sentences",
        "tokens/sentences/{shard}.parquet",
        "a sentence, with its place in the record",
        ("article_id", "sentence"),
        (ARTICLE, Column("sentence", "integer", "sentence of the article, from 0"), START, END),
    ),
    Table(
        "types",
        "tokens/types/{shard}.parquet",
        "a distinct token of a shard",
        ("token",),
        (TOKEN_ID, TOKEN),
    ),
    Table(
        "tokenizing",
        "tokens/tokenizing/{shard}.parquet",
        "a language of a shard, and what its sentences and tokens were found with",
        ("language",),
        (
            Column("language", "string", "the article's own, or that of the analysis where its own is uncertain"),
            Column("splitter", "string", "what finds sentences: punkt, or rule where Punkt has no tables"),
            Column("tokenizer", "string", "what finds words: nltk (NLTKWordTokenizer) or toktok (ToktokTokenizer)"),
            Column("n_articles", "integer", "articles of that language", "articles"),
            Column("n_sentences", "integer", "their sentences, titles included", "sentences"),
            Column("n_by_itself", "integer", "sentences that took the slow way, with the same result", "sentences"),
        ),
    ),
    Table(
        "damaged",
        "tokens/damaged.csv",
        "a word that was damaged before it reached the corpus: characters lost to U+FFFD, ? or a quotation mark",
        ("found",),
        (
            Column("found", "string", "the damaged word in lower case"),
            Column("spelling", "string", "the spelling it is read as; without one it is not counted", nullable=True),
            Column("evidence", "string", "what has that spelling: the corpus, what English is known to have, or none"),
            Column("count", "integer", "occurrences of the damaged word in titles and texts"),
            Column("spelling_count", "integer", "occurrences of that spelling in texts"),
        ),
    ),
    Table(
        "languages",
        "tokens/languages.csv",
        "a language of the articles, and what it was tokenised with",
        ("language",),
        (
            Column("language", "string", "two-letter code; that of the analysis where an article's own is uncertain"),
            Column("splitter", "string", "what finds sentences: punkt, or rule where Punkt has no tables"),
            Column("tokenizer", "string", "what finds words: nltk (NLTKWordTokenizer) or toktok (ToktokTokenizer)"),
            Column("n_articles", "integer", "articles", "articles"),
            Column("n_sentences", "integer", "their sentences, titles included", "sentences"),
            Column("n_by_itself", "integer", "sentences that took the slow way, with the same result", "sentences"),
            Column("lemmas", "string", "simplemma, or lower case where it has no tables"),
            Column("stems", "string", "Snowball, or lower case where it has none"),
        ),
    ),
    Table(
        "vocabulary",
        "tokens/vocabulary.parquet",
        "a distinct token of the corpus, with its layers",
        ("token",),
        (
            TOKEN_ID,
            TOKEN,
            Column("lower", "string", "the token after the steps of `tokens.normalize`, in lower case"),
            Column(
                "variant",
                "string",
                "the spelling that a person chose for it (annotations/variants.csv), else the lower case",
            ),
            Column("lemma", "string", "dictionary form in lower case, by simplemma"),
            Column("stem", "string", "Snowball stem of the lower case (Porter 2001)"),
            Column("word", "boolean", "whether it counts as a word: a letter or digit in it, and no clitic ('s, n't)"),
            Column("stop", "boolean", "whether its lower case is on the stop list"),
        ),
    ),
    Table(
        "phrases",
        "tokens/phrases.csv",
        "a multiword term",
        ("phrase",),
        (
            Column("phrase", "string", "its tokens in lower case, parted by blanks"),
            Column("n_words", "integer", "how many tokens", "tokens"),
            Column("count", "integer", "occurrences in the bodies of counted articles"),
            Column("articles", "integer", "counted articles that have it", "articles"),
            Column("log_dice", "number", "logDice of its two parts (Rychlý 2008), at most 14", nullable=True),
            Column("g2", "number", "log-likelihood ratio of its two parts, four cells (Dunning 1993)", nullable=True),
            Column("origin", "string", "person (annotations/phrases.csv) or corpus (found by its measures)"),
        ),
    ),
    Table(
        "phrase_places",
        "tokens/phrase_places/{shard}.parquet",
        "an occurrence of a multiword term",
        ("article_id", "position"),
        (
            ARTICLE,
            Column("field", "string", "title or body"),
            Column("sentence", "integer", "sentence of the article, from 0"),
            Column("position", "integer", "place of its first token in the article, from 0", "tokens"),
            Column("n_tokens", "integer", "how many tokens", "tokens"),
            Column("phrase", "string", "the multiword term"),
        ),
    ),
    Table(
        "lengths",
        "tokens/lengths.parquet",
        "an article's length; titles are not counted",
        ("article_id",),
        (
            ARTICLE,
            Column("n_sentences", "integer", "sentences of the body", "sentences"),
            Column("n_tokens", "integer", "tokens of the body, punctuation included", "tokens"),
            Column("n_words", "integer", "words of the body", "words"),
        ),
    ),
    Table(
        "variants",
        "tokens/variants.csv",
        "a word that may be another spelling of a more frequent one, for a person to accept",
        ("rank",),
        (
            Column("variant", "string", "the word in lower case"),
            Column("canonical", "string", "the more frequent word; of equals that in more articles, then by alphabet"),
            Column("note", "string", "why it is proposed"),
            Column("rank", "integer", "place by score"),
            Column("score", "number", "probability that both are one name; for house style 0.95, by rule", "0-1"),
            Column("kind", "string", "name, or house style"),
            Column("distance", "number", "weighted edit distance; the spellings of one sound lie close", "letters"),
            Column("distance_per_letter", "number", "the distance over the letters of the longer word", "0-1"),
            *(
                Column(f"{name}_{side}", kind, f"{meaning} the {side}", unit)
                for name, kind, meaning, unit in EVIDENCE
                for side in ("variant", "canonical")
            ),
            Column("articles_both", "integer", "articles that have both", "articles"),
            Column("side_by_side", "integer", "times one is next to the other or one token from it", "tokens"),
            Column(
                "cosine",
                "number",
                "cosine of the neighbours' weights, (1 + ln n) ln(articles / articles with it)",
                "0-1",
            ),
            Column("shared", "integer", "neighbours of both, among ten content words a side in the sentence", "words"),
            Column("beside", "string", "rarest capitalised word right beside both, as a first name; empty if none"),
        ),
    ),
    Table(
        "variants_effect",
        "tokens/variants_effect.csv",
        "an accepted variant in an outlet, or in all of them: what the merge does to the counts",
        ("canonical", "variant", "outlet"),
        (
            Column("canonical", "string", "the spelling that a person chose"),
            Column("variant", "string", "the spelling that is merged into it"),
            Column("outlet", "string", "the outlet, (all) or (unknown)"),
            Column("variant_count", "integer", "occurrences of the variant", "tokens"),
            Column("canonical_count", "integer", "occurrences of the canonical spelling itself", "tokens"),
            Column("merged_count", "integer", "occurrences of the canonical spelling and all its variants", "tokens"),
            Column("variant_share", "number", "occurrences of the variant over the merged ones", "0-1"),
        ),
    ),
    Table(
        "variants_unmatched",
        "tokens/variants_unmatched.csv",
        "an accepted variant that is no word of the corpus",
        ("record",),
        (
            Column("source", "string", "the file"),
            Column("record", "integer", "line of the file"),
            Column("reason", "string", "why the line says nothing"),
            Column("detail", "string", "what was found"),
            Column("remedy", "string", "what to do"),
        ),
    ),
)
