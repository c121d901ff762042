"""The page: a folder with the results of a run in linked views, which any browser opens offline."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl

from presswork import __version__
from presswork.corpus.cleaning.layout.edits import WITHIN_TEXT
from presswork.explorer.page.articles import INDEX_CHUNK, describe_articles, index_articles, order_articles
from presswork.explorer.page.chunks import Codebook, frame, write_script
from presswork.explorer.page.figures import describe_columns, describe_figures
from presswork.explorer.page.inputs import CorpusTables, FigureFiles, TermTables, TokenTables, TopicTables
from presswork.explorer.page.months import stack_months
from presswork.explorer.page.quotes import choose_pieces, limit_quotations
from presswork.explorer.page.shell import lay_out
from presswork.explorer.page.terms import (
    CODED,
    FRAMES,
    INDEX,
    SAMPLE,
    TERMS_A_CHUNK,
    describe_terms,
    explain_codes,
    index_terms,
    limit_terms,
    list_spellings,
    sample_articles,
    sample_lines,
    tell_key_terms,
)
from presswork.explorer.page.topics import describe_topics
from presswork.explorer.page.traces import list_quoted
from presswork.explorer.page.wording import put_terms_into_words, put_topics_into_words
from presswork.explorer.page.words import encode_tokens, list_multiword, list_steps, locate_terms
from presswork.figures.drawing.time_span import choose_span
from presswork.figures.omitted import list_omitted

# Tables whose columns the page explains.
TABLES = (
    *("frequency", "keyness", "comparisons", "collocations", "trends", "composition", "flow", "topics", "prevalence"),
    *("topic_trends", "topic_groups", "typical", "candidates", "shares", "variants", "skipped", "articles"),
)


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
    corpus: CorpusTables,
    tokens: TokenTables,
    terms: TermTables,
    topics: TopicTables,
    figures: FigureFiles,
    skipped: pl.DataFrame,
    support: dict[str, Any],
    assets: list[Path],
    layer: str,
    text: str,
    beside: bool,
) -> Page:
    """Return the page with the given results; `text` sets how much of the articles it shows.

    `full`: the whole records; `snippets`: headlines and short quotations; `none`: no headlines and no running text.
    `beside` says whether the page lies in the results folder, beside the files of the figures.
    """
    topics = replace(topics, typical=limit_quotations(topics.typical, text))
    listed = order_articles(corpus.articles, corpus.counted, tokens.lengths)
    places = listed.select("article_id", "place")
    pieces = choose_pieces(text, listed, corpus.records, tokens.sentences, topics.typical)
    chosen = limit_terms(terms.frequency, text)
    terms, topics = put_terms_into_words(terms, chosen), put_topics_into_words(topics)
    running = encode_tokens(tokens.tokens, tokens.vocabulary, layer, pieces)
    multiword = list_multiword(chosen, layer, tokens.phrase_places)
    # In full texts, the sample of articles with a term is also the sample of its lines.
    located = chosen if text == "snippets" else multiword
    shown = (pieces, tokens.phrase_places, terms.matrix_rows)
    placed = locate_terms(tokens.tokens, tokens.vocabulary, layer, located, *shown)
    steps = list_steps(placed.join(multiword, on="rank", how="semi", maintain_order="left"))
    code = Codebook()
    index = index_articles(listed, text)
    told = describe_articles(listed, corpus, topics, pieces, running.signs, steps, text)
    samples = sample_articles(chosen, terms.matrix, terms.matrix_rows, terms.matrix_columns, places)
    lines = sample_lines(placed, places) if text == "snippets" else {}
    of_terms = describe_terms(chosen, tokens, terms, layer, samples, lines, code)
    quoted = list_quoted(tokens.sentences, pieces if text == "snippets" else {})
    of_figures, images = describe_figures(figures, tokens.sentences, quoted, places, text, beside)
    names = [sidecar["figure"] for sidecar in figures.sidecars]
    span = choose_span(terms.trends) if terms.trends.height else None
    site = {
        "presswork": __version__,
        "text": text,
        "layer": layer,
        "articles": listed.height,
        "counted": int(corpus.counted["counted"].sum()),
        "words": int(terms.matrix_rows["n_words"].sum()),
        "terms": chosen.height,
        "all_terms": terms.frequency.height,
        "sample": SAMPLE,
        "index": {"size": INDEX_CHUNK, "chunks": len(index["chunks"]), "codes": index["codes"]},
        "details": told["layout"],
        "term_chunk": TERMS_A_CHUNK,
        "reasons": explain_codes(terms.frequency),
        "measures": [name for name in chosen.columns if name not in INDEX],
        "frames": FRAMES,
        "coded": [list(CODED), code.texts],
        "flow": frame(corpus.flow, corpus.flow.columns),
        "composition": frame(terms.composition, terms.composition.columns),
        "span": [str(day) for day in span] if span else None,
        "months": stack_months(terms.composition),
        "skipped": frame(skipped, skipped.columns),
        "choice": topics.choice,
        "topics": [list(row) for row in topics.labels.drop_nulls("topic").select("topic", "label").iter_rows()],
        "within": list(WITHIN_TEXT),
        "figures": names,
        "omitted": list_omitted(support),
        "columns": describe_columns([*TABLES, *(f"figure_{name}" for name in names)]),
    }
    scripts = {
        "site": site,
        "forms": running.forms,
        "terms/index": index_terms(chosen),
        "variants": list_spellings(chosen, tokens.variants),
        "terms/key": tell_key_terms(terms.keyness, terms.comparisons, chosen),
        "topics": describe_topics(topics, places),
        **{f"articles/index-{number}": chunk for number, chunk in enumerate(index["chunks"])},
        **{f"articles/{number}": chunk for number, chunk in enumerate(told["chunks"])},
        **{f"terms/{number}": chunk for number, chunk in enumerate(of_terms)},
        **of_figures,
    }
    data = {f"data/{name}.js": write_script(name, value).encode() for name, value in scripts.items()}
    return Page(lay_out(assets, {**data, **images}))
