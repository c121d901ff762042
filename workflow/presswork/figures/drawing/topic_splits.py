"""How topics of models of different size split: which are shown, and where their bars and bands are."""

from itertools import pairwise

import numpy as np
import polars as pl

SIZES = 4
LEAST = 0.1
GAP = 0.012
# Of the mean room for a bar, each has so much or more, so that there is room for its name.
ROOM = 0.8
# Of each number of topics the bars of its topics: top and height.
Bars = dict[int, dict[int, tuple[float, float]]]


def choose_rows(hierarchy: pl.DataFrame, k: int) -> pl.DataFrame:
    """Return the links between the numbers shown: up to the chosen one, or from it where it is the smallest."""
    below = hierarchy.filter(pl.col("next_k") <= k)
    if below.is_empty():
        return hierarchy.filter(pl.col("k") == k).sort("k", "topic", "next_topic")
    sizes = below["k"].unique().sort()[-(SIZES - 1) :]
    return below.filter(pl.col("k").is_in(sizes.implode())).sort("k", "topic", "next_topic")


def keep_topics(rows: pl.DataFrame, k: int, shown: int) -> dict[int, list[int]]:
    """Return the topics shown of each number: the first of the chosen one, and those that bands link to them."""
    if rows.is_empty():
        return {}
    heights = measure_bars(rows)
    wide = rows.filter(_is_wide(rows, heights))
    kept = {k: list(range(1, shown + 1))}
    ahead = rows["k"][0] == k
    sizes = [rows["next_k"][0]] if ahead else rows["k"].unique().sort(descending=True).to_list()
    own, other, column = ("next_topic", "topic", "next_k") if ahead else ("topic", "next_topic", "k")
    last = k
    for size in sizes:
        linked = wide.filter(pl.col(column) == size, pl.col(other).is_in(kept[last]))
        if linked.is_empty():
            break
        kept[size] = linked[own].unique().sort().to_list()
        last = size
    return dict(sorted(kept.items()))


def measure_bars(rows: pl.DataFrame) -> dict[tuple[int, int], float]:
    """Return the share of the words of each topic, by number of topics and topic."""
    left = rows.group_by("k", "topic").agg(pl.col("words").sum())
    right = rows.group_by(k="next_k", topic="next_topic").agg(pl.col("words").sum())
    return {(k, topic): words for k, topic, words in pl.concat([right, left]).iter_rows()}


def _is_wide(rows: pl.DataFrame, heights: dict[tuple[int, int], float]) -> pl.Series:
    """Return which links are a tenth or more of one of their topics."""
    links = rows.select("k", "topic", "next_k", "next_topic", "words").iter_rows()
    wide = [words >= LEAST * min(heights[k, one], heights[more, other]) for k, one, more, other, words in links]
    return pl.Series(wide, dtype=pl.Boolean)


def arrange(rows: pl.DataFrame, kept: dict[int, list[int]]) -> Bars:
    """Return for each number of topics the top and height of each topic's bar, from the top.

    The first column is in the order of size; each next one in the order of the mean place its words come from. The
    middles of bars are so far apart that there is room for their names.
    """
    if rows.is_empty():
        return {}
    heights = measure_bars(rows)
    columns = {size: {topic: heights[size, topic] for topic in topics} for size, topics in kept.items()}
    height, least = _find_room([list(column.values()) for column in columns.values()])
    bars: Bars = {}
    for size, column in columns.items():
        if not bars:
            order = sorted(column, key=lambda topic: (-round(column[topic], 6), topic))
        else:
            place = _find_origins(rows, size, bars)
            order = sorted(column, key=lambda topic: (place.get(topic, height), topic))
        rooms = np.array([max(column[topic] + GAP, least) for topic in order])
        rooms += (height - rooms.sum()) / len(rooms)
        middles = np.cumsum(rooms) - rooms / 2
        bars[size] = {
            topic: (float(y) - column[topic] / 2, column[topic]) for topic, y in zip(order, middles, strict=True)
        }
    return bars


def _find_room(columns: list[list[float]]) -> tuple[float, float]:
    """Return the height of the highest column, and the least room for a bar in it."""
    most = max(map(len, columns))
    least = 0.0
    # Each step comes nearer to the solution by a factor of ROOM or better.
    for _ in range(50):
        height = max(sum(max(share + GAP, least) for share in column) for column in columns)
        least = ROOM * height / most
    return height, least


def _find_origins(rows: pl.DataFrame, size: int, bars: Bars) -> dict[int, float]:
    """Return the mean place from which the words of each topic come, out of the bars shown to the left."""
    last = max(bars)
    places = {topic: top + share / 2 for topic, (top, share) in bars[last].items()}
    links = rows.filter(pl.col("next_k") == size, pl.col("topic").is_in(list(places)))
    middle = pl.col("topic").replace_strict(places, return_dtype=pl.Float64)
    mean = (middle * pl.col("words")).sum() / pl.col("words").sum()
    return dict(links.group_by("next_topic").agg(mean.round(6)).iter_rows())


def list_bands(rows: pl.DataFrame, bars: Bars) -> pl.DataFrame:
    """Return for each row the column that its band starts in, its tops at both ends and height; null if not drawn."""
    bands = {}
    wide = _is_wide(rows, measure_bars(rows))
    for place, (size, larger) in enumerate(pairwise(bars)):
        left, right = ({topic: top for topic, (top, _) in bars[each].items()} for each in (size, larger))
        order = {topic: number for number, topic in enumerate(right)}
        links = rows.with_row_index("row").filter(pl.col("k") == size).select("row", "topic", "next_topic", "words")
        drawn = [link for link in links.iter_rows() if link[1] in left and link[2] in right]
        for row, topic, other, words in sorted(drawn, key=lambda link: (left[link[1]], order[link[2]])):
            if wide[row]:
                bands[row] = (place, left[topic], right[other], words)
            left[topic] += words
            right[other] += words
    schema = {"place": pl.Int64, "start": pl.Float64, "end": pl.Float64, "height": pl.Float64}
    return pl.DataFrame([bands.get(row, (None,) * 4) for row in range(rows.height)], schema, orient="row")
