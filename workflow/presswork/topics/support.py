"""Which analyses a corpus supports; this decides which outputs a run plans."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import polars as pl

from presswork.core.analyses import ANALYSES, FITS
from presswork.core.limits import FEW, MIN_CORRELATED
from presswork.core.reasons import Reason
from presswork.terms.comparison.groups import group_articles
from presswork.terms.comparison.tfidf import explain_no_distinctive, read_groups
from presswork.terms.counting.calendar import explain_no_trends, read_calendar
from presswork.topics.describing.groups import GROUPINGS, explain_no_groups, read_labels
from presswork.topics.size_limits import count_most, explain_no_sizes, list_sizes

ALL = "all articles"
AGAINST_LIST = "frequency list"


class Verdict(NamedTuple):
    """Whether a corpus supports an analysis, and the parts left out as (subject, reason)."""

    supported: bool
    left_out: list[tuple[str, Reason]]

    @classmethod
    def unless(cls, reason: Reason | None, subject: str = ALL) -> "Verdict":
        """Return the verdict on an analysis that is supported unless there is a reason against it."""
        return cls(reason is None, [(subject, reason)] if reason else [])


def find_support(
    matrix_rows: pl.DataFrame,
    unit_rows: pl.DataFrame,
    unit_columns: pl.DataFrame,
    articles: pl.LazyFrame,
    counted: pl.DataFrame,
    annotations: list[str],
    keyness: dict[str, Any],
    engines: list[str],
    ks: list[int],
    few_articles: bool,
    placed: bool,
) -> dict[str, Any]:
    """Return what the corpus supports.

    `not_planned` has the patterns of outputs that are not planned; `left_out` each analysis, or part of one, that is
    left out, with code and parameters of the reason; `k` the numbers of topics that can be fitted. `annotations` are
    the names of the annotation tables, `keyness` the options of terms.keyness, `engines`, `ks` and `few_articles` those
    of topics. With `placed`, no topics are fitted.
    """
    n_articles = unit_rows["article_id"].n_unique()
    sized = (ks, n_articles, unit_rows.height, unit_columns.height, few_articles)
    sizes = [] if placed else list_sizes(*sized)
    no_topics = None if placed else explain_no_sizes(*sized)
    verdicts = {
        "accepted variants": Verdict.unless(_explain_no_annotation("variants", annotations)),
        **_judge_terms(matrix_rows, articles, counted, annotations, keyness),
        **_judge_topics(matrix_rows, unit_rows, articles, engines, sizes, no_topics, placed),
    }
    if sizes and len(sizes) < len(ks):
        subject = f"{', '.join(str(k) for k in ks if k not in sizes)} topics"
        verdicts["fits of topics"].left_out.append((subject, Reason.of("beyond_size", largest=count_most(*sized[1:]))))
    left_out = [
        {"analysis": name, "subject": subject, "code": reason.code, "parameters": dict(reason.parameters)}
        for name, verdict in verdicts.items()
        for subject, reason in verdict.left_out
    ]
    patterns = [each for analysis in ANALYSES if not verdicts[analysis.name].supported for each in analysis.outputs]
    fits = [FITS.replace("*", f"*-{k}/*") for k in ks if k not in sizes]
    return {"k": sizes, "left_out": left_out, "not_planned": patterns + fits}


def _explain_no_annotation(name: str, annotations: list[str]) -> Reason | None:
    return None if name in annotations else Reason.of("no_annotation", name=name)


def _judge_terms(
    matrix_rows: pl.DataFrame,
    articles: pl.LazyFrame,
    counted: pl.DataFrame,
    annotations: list[str],
    keyness: dict[str, Any],
) -> dict[str, Verdict]:
    alone = _explain_alone(matrix_rows["article_id"].n_unique())
    no_trends = explain_no_trends(read_calendar(matrix_rows, articles))
    of_groups = Verdict.unless(
        group_articles(matrix_rows, articles, counted, keyness).reason, f"groups by {keyness['by']}"
    )
    against_list = Verdict.unless(_explain_no_annotation("reference", annotations), AGAINST_LIST)
    return {
        "keyness": Verdict(of_groups.supported or against_list.supported, of_groups.left_out + against_list.left_out),
        "distinctive terms": Verdict.unless(alone or explain_no_distinctive(read_groups(matrix_rows, articles))),
        "composition": Verdict.unless(alone),
        "trends": Verdict.unless(no_trends),
    }


def _judge_topics(
    matrix_rows: pl.DataFrame,
    unit_rows: pl.DataFrame,
    articles: pl.LazyFrame,
    engines: list[str],
    sizes: list[int],
    no_topics: Reason | None,
    placed: bool,
) -> dict[str, Verdict]:
    n_articles = matrix_rows["article_id"].n_unique()
    n_fitted = unit_rows["article_id"].n_unique()
    alone = _explain_alone(n_articles)
    not_fitted = Reason.of("placed") if placed else no_topics
    reasons = {
        "similar articles": alone,
        "topics": no_topics,
        "fits of topics": not_fitted,
        "comparison with chance": not_fitted or alone,
        "intervals of prevalence": not_fitted or (Reason.of("no_sample") if alone else _explain_few(n_fitted, FEW)),
        "agreement of engines": not_fitted or (None if engines[1:] else Reason.of("one_engine", engine=engines[0])),
        "correlation of topics": no_topics or _explain_few(n_articles, MIN_CORRELATED),
        "splits of topics": not_fitted or (None if sizes[1:] else Reason.of("one_size", k=sizes[0])),
        "trends of topics": no_topics or explain_no_trends(read_calendar(matrix_rows, articles)),
    }
    judged = {name: Verdict.unless(reason) for name, reason in reasons.items()}
    if no_topics or alone:
        return judged | {"topics by group": Verdict.unless(no_topics or alone)}
    return judged | {"topics by group": _judge_groups(matrix_rows, articles)}


def _judge_groups(matrix_rows: pl.DataFrame, articles: pl.LazyFrame) -> Verdict:
    """Return the verdict on topics by group, which are supported if at least one grouping has groups."""
    labels = read_labels(matrix_rows["article_id"].unique().sort(), articles)
    reasons = [(f"by {grouping}", explain_no_groups(labels[grouping])) for grouping in GROUPINGS]
    return Verdict(
        any(reason is None for _, reason in reasons), [(subject, reason) for subject, reason in reasons if reason]
    )


def _explain_alone(n_articles: int) -> Reason | None:
    return Reason.of("nothing_to_compare") if n_articles == 1 else None


def _explain_few(n_articles: int, least: int) -> Reason | None:
    return Reason.of("few_articles", n=n_articles, least=least) if n_articles < least else None


def read_left_out(support: dict[str, Any]) -> Iterator[tuple[str, str, Reason]]:
    """Yield analysis, subject and reason of each analysis that is left out, wholly or in part."""
    for row in support["left_out"]:
        yield row["analysis"], row["subject"], Reason(row["code"], row["parameters"])
