"""The methods paragraphs: what was run, with every number from a table or the configuration, and every source cited."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from presswork import __version__
from presswork.core.configuration import list_options
from presswork.core.digests import digest_value
from presswork.figures.drawing.caption_text import join
from presswork.paper.latex import convert_markdown
from presswork.paper.markdown import protect_prose, quote
from presswork.paper.methods.corpus import describe_corpus, describe_words
from presswork.paper.methods.terms import describe_terms
from presswork.paper.methods.topics import describe_topics
from presswork.paper.references import choose_references, read_versions, write_corpus_entry

HEAD = "# Methods\n\n"
SOFTWARE = (
    ("numpy", "NumPy", "@harris2020numpy"),
    ("scipy", "SciPy", "@virtanen2020scipy"),
    ("polars", "Polars", "@package-polars"),
    ("pyarrow", "PyArrow", "@package-pyarrow"),
    ("matplotlib", "Matplotlib", "@hunter2007matplotlib"),
)


def write_methods(
    articles: pl.LazyFrame,
    flow: pl.DataFrame,
    rejected: pl.DataFrame,
    ledger: pl.LazyFrame,
    dealt: list[pl.LazyFrame],
    languages: pl.DataFrame,
    lengths: pl.DataFrame,
    matrix_rows: pl.DataFrame,
    frequency: pl.DataFrame,
    keyness: pl.DataFrame,
    comparisons: pl.DataFrame,
    skipped: pl.DataFrame,
    support: dict[str, Any],
    collocations: pl.DataFrame,
    trends: pl.DataFrame,
    choice: dict[str, Any],
    prevalence: pl.DataFrame,
    unit_columns: pl.DataFrame,
    lock: str,
    references: str,
    settings: dict[str, Any],
) -> dict[str, str]:
    """Return the paragraphs as `markdown` and `latex`, and as `bibliography` the entries of what they cite."""
    versions = read_versions(lock) | {"presswork": __version__}
    n_articles = matrix_rows["article_id"].n_unique()
    paragraphs = [
        describe_corpus(articles, flow, rejected, ledger, dealt, lengths, matrix_rows, settings, versions),
        describe_words(languages, frequency, settings, versions),
        describe_terms(frequency, keyness, comparisons, skipped, support, collocations, trends, n_articles, settings),
        describe_topics(choice, prevalence, unit_columns, settings, versions),
        describe_software(settings, versions),
    ]
    text = "\n\n".join(" ".join(sentences) for sentences in paragraphs)
    ids = articles.select("article_id").collect()["article_id"].sort().to_list()
    corpus = write_corpus_entry(n_articles, int(matrix_rows["n_words"].sum()), digest_value(ids))
    return {
        "markdown": f"{HEAD}{protect_prose(text)}\n",
        "latex": f"{convert_markdown(text)}\n",
        "bibliography": choose_references(references, text, versions) + corpus,
    }


def describe_software(settings: dict[str, Any], versions: dict[str, str]) -> Iterator[str]:
    """Yield one sentence after another on versions, options and reproducibility."""
    packages = join([f"{shown} {versions[name]} [{cited}]" for name, shown, cited in SOFTWARE])
    yield f"The workflow ran with Snakemake {versions['snakemake']} [@molder2021snakemake], {packages}."
    changed = list_changed_options(settings)
    options = f"Changed options: {'; '.join(changed)}" if changed else "All options had their default values"
    yield (
        f"{options}. The manifest lists the SHA-256 digest of each article, table and figure, so that anyone who has "
        "the articles can rebuild the results and compare them."
    )


def list_changed_options(settings: dict[str, Any]) -> list[str]:
    """Return the options that differ from their defaults, as `name = value`."""
    changed = []
    for name, entry in list_options().items():
        *sections, last = name.split(".")
        here: Any = settings
        for section in sections:
            here = here[section]
        if last in here and here[last] != entry["default"]:
            changed.append(f"`{name} = {quote(str(here[last]))}`")
    return changed
