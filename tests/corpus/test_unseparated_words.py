"""Articles in scripts without blanks between words count only where a segmenter has put some."""

import polars as pl
import pytest

from conftest import clean_texts
from presswork.corpus.selection import select_articles
from presswork.corpus.unseparated_words import REASON, find_unseparated

CHINESE = "外交部发言人在例行记者会上表示，各方应当保持克制，共同维护地区的和平与稳定。他说，中方愿意继续作出努力。"
SEGMENTED = "外交部 发言人 在 例行 记者会 上 表示 ， 各方 应当 保持 克制 ， 共同 维护 地区 的 和平 与 稳定 。"
JAPANESE = "外務省は記者会見で、関係国と協力していく考えを示した。コミュニケーションが大切だと述べた。"
SEGMENTED_JAPANESE = (
    "外務省 は 記者 会見 で 、 関係 国 と 協力 し て いく 考え を 示し た 。 コミュニケーション が 大切 だ 。"
)
THAI = "รัฐบาลพร้อมทำงานร่วมกับทุกฝ่ายเพื่อสันติภาพ โฆษกกล่าวในการแถลงข่าวประจำวันที่กรุงเทพมหานคร"
SEGMENTED_THAI = "รัฐบาล พร้อม ทำงาน ร่วม กับ ทุก ฝ่าย เพื่อ สันติภาพ โฆษก กล่าว ที่ กรุงเทพมหานคร"
SELECT = {"query": "", "first_day": "", "last_day": "", "outlets": [], "min_characters": 0}


@pytest.mark.parametrize(
    ("text", "unseparated"),
    [
        (CHINESE, True), (SEGMENTED, False), (JAPANESE, True), (SEGMENTED_JAPANESE, False), (THAI, True),
        (SEGMENTED_THAI, False), ("今天天气很好。我们走了。他说好的。", True),
        ("외교부 대변인은 이같이 말했다.", False),
        (f"The minister wrote {CHINESE[:20]} on the wall of the old town hall and left.", False), ("", False),
    ],
    ids=str,
)  # fmt: skip
def test_a_text_of_phrases_is_told_from_a_text_of_words(text, unseparated):
    assert find_unseparated(pl.Series([text, None, "word"])).to_list() == [unseparated, False, False]


def test_such_an_article_does_not_count_and_the_remedy_is_on_record():
    tables = clean_texts(CHINESE * 5, SEGMENTED * 5, "The town was quiet on Monday, and everyone went home early.")
    notices = tables["remarks"].filter(~pl.col("rejected"), pl.col("reason") == REASON)
    assert notices["source"].to_list() == ["0.txt"] and "segmenter" in notices["remedy"][0]
    articles = tables["articles"].with_columns(language=pl.lit(None, pl.String)).lazy()
    none = pl.DataFrame(schema={"article_id": pl.String, "cluster": pl.String})
    made = select_articles(articles, tables["remarks"].clear(), none, SELECT, "each", "en")
    named = made["counted"].join(tables["articles"].select("article_id", "source"), on="article_id").sort("source")
    assert named["counted"].to_list() == [False, True, True]
    assert named["reason"][0] == REASON


def test_an_article_in_another_language_is_told_so_first():
    tables = clean_texts(CHINESE * 5)
    articles = tables["articles"].with_columns(language=pl.lit("zh")).lazy()
    none = pl.DataFrame(schema={"article_id": pl.String, "cluster": pl.String})
    for language, reason in (("en", "in another language: zh"), ("zh", REASON)):
        made = select_articles(articles, tables["remarks"].clear(), none, SELECT, "each", language)
        assert made["counted"]["reason"].to_list() == [reason]
