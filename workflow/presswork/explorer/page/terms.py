"""The terms of the page: an index for lists and search, and the details of each term."""

from itertools import pairwise
from typing import Any

import polars as pl
from scipy import sparse

from presswork.core.reasons import explain
from presswork.core.schema import find_tables
from presswork.explorer.page.chunks import Codebook, frame, rows_by
from presswork.explorer.page.inputs import TermTables, TokenTables
from presswork.terms.comparison.ranking import list_key_terms
from presswork.tokens.running_terms import name_term

MOST_TERMS = 12_000
TERMS_A_CHUNK = 100
SAMPLE = 100
SPELLINGS = 20
KEY_TERMS = 100
PROTECTED_RUN = 5
INDEX = (
    *("rank", "term", "stop", "count", "articles", "per_million", "per_million_low", "per_million_high", "interval"),
    *("range", "dp_norm"),
)
KEYNESS = (
    *("group", "reference", "rank", "count", "reference_count", "per_million", "reference_per_million"),
    *("log_ratio", "log_ratio_low", "log_ratio_high", "interval", "p_maxt", "lrc_units"),
)
COLLOCATIONS = ("rank", "collocate", "joint", "left", "right", "articles", "expected", "log_dice", "g2", "mi", "t")
TRENDS = ("series", "unit", "start", "count", "articles", "words", "per_million", "low", "high", "interval")
VARIANTS = ("variant", "canonical", "note", "score", "count_variant", "count_canonical")

# Columns with few distinct texts hold numbers of codes.
CODED = ("group", "reference", "interval", "series", "unit")
FRAMES = {"keyness": KEYNESS, "collocations": COLLOCATIONS, "trend": TRENDS, "variants": VARIANTS}


def limit_terms(frequency: pl.DataFrame, text: str) -> pl.DataFrame:
    """Return the most frequent terms, as many as the page holds; for `none`, without long multiword terms."""
    if text == "none":
        frequency = frequency.filter(pl.col("term").str.count_matches(r"\S+") < PROTECTED_RUN)
    return frequency.sort("rank").head(MOST_TERMS)


def explain_codes(frequency: pl.DataFrame) -> dict[str, str]:
    """Return the meaning of the codes that say why a term has no interval."""
    unit = {"unit": frequency["unit"].first()}
    columns = [column for column in find_tables()["frequency"].columns if column.codes]
    return {code: explain(code, unit) for column in columns for code in column.codes}


def index_terms(terms: pl.DataFrame) -> dict[str, list[Any]]:
    """Return the columns of the list of terms."""
    return {name: terms[name].to_list() for name in INDEX}


def sample_articles(
    terms: pl.DataFrame, matrix: sparse.csr_array, rows: pl.DataFrame, columns: pl.DataFrame, places: pl.DataFrame
) -> list[list[int]]:
    """Return up to `SAMPLE` articles with each term, as step from the place before, count, step, count, ...

    They are the first by article_id, which is a digest, and so an arbitrary sample.
    """
    by_column = sparse.csc_array(matrix)
    by_column.sort_indices()
    numbers = dict(columns.select("term", "column").iter_rows())
    place = rows.join(places, on="article_id", how="left").sort("row")["place"].to_numpy()
    samples = []
    for term in terms["term"].to_list():
        first, last = by_column.indptr[numbers[term] : numbers[term] + 2]
        found: dict[int, int] = {}
        for row, count in zip(by_column.indices[first:last], by_column.data[first:last], strict=True):
            article = int(place[row])
            if article not in found and len(found) == SAMPLE:
                break
            found[article] = found.get(article, 0) + int(count)
        before = [0, *sorted(found)]
        samples.append([number for last, here in pairwise(before) for number in (here - last, found[here])])
    return samples


def sample_lines(words: pl.DataFrame, places: pl.DataFrame) -> dict[int, list[int]]:
    """Return up to `SAMPLE` places of articles whose shown text has a term, by the rank of the term."""
    found = words.select("article_id", "rank").unique().sort("rank", "article_id")
    first = found.group_by("rank", maintain_order=True).head(SAMPLE).join(places, on="article_id")
    lists = first.group_by("rank").agg(pl.col("place").sort())
    return {rank: list(articles) for rank, articles in lists.iter_rows()}


def describe_terms(
    terms: pl.DataFrame,
    tokens: TokenTables,
    tables: TermTables,
    layer: str,
    samples: list[list[int]],
    lines: dict[int, list[int]],
    code: Codebook,
) -> list[list[dict[str, Any]]]:
    """Return the details of each term, `TERMS_A_CHUNK` per chunk, in the order of the index.

    The tables are those of `put_terms_into_words`.
    """
    spellings = _list_spellings(tokens.vocabulary, layer, terms)
    key = rows_by(_encode(tables.keyness, code), "term", KEYNESS)
    near = rows_by(tables.collocations.filter(pl.col("side") == "both"), "node", COLLOCATIONS)
    over = rows_by(_encode(tables.trends, code), "term", TRENDS)
    ranks, names = terms["rank"].to_list(), terms["term"].to_list()
    shown = {term: lines[rank] for rank, term in zip(ranks, names, strict=True) if rank in lines}
    other = _list_variants(tokens.variants)
    told: dict[str, dict[str, Any]] = {
        "lines": shown,
        "keyness": key,
        "collocations": near,
        "trend": over,
        "variants": other,
    }
    measures = terms.select(name for name in terms.columns if name not in INDEX).iter_rows()
    details = [
        {"measures": list(row), "spellings": spellings.get(term, []), "sample": sample}
        | {name: by_term[term] for name, by_term in told.items() if term in by_term}
        for term, sample, row in zip(names, samples, measures, strict=True)
    ]
    return [details[first : first + TERMS_A_CHUNK] for first in range(0, len(details), TERMS_A_CHUNK)]


def _encode(table: pl.DataFrame, code: Codebook) -> pl.DataFrame:
    """Return a table with numbers for the texts of the columns `CODED`."""
    names = [name for name in CODED if name in table.columns]
    numbers = {name: [code.number(each) for each in table[name].to_list()] for name in names}
    return table.with_columns(pl.Series(name, values, pl.Int64) for name, values in numbers.items())


def _list_spellings(vocabulary: pl.LazyFrame, layer: str, terms: pl.DataFrame) -> dict[str, list[str]]:
    words = vocabulary.filter("word").select("token", name_term(layer)).join(terms.lazy(), on="term", how="semi")
    lists = words.sort("term", "token").group_by("term", maintain_order=True).agg(pl.col("token").head(SPELLINGS))
    return dict(lists.collect().iter_rows())


def _list_variants(variants: pl.DataFrame) -> dict[str, Any]:
    both = pl.concat([variants.with_columns(term=name) for name in ("variant", "canonical")])
    return rows_by(both.sort("term", "rank"), "term", VARIANTS)


def tell_key_terms(keyness: pl.DataFrame, comparisons: pl.DataFrame, terms: pl.DataFrame) -> dict[str, Any]:
    """Return the comparisons, and the first key terms of each."""
    first = list_key_terms(keyness.join(terms.select("term"), on="term", how="semi"), KEY_TERMS)
    return {"comparisons": frame(comparisons, comparisons.columns), "terms": frame(first, ("term", *KEYNESS))}


def list_spellings(terms: pl.DataFrame, variants: pl.DataFrame) -> dict[str, Any]:
    """Return pairs of ranks: a word, and the word that it may be another spelling of."""
    ranks = terms.select("term", "rank")
    pairs = variants.select("variant", "canonical").join(ranks, left_on="variant", right_on="term")
    both = pairs.join(ranks, left_on="canonical", right_on="term", suffix="_canonical").sort("rank", "rank_canonical")
    return {"variants": [list(pair) for pair in both.select("rank", "rank_canonical").iter_rows()]}
