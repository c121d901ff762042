"""Contexts of words: neighbours in the sentence, adjacent names, and their similarity."""

from collections.abc import Iterable

import polars as pl

from presswork.tokens.spellings.word_counts import select_words

WINDOW = 10
BESIDE = 2
BATCH = 5_000
PAIR = ["a", "b"]
PLACE = ["article_id", "sentence"]
KEYS = {
    "neighbours": ["lower", "neighbour"],
    "beside": ["lower", "neighbour"],
    "side_by_side": PAIR,
    "same_article": PAIR,
    "outlets": ["lower", "outlet"],
}


def count_contexts(
    tokens: Iterable[pl.LazyFrame], vocabulary: pl.DataFrame, counted: pl.DataFrame, pairs: pl.DataFrame
) -> dict[str, pl.DataFrame]:
    """Return counts `n` of the contexts of the words of `pairs` (columns a, b) in counted bodies.

    `neighbours`: content words, up to ten before and ten after in the sentence. `beside`: capitalised words adjacent to
    a capitalised one. `side_by_side`: times the two are adjacent or one token apart. `same_article`: articles with
    both. `outlets`: occurrences per outlet, which `counted` has.
    """
    wanted = pl.concat([pairs["a"], pairs["b"]]).unique().alias("lower").to_frame()
    totals: dict[str, list[pl.DataFrame]] = {name: [] for name in KEYS}
    for shard in tokens:
        words = select_words(shard, vocabulary, counted)
        found = words.join(wanted, on="lower", how="semi", maintain_order="left")
        parts = {
            "neighbours": _count_neighbours(words.filter(~pl.col("stop")), wanted),
            "beside": _count_beside(words, wanted),
            "side_by_side": _count_side_by_side(found, pairs),
            "same_article": _count_same_article(found, pairs),
            "outlets": _count_outlets(found, counted),
        }
        for name, part in parts.items():
            totals[name].append(part)
            # Summed now and then, so that memory holds little more than the sum.
            if 2 * sum(each.height for each in totals[name][1:]) >= totals[name][0].height:
                totals[name] = [_add_up(totals[name], name)]
    return {name: _add_up(each, name).sort(KEYS[name]) for name, each in totals.items()}


def _add_up(parts: list[pl.DataFrame], name: str) -> pl.DataFrame:
    return pl.concat(parts).group_by(KEYS[name]).sum()


def _in_sentence(step: int) -> pl.Expr:
    return pl.all_horizontal(pl.col(name) == pl.col(name).shift(step) for name in PLACE)


def _count_neighbours(content: pl.DataFrame, wanted: pl.DataFrame) -> pl.DataFrame:
    steps = {step: _in_sentence(step) for distance in range(1, WINDOW + 1) for step in (-distance, distance)}
    return _count_at(content, wanted, steps)


def _count_beside(words: pl.DataFrame, wanted: pl.DataFrame) -> pl.DataFrame:
    next_to = {
        step: _in_sentence(step)
        & (pl.col("position") - pl.col("position").shift(step) == step)
        & pl.col("capital")
        & pl.col("capital").shift(step)
        for step in (-1, 1)
    }
    return _count_at(words, wanted, next_to)


def _count_at(words: pl.DataFrame, wanted: pl.DataFrame, steps: dict[int, pl.Expr]) -> pl.DataFrame:
    wanted_here = pl.col("lower").is_in(wanted["lower"].implode())
    marked = words.with_columns(pl.col("lower").cast(pl.Categorical), wanted=wanted_here)
    found = [
        marked.select("lower", neighbour=pl.col("lower").shift(step), there=there & pl.col("wanted"))
        .filter("there")
        .drop("there")
        for step, there in steps.items()
    ]
    counts = pl.concat(found).group_by("lower", "neighbour").agg(n=pl.len().cast(pl.Int64))
    return counts.cast({"lower": pl.String, "neighbour": pl.String})


def _count_side_by_side(found: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    steps = [
        found.select(
            a=pl.min_horizontal("lower", pl.col("lower").shift(step)),
            b=pl.max_horizontal("lower", pl.col("lower").shift(step)),
            there=_in_sentence(step) & (pl.col("position") - pl.col("position").shift(step) <= BESIDE),
        ).filter("there")
        for step in range(1, BESIDE + 1)
    ]
    return pl.concat(steps).join(pairs, on=PAIR, how="semi").group_by(PAIR).agg(n=pl.len().cast(pl.Int64))


def _count_same_article(found: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    present = found.select("article_id", "lower").unique()
    first = present.rename({"lower": "a"}).join(pairs.select(PAIR), on="a")
    both = first.join(present.rename({"lower": "b"}), on=["article_id", "b"], how="semi")
    return both.group_by(PAIR).agg(n=pl.len().cast(pl.Int64))


def _count_outlets(found: pl.DataFrame, counted: pl.DataFrame) -> pl.DataFrame:
    named = found.join(counted.select("article_id", "outlet"), on="article_id")
    return named.group_by("lower", "outlet").agg(n=pl.len().cast(pl.Int64))


def weigh(counts: pl.DataFrame, words: pl.DataFrame, n_articles: int) -> pl.DataFrame:
    """Return neighbours with their weight: (1 + ln n) x ln(articles / articles with the neighbour)."""
    rarity = words.select(neighbour="lower", rarity=(n_articles / pl.col("articles")).log())
    weighted = counts.join(rarity, on="neighbour").with_columns(weight=(1 + pl.col("n").log()) * pl.col("rarity"))
    return weighted.select("lower", "neighbour", "rarity", "weight").sort("lower", "neighbour")


def compare_contexts(pairs: pl.DataFrame, weighted: pl.DataFrame) -> pl.DataFrame:
    """Return the cosine similarity of each pair's weighted neighbours, the shared neighbours and the rarest one.

    `fewest` is the smaller number of distinct neighbours.
    """
    # In a fixed order, since a sum of floats depends on it.
    sizes = weighted.group_by("lower", maintain_order=True).agg(
        n_neighbours=pl.len().cast(pl.Int64), norm=(pl.col("weight") ** 2).sum().sqrt()
    )
    batches = [_share(pairs[start : start + BATCH], weighted) for start in range(0, pairs.height, BATCH)]
    shared = pl.concat(batches) if batches else _share(pairs, weighted)
    joined = pairs.select(PAIR).join(shared, on=PAIR, how="left")
    for side in PAIR:
        renamed = sizes.rename({"lower": side, "n_neighbours": f"n_{side}", "norm": f"norm_{side}"})
        joined = joined.join(renamed, on=side, how="left")
    norms = pl.col("norm_a") * pl.col("norm_b")
    return joined.select(
        *PAIR,
        cosine=pl.when(norms > 0).then(pl.col("product") / norms).fill_null(0.0),
        shared=pl.col("shared").fill_null(0),
        rarest=pl.col("rarest").fill_null(0.0),
        fewest=pl.min_horizontal(pl.col("n_a").fill_null(0), pl.col("n_b").fill_null(0)),
        rarest_shared=pl.col("rarest_shared").fill_null(""),
    )


def _share(pairs: pl.DataFrame, weighted: pl.DataFrame) -> pl.DataFrame:
    first = weighted.rename({"lower": "a", "weight": "weight_a"})
    second = weighted.select("neighbour", b="lower", weight_b="weight")
    both = (
        pairs.select(PAIR)
        .join(first, on="a")
        .join(second, on=["b", "neighbour"])
        .sort(*PAIR, -pl.col("rarity"), "neighbour")
    )
    return both.group_by(PAIR, maintain_order=True).agg(
        product=(pl.col("weight_a") * pl.col("weight_b")).sum(),
        shared=pl.len().cast(pl.Int64),
        rarest=pl.col("rarity").max(),
        rarest_shared=pl.col("neighbour").first(),
    )
