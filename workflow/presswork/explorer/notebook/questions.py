"""Questions with controls, such as `results.browse.concordance()`."""

import ipywidgets as widgets
import polars as pl

from presswork.explorer.notebook.controls import Browser
from presswork.explorer.queries import Queries
from presswork.explorer.views.article import MARKS, ArticleView
from presswork.explorer.views.comparison import GROUPINGS, Comparison
from presswork.explorer.views.concordance import show_context, show_lines
from presswork.explorer.views.markup import show_note, wrap
from presswork.explorer.views.pictures import show_captioned
from presswork.explorer.views.trend import Trend

SORTS = {
    "in the order of the articles": (),
    "by the words to the right": ("R1", "R2", "R3"),
    "by the words to the left": ("L1", "L2", "L3"),
    "by day": ("published",),
}
LAYERS = ("lower", "token", "variant", "lemma", "stem")
FOUND = 50
EXTENT = {
    False: "As in the counts, headlines and articles that are not analysed (such as near-duplicates) are left out.",
    True: "Headlines and articles that are not analysed are included, so there may be more lines than the count.",
}
WIDE, WIDEST = widgets.Layout(width="22em"), widgets.Layout(width="44em")


class Browse:
    """Controls for each question; what they show comes from the method of the results with the same name."""

    def __init__(self, results: Queries) -> None:
        self._results = results

    def __repr__(self) -> str:
        return "controls: concordance, trend, keyness, topic, article"

    def concordance(self, query: str = "") -> Browser:
        """Search for a word or phrase, sort the lines, and read the text around one of them."""
        results = self._results
        line = widgets.BoundedIntText(value=1, min=1, max=FOUND, description="read line")
        controls = {
            "query": _text("word", query or _first_term(results)),
            "layer": widgets.Dropdown(options=[("as counted", None), *zip(LAYERS, LAYERS)], description="layer"),
            "sort": widgets.Dropdown(options=list(SORTS.items()), description="sort"),
            "width": widgets.IntSlider(value=45, min=20, max=120, continuous_update=False, description="width"),
            "regex": widgets.Checkbox(description="regular expression"),
            "uncounted": widgets.Checkbox(description="include what is not counted"),
        }

        def show(lines: pl.DataFrame) -> str:
            chosen = min(line.value, max(lines.height, 1))
            context = ""
            if lines.height:
                row = lines.row(chosen - 1, named=True)
                record = results.corpus.records.filter(article_id=row["article_id"])["text"].item()
                context = show_context(row, record)
            return wrap(show_lines(lines, chosen, FOUND), show_note(EXTENT[controls["uncounted"].value]), context)

        return Browser("results.concordance", results.concordance, controls, show, ("query",), {"line": line})

    def trend(self, *terms: str) -> Browser:
        """Follow terms over time."""
        results = self._results
        chosen = list(terms) or results.terms.frequency.filter(~pl.col("stop"))["term"].head(2).to_list()
        controls = {
            "terms": widgets.TagsInput(value=chosen, allow_duplicates=False, layout=WIDE),
            "period": widgets.Dropdown(options=("auto", "day", "week", "month"), description="period"),
        }

        def show(found: Trend) -> str:
            return (show_captioned(found.draw()) if found.rates.height else "") + found._repr_html_()

        return Browser("results.trend", results.trend, controls, show, ("terms",))

    def keyness(self) -> Browser:
        """Compare two groups of articles: which terms does one use more often than the other?"""
        results = self._results
        possible = [by for by in GROUPINGS if results.groups(by).height > 1] or ["outlet"]
        controls = {
            "by": widgets.Dropdown(options=possible, description="groups"),
            "group": widgets.SelectMultiple(description="group", rows=6),
            "reference": widgets.SelectMultiple(description="against", rows=6),
            "resamples": widgets.Dropdown(
                options=[("intervals", 0), ("intervals and tests (slower)", 999)], description="with"
            ),
        }
        group, reference = controls["group"], controls["reference"]

        def offer(changed: widgets.Widget) -> None:
            if changed is controls["by"]:
                names = results.groups(controls["by"].value)["name"].to_list()
                group.options = reference.options = names
                group.value, reference.value = tuple(names[:1]), ()

        offer(controls["by"])

        def show(found: Comparison) -> str:
            return (show_captioned(found.draw()) if found.keyness.height else "") + found._repr_html_()

        return Browser("results.keyness", results.keyness, controls, show, offer=offer)

    def topic(self, number: int = 1) -> Browser:
        """Browse the topics: terms, prevalence and typical passages."""
        results = self._results
        named = results.topics.labels.drop_nulls("topic").select("label", "topic").sort("topic")
        options = [(f"{topic}: {label}", topic) for label, topic in named.iter_rows()] or [("no topics", number)]
        controls = {"number": widgets.Dropdown(options=options, value=number, description="topic", layout=WIDE)}
        return Browser("results.topic", results.topic, controls, lambda found: found._repr_html_(), ("number",))

    def article(self, article_id: str = "") -> Browser:
        """Read an article, with the text that was cut, its fields, spelling variants and tokens."""
        results = self._results
        find = _text("find", article_id)
        chosen = widgets.Dropdown(description="article", layout=WIDEST)
        marks = widgets.SelectMultiple(options=MARKS, value=MARKS[:3], rows=len(MARKS), description="marks")

        def offer(changed: widgets.Widget) -> None:
            if changed is find:
                chosen.options = found = _find_articles(results, find.value) or [("no article found", "")]
                chosen.value = found[0][1]

        offer(find)

        def show(found: ArticleView) -> str:
            return found._repr_html_()

        controls = {"article_id": chosen, "show": marks}
        return Browser("results.article", results.article, controls, show, ("article_id",), {"find": find}, offer)


def _text(description: str, value: str) -> widgets.Text:
    return widgets.Text(value=value, description=description, continuous_update=False)


def _first_term(results: Queries) -> str:
    return str(results.terms.frequency.filter(~pl.col("stop"))["term"].first() or "")


def _find_articles(results: Queries, words: str) -> list[tuple[str, str]]:
    """Return (title, article_id) of the first articles whose title, outlet, source or id has these words."""
    columns = [pl.col("title").fill_null("(no headline)"), "outlet", "source", "article_id"]
    text = pl.concat_str(columns, separator=", ", ignore_nulls=True)
    described = results.corpus.articles.lazy().select("article_id", text=text)
    found = described.filter(pl.col("text").str.to_lowercase().str.contains(words.lower(), literal=True)).head(FOUND)
    return [(text, article_id) for article_id, text in found.collect().iter_rows()]
