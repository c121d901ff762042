"""The page: a folder that any browser opens, offline, with the results of a run in linked views."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
from scipy import sparse

from presswork import __version__
from presswork.core.reasons import put_into_words
from presswork.explorer.page.articles import INDEX_CHUNK, describe_articles, index_articles, order_articles
from presswork.explorer.page.chunks import Codebook, frame, write_script
from presswork.explorer.page.figures import describe_columns, describe_figures
from presswork.explorer.page.quotes import choose_pieces, limit_quotations
from presswork.explorer.page.shell import lay_out
from presswork.explorer.page.terms import (
    CODED,
    FRAMES,
    INDEX,
    SAMPLE,
    TERMS_A_CHUNK,
    choose_terms,
    describe_terms,
    explain_codes,
    index_terms,
    list_key_terms,
    list_spellings,
    sample_articles,
    sample_lines,
)
from presswork.explorer.page.topics import describe_topics
from presswork.explorer.page.traces import list_quoted
from presswork.explorer.page.words import list_steps, locate_terms
from presswork.figures.omitted import list_omitted
from presswork.topics.choice import explain_choice

TABLES = ("frequency", "keyness", "comparisons", "collocations", "trends", "composition", "flow", "topics")
MORE_TABLES = ("prevalence", "topic_trends", "topic_groups", "typical", "shares", "variants", "skipped", "articles")


@dataclass(frozen=True)
class Page:
    """The files of the page by their paths in its folder."""

    files: dict[str, bytes]

    def write_to(self, folder: Path) -> None:
        """Write each file."""
        for name, content in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def build_page(
    articles: pl.LazyFrame,
    records: pl.LazyFrame,
    ledger: pl.LazyFrame,
    fields: pl.LazyFrame,
    counted: pl.DataFrame,
    flow: pl.DataFrame,
    tokens: list[pl.LazyFrame],
    sentences: list[pl.LazyFrame],
    phrase_places: list[pl.LazyFrame],
    vocabulary: pl.LazyFrame,
    lengths: pl.DataFrame,
    variants: pl.DataFrame,
    matrix: sparse.csr_array,
    matrix_rows: pl.DataFrame,
    matrix_columns: pl.DataFrame,
    frequency: pl.DataFrame,
    keyness: pl.DataFrame,
    comparisons: pl.DataFrame,
    collocations: pl.DataFrame,
    trends: pl.DataFrame,
    composition: pl.DataFrame,
    skipped: pl.DataFrame,
    support: dict[str, Any],
    choice: dict[str, Any],
    topics: pl.DataFrame,
    labels: pl.DataFrame,
    prevalence: pl.DataFrame,
    topic_trends: pl.DataFrame,
    topic_groups: pl.DataFrame,
    typical: pl.DataFrame,
    shares: pl.DataFrame,
    similar: pl.LazyFrame,
    sidecars: list[dict[str, Any]],
    rows: list[Path],
    pictures: list[Path],
    traces: list[pl.LazyFrame],
    assets: list[Path],
    layer: str,
    text: str,
) -> Page:
    """Return the page with the results that are given; `text` says how much of the articles it shows.

    `full`: their records; `snippets`: short quotations; `none`: no headline and no running text.
    """
    listed = order_articles(articles, counted, lengths)
    places = listed.select("article_id", "place")
    typical = limit_quotations(typical, text)
    pieces = choose_pieces(text, listed, records, sentences, typical)
    terms = choose_terms(frequency, text)
    choice = choice | {key: explain_choice(choice, key) for key in ("rule", "null_reason")}
    keyness = keyness.join(terms.select("term"), on="term", how="semi", maintain_order="left")
    unit = comparisons.select("group", "reference", "unit")
    keyness = keyness.join(unit, on=["group", "reference"], how="left", maintain_order="left")
    keyness, trends, prevalence, topic_trends, topic_groups = map(
        put_into_words, (keyness, trends, prevalence, topic_trends, topic_groups)
    )
    comparisons = put_into_words(comparisons, "test")
    phrases = phrase_places if layer == "phrase" else []
    words = locate_terms(tokens, vocabulary, layer, terms, pieces, phrases)
    index = index_articles(listed, text)
    told = describe_articles(listed, ledger, fields, shares, similar, pieces, list_steps(words), text)
    samples = sample_articles(terms, matrix, matrix_rows, matrix_columns, places)
    lines = sample_lines(words, places) if text != "none" else {}
    code = Codebook()
    of_terms = describe_terms(terms, vocabulary, layer, samples, lines, keyness, collocations, trends, variants, code)
    quoted = list_quoted(sentences, pieces if text == "snippets" else {})
    of_figures, images = describe_figures(sidecars, rows, pictures, traces, sentences, quoted, places, text)
    figures = [sidecar["figure"] for sidecar in sidecars]
    site = {
        "presswork": __version__,
        "text": text,
        "layer": layer,
        "articles": listed.height,
        "counted": int(counted["counted"].sum()),
        "words": int(matrix_rows["n_words"].sum()),
        "terms": terms.height,
        "all_terms": frequency.height,
        "sample": SAMPLE,
        "index": {"size": INDEX_CHUNK, "chunks": len(index["chunks"]), "codes": index["codes"]},
        "details": told["layout"],
        "term_chunk": TERMS_A_CHUNK,
        "reasons": explain_codes(frequency),
        "measures": [name for name in terms.columns if name not in INDEX],
        "frames": FRAMES,
        "coded": [list(CODED), code.texts],
        "flow": frame(flow, flow.columns),
        "composition": frame(composition, composition.columns),
        "skipped": frame(skipped, skipped.columns),
        "choice": choice,
        "topics": [[row["topic"], row["label"]] for row in labels.drop_nulls("topic").iter_rows(named=True)],
        "figures": figures,
        "omitted": list_omitted(support),
        "columns": describe_columns([*TABLES, *MORE_TABLES, *(f"figure_{name}" for name in figures)]),
    }
    scripts = {
        "site": site,
        "terms/index": index_terms(terms),
        "variants": list_spellings(terms, variants),
        "terms/key": list_key_terms(keyness, comparisons, terms),
        "topics": describe_topics(
            choice,
            topics,
            labels,
            prevalence,
            topic_trends,
            topic_groups,
            typical,
            shares,
            places,
        ),
        **{f"articles/index-{number}": chunk for number, chunk in enumerate(index["chunks"])},
        **{f"articles/{number}": chunk for number, chunk in enumerate(told["chunks"])},
        **{f"terms/{number}": chunk for number, chunk in enumerate(of_terms)},
        **of_figures,
    }
    data = {f"data/{name}.js": write_script(name, value).encode() for name, value in scripts.items()}
    return Page(lay_out(assets, {**data, **images}))
