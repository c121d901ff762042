"""Proposes words that may be spellings of one word, with evidence, for you to accept or not."""

import polars as pl

from presswork.tokens.spellings.contexts import PAIR, compare_contexts, count_contexts, weigh
from presswork.tokens.spellings.derivation import Derivation
from presswork.tokens.spellings.house_style import HouseStyle
from presswork.tokens.spellings.likelihood import HOUSE_STYLE, PROPOSED, drop_hopeless, score_names
from presswork.tokens.spellings.name_pairs import describe_edits, find_name_pairs, select_names
from presswork.tokens.spellings.spelling_distance import SpellingDistance
from presswork.tokens.spellings.word_counts import count_words

UNKNOWN = "unknown outlet"
SIDES = ("variant", "canonical")
MEASURED = ("count", "articles", "capital")


def propose_variants(
    tokens: list[pl.LazyFrame],
    vocabulary: pl.DataFrame,
    counted: pl.DataFrame,
    articles: pl.LazyFrame,
    transliteration: str,
    endings: str,
    house_style: str,
    language: str,
) -> pl.DataFrame:
    """Return pairs of words that may be spellings of one word, best first, with the evidence for and against.

    The more frequent word is canonical; ties go by articles, then by alphabet. No word is both variant and canonical,
    so all rows can be accepted at once. Counts are of the bodies of counted articles. `transliteration`, `endings` and
    `house_style` are CSV tables of correspondences, endings and patterns.
    """
    outlets = articles.select("article_id", pl.col("outlet").fill_null(UNKNOWN)).collect()
    counted = counted.join(outlets, on="article_id")
    words = count_words(tokens, vocabulary, counted)
    names = select_names(words)
    distance = SpellingDistance(transliteration)
    alike = find_name_pairs(names, distance, Derivation(endings, distance, language))
    alike = drop_hopeless(_add_counts(alike, words), names.height).select(alike.columns)
    styles = HouseStyle(house_style).find_pairs(words, set(vocabulary.filter("stop")["lower"]))
    pairs = pl.concat([alike.select(PAIR), styles.select(PAIR)]).unique().sort(PAIR)
    contexts = count_contexts(tokens, vocabulary, counted, pairs)
    n_articles = int(counted["counted"].sum())
    evidence = _gather(pairs, contexts, words, n_articles)
    evidence = evidence.join(alike, on=PAIR, how="left").join(styles, on=PAIR, how="left")
    by_style = pl.col("why").is_not_null()
    scored = score_names(evidence, names.height, n_articles).with_columns(
        score=pl.when(by_style).then(HOUSE_STYLE).otherwise("score")
    )
    chosen = _choose(scored.filter(pl.col("score") >= PROPOSED))
    return _describe(chosen, contexts["outlets"], distance)


def _gather(
    pairs: pl.DataFrame, contexts: dict[str, pl.DataFrame], words: pl.DataFrame, n_articles: int
) -> pl.DataFrame:
    around = compare_contexts(pairs, weigh(contexts["neighbours"], words, n_articles))
    beside = compare_contexts(pairs, weigh(contexts["beside"], words, n_articles))
    evidence = around.drop("rarest", "rarest_shared").join(
        beside.select(*PAIR, rarity_beside="rarest", beside="rarest_shared"), on=PAIR
    )
    for name in ("side_by_side", "same_article"):
        evidence = evidence.join(contexts[name].rename({"n": name}), on=PAIR, how="left")
    evidence = _add_counts(evidence, words)
    return evidence.with_columns(pl.col("side_by_side", "same_article").fill_null(0)).sort(PAIR)


def _add_counts(pairs: pl.DataFrame, words: pl.DataFrame) -> pl.DataFrame:
    for side in PAIR:
        measured = {f"{name}_{side}": name for name in MEASURED}
        pairs = pairs.join(words.select(**{side: "lower"}, **measured), on=side, maintain_order="left")
    return pairs


def _choose(scored: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs as variant and canonical, best first, without those that conflict with a better one."""
    scored = _direct(scored).sort(-pl.col("score").round(6), -pl.col("count_canonical"), "variant", "canonical")
    variants: set[str] = set()
    canonicals: set[str] = set()
    keep = []
    for variant, canonical in scored.select(SIDES).iter_rows():
        keep.append(variant not in variants | canonicals and canonical not in variants)
        if keep[-1]:
            variants.add(variant)
            canonicals.add(canonical)
    return scored.filter(pl.Series(keep, dtype=pl.Boolean)).with_row_index("rank", offset=1)


def _direct(scored: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs with the columns of a and b as those of variant and canonical."""
    count, articles = (pl.col(f"{name}_a") - pl.col(f"{name}_b") for name in ("count", "articles"))
    first = (count > 0) | ((count == 0) & ((articles > 0) | ((articles == 0) & (pl.col("a") < pl.col("b")))))
    columns: dict[str, pl.Expr] = {"canonical": pl.when(first).then("a").otherwise("b")}
    columns["variant"] = pl.when(first).then("b").otherwise("a")
    for name in MEASURED:
        columns[f"{name}_canonical"] = pl.when(first).then(f"{name}_a").otherwise(f"{name}_b")
        columns[f"{name}_variant"] = pl.when(first).then(f"{name}_b").otherwise(f"{name}_a")
    return scored.with_columns(**columns)


def _describe(chosen: pl.DataFrame, outlets: pl.DataFrame, distance: SpellingDistance) -> pl.DataFrame:
    spread = outlets.sort("lower", -pl.col("n"), "outlet").group_by("lower", maintain_order=True)
    compact = spread.agg(outlets=pl.format("{} {}", "outlet", "n").str.join("; "))
    alignments = [distance.measure(*pair) for pair in chosen.select(SIDES).iter_rows()]
    lengths = pl.max_horizontal(pl.col(side).str.len_chars() for side in SIDES)
    measured = chosen.with_columns(
        distance=pl.Series([each.distance for each in alignments], dtype=pl.Float64),
        edits=pl.Series([describe_edits(each) for each in alignments], dtype=pl.String),
    )
    for side in SIDES:
        named = compact.select(pl.col("lower").alias(side), pl.format("in {}", "outlets").alias(f"outlets_{side}"))
        measured = measured.join(named, on=side, how="left", maintain_order="left")
    return measured.select(
        *SIDES,
        "score",
        "rank",
        "distance",
        *(f"{name}_{side}" for name in (*MEASURED, "outlets") for side in SIDES),
        "cosine",
        "shared",
        "beside",
        "side_by_side",
        note=_explain(),
        kind=pl.when(pl.col("why").is_null()).then(pl.lit("name")).otherwise(pl.lit("house style")),
        distance_per_letter=pl.col("distance") / lengths,
        articles_both="same_article",
    ).cast({"rank": pl.Int64})


def _explain() -> pl.Expr:
    """Return the reasons for a row as a sentence."""
    together = pl.when(pl.col("same_article") > 0).then(pl.format("; articles with both: {}", "same_article"))
    shared = pl.when(pl.col("shared") > 0).then(pl.format("; neighbours of both: {}", "shared"))
    beside = pl.when(pl.col("beside") != "").then(pl.format("; right beside both: {}", "beside"))
    alone = pl.when(pl.col("shared") == 0).then(pl.lit("; neighbours of both: none"))
    reasons = [part.otherwise(pl.lit("")) for part in (shared, alone, beside, together)]
    name = pl.concat_str(pl.lit("name: "), "edits", *reasons)
    return pl.when(pl.col("why").is_null()).then(name).otherwise(pl.format("house style: {}", "why"))
