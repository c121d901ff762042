"""A topic with its label, terms, prevalence and typical passages."""

from dataclasses import dataclass

import polars as pl

from presswork.core.errors import PressworkError
from presswork.core.reasons import explain
from presswork.explorer.views.markup import show_note, show_number, show_table, show_text, wrap

TERMS = 15


@dataclass(frozen=True)
class TopicView:
    """A topic: label, a sentence on its prevalence, terms, and typical articles with a quotation."""

    topic: int
    label: str
    note: str
    terms: pl.DataFrame
    typical: pl.DataFrame

    def _repr_html_(self) -> str:
        passages = "".join(
            f'<p class="note" dir="auto">{show_text(title or "(no headline)")}, share {show_number(share)}</p>'
            f'<div class="text" dir="auto">{show_text(quotation or "(no quotation)")}</div>'
            for title, share, quotation in self.typical.select("title", "share", "quotation").iter_rows()
        )
        return wrap(
            f"<p><strong>{self.topic}: {show_text(self.label)}</strong></p>",
            show_note(self.note),
            show_table(self.terms),
            show_note("The passages that speak most for it, each from a typical article:"),
            passages,
        )


def view_topic(
    topic: int, labels: pl.DataFrame, prevalence: pl.DataFrame, topics: pl.DataFrame, typical: pl.DataFrame
) -> TopicView:
    """Return a topic (or passage group) of the chosen model.

    Raises PressworkError if there is no topic with this number.
    """
    own = prevalence.filter(topic=topic)
    if own.is_empty():
        known = prevalence["topic"].to_list()
        expected = f"{known[0]} to {known[-1]}" if known else "no number: results.topics.choice says why"
        raise PressworkError("There is no topic with this number.", found=topic, expected=expected)
    row = own.row(0, named=True)
    low, high = row["low"], row["high"]
    why = "" if low is not None else f" No 95% CI: {explain(row['interval'], row)}."
    given = "" if low is not None else ", given the model"
    low, high = (row["model_low"], row["model_high"]) if low is None else (low, high)
    interval = f" (95% CI{given} {show_number(low)} to {show_number(high)})" if low is not None else ""
    label = labels.filter(topic=topic)["label"].first() or ""
    return TopicView(
        topic,
        str(label),
        f"Mean share {show_number(row['prevalence'])}{interval}. Stability over refits on resampled articles: "
        f"{show_number(row['stability'])} of 1.{why}",
        topics.filter(topic=topic).head(TERMS).select("rank", "term", "character", "weight"),
        typical.filter(topic=topic),
    )
