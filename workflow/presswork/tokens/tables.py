"""The tables of the tokens stage."""

from presswork.core.schema import Column, define_table

ARTICLE = Column("article_id", "string", "the article")
START = Column("start", "integer", "offset of the first character in the record", "characters")
END = Column("end", "integer", "offset of the end (exclusive)", "characters")
TOKEN_ID = Column("token_id", "hash", "64-bit hash of the token (and of `shouted`), the same in every corpus")
TOKEN = Column("token", "string", "the token as NLTK returns it")
FIELD = Column("field", "string", "title or body")
SENTENCE = Column("sentence", "integer", "number of the sentence in the article, from 0")
SHOUTED = Column(
    "shouted",
    "boolean",
    "whether it is in capitals in a text in capitals: three adjacent words or more, or the sentence",
)
TOKENIZED = (
    Column("splitter", "string", "sentence splitter: punkt, or rule if Punkt has no parameters"),
    Column("tokenizer", "string", "word tokeniser: nltk (NLTKWordTokenizer) or toktok (ToktokTokenizer)"),
    Column("n_articles", "integer", "articles in the language", "articles"),
    Column("n_sentences", "integer", "sentences, including titles", "sentences"),
    Column("n_by_itself", "integer", "sentences tokenised one by one, with the same result", "sentences"),
)

EVIDENCE = (
    ("count", "integer", "occurrences of", "tokens"),
    ("articles", "integer", "articles with", "articles"),
    ("capital", "number", "share of capitalised occurrences, sentence beginnings apart, of", "0-1"),
    ("outlets", "string", "occurrences per outlet of", "tokens"),
)

TABLES = (
    define_table(
        "tokens/tokens/{shard}.parquet",
        "a token with its place in the record",
        ("article_id", "position"),
        ARTICLE,
        FIELD,
        SENTENCE,
        Column("position", "integer", "number of the token in the article, from 0", "tokens"),
        TOKEN_ID,
        START,
        END,
    ),
    define_table(
        "tokens/sentences/{shard}.parquet",
        "a sentence with its place in the record",
        ("article_id", "sentence"),
        ARTICLE,
        SENTENCE,
        START,
        END,
    ),
    define_table(
        "work/tokens/types/{shard}.parquet",
        "a distinct token of a shard",
        ("token", "shouted"),
        TOKEN_ID,
        TOKEN,
        SHOUTED,
        Column("articles", "integer", "articles of the shard with the token", "articles"),
    ),
    define_table(
        "work/tokens/tokenizing/{shard}.parquet",
        "a language of a shard with its sentence splitter and tokeniser",
        ("language",),
        Column("language", "string", "language of the articles; the language of the analysis if theirs is uncertain"),
        *TOKENIZED,
    ),
    define_table(
        "work/tokens/damaged.csv",
        "a word with characters lost to U+FFFD, ? or a quotation mark before it reached Presswork",
        ("found",),
        Column("found", "string", "the damaged word in lower case"),
        Column("spelling", "string", "the spelling that it counts as; if empty, it is not counted", nullable=True),
        Column("evidence", "string", "source of the spelling: the corpus, a known contraction, or none"),
        Column("count", "integer", "occurrences of the damaged word in titles and texts"),
        Column("spelling_count", "integer", "occurrences of the spelling in texts"),
        none="no word is damaged",
    ),
    define_table(
        "work/tokens/respelled.csv",
        "a damaged word that counts as another spelling",
        ("found",),
        Column("found", "string", "the damaged word in lower case"),
        Column("spelling", "string", "the spelling that it counts as"),
    ),
    define_table(
        "tokens/languages.csv",
        "a language of the articles with its sentence splitter, tokeniser, lemmatiser and stemmer",
        ("language",),
        Column("language", "string", "two-letter code; the language of the analysis if the articles' is uncertain"),
        *TOKENIZED,
        Column("lemmas", "string", "simplemma, or lower case if it has no tables"),
        Column("stems", "string", "Snowball, or lower case if it has no stemmer"),
    ),
    define_table(
        "tokens/vocabulary.parquet",
        "a distinct token of the corpus with its layers",
        ("token", "shouted"),
        TOKEN_ID,
        TOKEN,
        SHOUTED,
        Column(
            "lower",
            "string",
            "the token after the steps of `tokens.normalize`, in lower case but for acronyms (`tokens.keep_acronyms`)",
        ),
        Column(
            "variant",
            "string",
            "its canonical spelling in annotations/variants.csv, otherwise as `lower`",
        ),
        Column("lemma", "string", "dictionary form in lower case, from simplemma; of an acronym, the singular"),
        Column("stem", "string", "Snowball stem of the lower case (Porter 2001)"),
        Column("word", "boolean", "whether it is a word: it has a letter or digit and is not a clitic ('s, n't)"),
        Column("stop", "boolean", "whether `lower` is on the stop list"),
    ),
    define_table(
        "work/tokens/phrases.csv",
        "a multiword term",
        ("phrase",),
        Column("phrase", "string", "its tokens as in `lower`, separated by spaces"),
        Column("n_words", "integer", "number of tokens", "tokens"),
        Column("count", "integer", "occurrences in the bodies of counted articles"),
        Column("articles", "integer", "counted articles with the term", "articles"),
        Column("log_dice", "number", "logDice of its two parts (Rychlý 2008), at most 14", nullable=True),
        Column("g2", "number", "log-likelihood ratio of its two parts, four cells (Dunning 1993)", nullable=True),
        Column("origin", "string", "person (annotations/phrases.csv) or corpus (found by the measures)"),
        none="no multiword term was found or given",
    ),
    define_table(
        "tokens/phrase_places/{shard}.parquet",
        "an occurrence of a multiword term",
        ("article_id", "position"),
        ARTICLE,
        FIELD,
        SENTENCE,
        Column("position", "integer", "number of its first token in the article, from 0", "tokens"),
        Column("n_tokens", "integer", "number of tokens", "tokens"),
        Column("phrase", "string", "the multiword term"),
    ),
    define_table(
        "tokens/lengths.parquet",
        "the length of an article without its title",
        ("article_id",),
        ARTICLE,
        Column("n_sentences", "integer", "sentences of the body", "sentences"),
        Column("n_tokens", "integer", "tokens of the body, including punctuation", "tokens"),
        Column("n_words", "integer", "words of the body", "words"),
    ),
    define_table(
        "work/tokens/variants.csv",
        "a word that may be another spelling of a more frequent word, for you to accept",
        ("rank",),
        Column("variant", "string", "the less frequent word, as in `lower`"),
        Column("canonical", "string", "the more frequent word; ties go by articles, then by alphabet"),
        Column("note", "string", "why it is proposed"),
        Column("rank", "integer", "rank by score"),
        Column("score", "number", "probability that both are one name; 0.95 for house style", "0-1"),
        Column("kind", "string", "name or house style"),
        Column("distance", "number", "weighted edit distance; spellings of one sound are close", "letters"),
        Column("distance_per_letter", "number", "distance divided by the letters of the longer word", "0-1"),
        *(
            Column(f"{name}_{side}", kind, f"{meaning} the {side}", unit)
            for name, kind, meaning, unit in EVIDENCE
            for side in ("variant", "canonical")
        ),
        Column("articles_both", "integer", "articles with both", "articles"),
        Column("side_by_side", "integer", "times they are adjacent or one token apart", "tokens"),
        Column(
            "cosine",
            "number",
            "cosine similarity of neighbours weighted by (1 + ln n) ln(articles / articles with it)",
            "0-1",
        ),
        Column("shared", "integer", "shared neighbours among ten content words on each side in the sentence", "words"),
        Column("beside", "string", "rarest capitalised word adjacent to both, such as a first name; empty if none"),
        none="no two words look like spellings of one name",
    ),
    define_table(
        "tokens/variants_effect.csv",
        "the effect of an accepted variant on the counts of an outlet, or of all outlets",
        ("canonical", "variant", "outlet"),
        Column("canonical", "string", "the canonical spelling"),
        Column("variant", "string", "the spelling merged into it"),
        Column("outlet", "string", "the outlet, (all) or (unknown)"),
        Column("variant_count", "integer", "occurrences of the variant", "tokens"),
        Column("canonical_count", "integer", "occurrences of the canonical spelling itself", "tokens"),
        Column("merged_count", "integer", "occurrences of the canonical spelling and all its variants", "tokens"),
        Column("variant_share", "number", "occurrences of the variant divided by the merged ones", "0-1"),
    ),
    define_table(
        "work/tokens/variants_unmatched.csv",
        "an accepted variant that does not occur in the corpus",
        ("record",),
        Column("source", "string", "the file"),
        Column("record", "integer", "line of the file"),
        Column("reason", "string", "why the row has no effect"),
        Column("detail", "string", "what was found"),
        Column("remedy", "string", "what to do"),
        none="every accepted variant occurs in the corpus",
    ),
)
