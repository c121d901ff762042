"""Spellings of one word are proposed with evidence, accepted by a person, and never change the text."""

import random

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from conftest import ROOT, clean_records
from presswork.core.errors import PressworkError
from presswork.core.schema import find_tables
from presswork.core.tables import conform
from presswork.tokens.spellings.accepted_variants import read_accepted
from presswork.tokens.spellings.derivation import Derivation
from presswork.tokens.spellings.house_style import HouseStyle
from presswork.tokens.spellings.name_keys import list_deletion_keys, list_sound_keys
from presswork.tokens.spellings.spelling_distance import SpellingDistance, fold
from presswork.tokens.spellings.variants import propose_variants
from presswork.tokens.spellings.variants_effect import measure_effect
from tokenized import build_words, tokenize_tables

SPELLINGS = ROOT / "workflow/presswork/tokens/spellings"
TABLES = {
    name: (SPELLINGS / f"{name}.csv").read_text(encoding="utf-8")
    for name in ("transliteration", "endings", "house_style")
}
DISTANCE = SpellingDistance(TABLES["transliteration"])
DERIVATION = Derivation(TABLES["endings"], DISTANCE, "en")
NAMES = st.text("abdeghijkmosuyzé'-", min_size=1, max_size=9)


def build(*records, accepted=()):
    corpus = clean_records(*records)
    shard = tokenize_tables(corpus)
    return {
        "tokens": [shard["tokens"].lazy()],
        "vocabulary": build_words(shard, accepted=accepted),
        "counted": corpus["articles"].select("article_id", counted=pl.lit(True)),
        "articles": corpus["articles"].lazy(),
    }


def propose(*records):
    return propose_variants(**build(*records), **TABLES, language="en")


def pairs_of(proposed):
    return {tuple(sorted(pair)) for pair in proposed.select("variant", "canonical").iter_rows()}


@pytest.fixture(scope="module")
def seed(seed_text):
    return propose((seed_text, {}))


def test_the_seed_article_has_two_names_in_two_spellings(seed):
    assert pairs_of(seed) == {("zelenskiy", "zelensky"), ("bajmut", "bakhmut")}


def test_the_more_frequent_spelling_is_canonical_and_of_equals_the_first_in_the_alphabet(seed):
    assert dict(seed.select("variant", "canonical").iter_rows()) == {"zelensky": "zelenskiy", "bakhmut": "bajmut"}


def test_a_proposal_carries_its_evidence_and_fits_its_table(seed):
    conform(seed, find_tables()["variants"])
    row = seed.row(by_predicate=pl.col("variant") == "zelensky", named=True)
    assert (row["count_variant"], row["count_canonical"], row["articles_both"]) == (1, 2, 1)
    assert row["outlets_canonical"] == "in unknown outlet 2"
    assert "y/iy" in row["note"]
    assert row["distance"] == pytest.approx(0.2)


PORT = "Minister Oleksiy {} said on Monday that the harbour would stay closed to ships until the ice melts in May."
FILM = "Director Walter {} won an award for the comedy, his second film, at a gala with actors and singers in Berlin."


def _invent(count):
    draw = random.Random(3)
    parts = ("BDGKL", "aeiou", "bdglmnrst", "aeiou", "lmnr", "aeiou", "bdgkst")
    return ["".join(draw.choice(letters) for letters in parts) for _ in range(count)]


def _mention(names):
    """Articles of fifty names each: the more names there are, the more are spelled alike by chance."""
    lists = [names[start : start + 50] for start in range(0, len(names), 50)]
    return [(f"The guests of the evening talked for long: {', then '.join(each)} slept.", {}) for each in lists]


def test_different_neighbours_keep_names_apart_that_shared_ones_join():
    crowd = _mention(_invent(1500))
    first = [(f"{PORT.format('Karpenko')} They left on day {number}.", {}) for number in range(5)]
    alike = [(f"{PORT.format('Karpienko')} They came on day {number}.", {}) for number in range(4)]
    other = [(f"{FILM.format('Karpienko')} They came on day {number}.", {}) for number in range(4)]
    assert ("karpenko", "karpienko") in pairs_of(propose(*first, *alike, *crowd))
    assert ("karpenko", "karpienko") not in pairs_of(propose(*first, *other, *crowd))


def test_names_side_by_side_are_two():
    crowd = _mention(_invent(50))
    apart = "The town of Kalimar lies in the hills. On the next day Khalimar was said to lie in the hills."
    together = "The towns of Kalimar and Khalimar lie in the hills. On the next day they were said to lie in the hills."
    assert ("kalimar", "khalimar") in pairs_of(propose((apart, {}), *crowd))
    assert ("kalimar", "khalimar") not in pairs_of(propose((together, {}), *crowd))


def test_words_made_from_each_other_are_no_variants():
    text = (
        "The minister of Ukraine met Ukrainian envoys. In Russia the Russian press and many Russians said so. "
        "The envoys of Putin and of Pushilin left. Iran and Iraq agreed, and so did Austria and Australia. "
        "The bombings and the bombing ended. An Iraqi and a Iranian met the Sudanese of Sudan."
    )
    assert pairs_of(propose((text, {}))) == set()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ukraine", "Ukrainian"),
        ("Russia", "Russian"),
        ("Yemen", "Yemeni"),
        ("Wilder", "Wilders"),
        ("Medvedev", "Medvedeva"),
        ("India-administered", "Indian-administered"),
        ("Congressman", "Congresswoman"),
    ],
)
def test_derivation_relates_words_with_other_endings(first, second):
    assert DERIVATION.relates(first, second) and DERIVATION.relates(second, first)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Zelensky", "Zelenskiy"),
        ("Sergei", "Sergey"),
        ("Dmitri", "Dmitriy"),
        ("Raqqa", "Raqqah"),
        ("Bakhmut", "Bajmut"),
    ],
)
def test_derivation_leaves_spellings_of_one_sound(first, second):
    assert not DERIVATION.relates(first, second)


@pytest.mark.parametrize(
    ("first", "second", "distance"),
    [
        ("Zelensky", "Zelenskiy", 0.2),  # y/iy at the end
        ("Bakhmut", "Bajmut", 0.4),  # kh/j
        ("Erdogan", "Erdoğan", 0.05),  # a diacritic
        ("Hassan", "Hasan", 0.15),  # a letter doubled or not
        ("Guiliani", "Giuliani", 0.8),  # neighbours that change places
        ("Iran", "Iraq", 1.0),  # another letter
        ("Johnson", "Johnston", 1.0),  # a letter more
        ("Müller", "Mueller", 0.25),  # ue/u, and a diacritic
        ("Lech", "Łech", 0.05),  # a letter of its own counts as a diacritic
        ("same", "Same", 0.0),
    ],
)
def test_distances_follow_the_table(first, second, distance):
    assert DISTANCE.measure(first, second).distance == pytest.approx(distance)


@given(NAMES, NAMES)
def test_the_distance_is_symmetric_and_no_larger_than_levenshteins(first, second):
    there, back = DISTANCE.measure(first, second), DISTANCE.measure(second, first)
    assert there.distance == back.distance
    assert [(b, a, cost) for a, b, cost, _ in there.edits] == [(a, b, cost) for a, b, cost, _ in back.edits]
    folded = [fold(first), fold(second)]
    if first.isascii() and second.isascii():
        assert there.distance <= Levenshtein.distance(*folded) + 1e-9
    assert (there.distance == 0) == (first == second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Zelensky", "Zelenskiy"),
        ("Bakhmut", "Bajmut"),
        ("Kiev", "Kyiv"),
        ("Gaddafi", "Kadhafi"),
        ("Yevgeny", "Evgeny"),
        ("Hezbollah", "Hizbullah"),
        ("Uighur", "Uyghur"),
    ],
)
def test_spellings_of_a_name_share_a_sound_key(first, second):
    assert set(list_sound_keys(first)) & set(list_sound_keys(second))


def test_slips_of_one_letter_share_a_deletion_key():
    for slip in ("peshmrga", "pershmerga", "pechmerga", "pehsmerga"):
        assert set(list_deletion_keys(slip)) & set(list_deletion_keys("peshmerga"))
    assert not set(list_deletion_keys("peshmerga")) & set(list_deletion_keys("pershmegra"))


def styles(text):
    words = build((text, {}))
    proposed = propose_variants(**words, **TABLES, language="en")
    return pairs_of(proposed.filter(pl.col("kind") == "house style"))


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("colour", "color"),
        ("organisation", "organization"),
        ("travelled", "traveled"),
        ("centre", "center"),
        ("defence", "defense"),
        ("programme", "program"),
        ("dialogue", "dialog"),
        ("manoeuvres", "maneuvers"),
        ("judgement", "judgment"),
        ("adviser", "advisor"),
        ("e-mail", "email"),
        ("fiancée", "fiancee"),
    ],
)
def test_house_style_is_proposed(british, american):
    text = f"They saw the {british} there on Monday, and they saw the {american} here on the next day."
    assert styles(text) == {tuple(sorted((british, american)))}


def test_words_that_only_look_like_house_style_are_not_proposed():
    text = (
        "They scored a goal and scoured the field, called for a tour, and filled and filed the forms for four hours. "
        "It took us a while; the U.S. team told us so. He re-filed what had been refilled. A-new anew."
    )
    assert styles(text) == set()


def test_an_acronym_with_dots_goes_with_the_one_without():
    text = "The U.N. envoy said that the UN had agreed, and the UN staff said so too on the same day."
    assert styles(text) == {("u.n.", "un")}


def test_one_style_is_a_fixed_point():
    style = HouseStyle(TABLES["house_style"])
    for word in ("colour", "organised", "travelling", "theatre", "e-mail", "manoeuvre", "naïve"):
        assert style.level(style.level(word)[0]) == (style.level(word)[0], [])


def test_proposals_do_not_depend_on_the_order_of_shards(seed_text):
    line = "Reporters noted that the colour and the color of {} differ from what they had seen before."
    records = [(seed_text.replace("Leave a Comment", line.format(name)), {}) for name in _invent(6)]
    one = build(*records)
    ids = one["counted"]["article_id"].to_list()
    shards = [one["tokens"][0].filter(pl.col("article_id").is_in(part)) for part in (ids[3:], ids[:3])]
    proposed = propose_variants(**one, **TABLES, language="en")
    assert propose_variants(**{**one, "tokens": shards}, **TABLES, language="en").equals(proposed)
    assert ("color", "colour") in pairs_of(proposed)


def test_all_proposals_can_be_accepted_at_once():
    text = "Gaddafi left. Then Gadafi came. The town of Qadafi knew, and Kadafi said so. Qaddafi and others agreed."
    proposed = propose((text, {}))
    assert proposed.height
    assert len(read_accepted([proposed.write_csv()])) == proposed.height


def test_a_row_copied_below_a_short_header_is_read():
    table = 'variant,canonical,note\nZelensky,Zelenskiy,"name: y/iy, and more",1,0.98,name\n'
    assert [(row.variant, row.canonical) for row in read_accepted([table])] == [("zelensky", "zelenskiy")]


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("", "no header"),
        ("variant,note\na,b\n", "variant, note"),
        ("variant,canonical\na,\n", "line 2: a cell is empty"),
        ("variant,canonical\na,b\nA,c\n", "line 3: a is to be b and c"),
        ("variant,canonical\na,b\nb,c\n", "line 2: a is to be b, and that is to be c"),
        ("variant,canonical\na,b\nb,a\n", "line 2: a is to be b, and that is to be a"),
        ("variant,canonical\na,a\n", "line 2: a is to be a"),
    ],
)
def test_a_wrong_table_is_an_error_with_place_and_remedy(table, told):
    with pytest.raises(PressworkError) as caught:
        read_accepted([table])
    assert told in str(caught.value)
    assert "annotations/variants.csv" in str(caught.value) and "remedy" in str(caught.value)


ACCEPTED = "\ufeffvariant,canonical,note\nKiev,Kyiv,\nnowhere,somewhere,\n"
TEXT = "The mayor of {} said on Monday that the bridge was closed. In {} it rained on the next day."


def test_the_layer_holds_the_accepted_spelling_and_the_text_stays():
    made = build((TEXT.format("Kiev", "Kyiv"), {}), accepted=[ACCEPTED])
    rows = dict(made["vocabulary"].select("token", "variant").iter_rows())
    assert (rows["Kiev"], rows["Kyiv"], rows["The"]) == ("kyiv", "kyiv", "the")
    assert {"Kiev", "Kyiv"} <= set(made["vocabulary"]["token"])
    assert dict(made["vocabulary"].select("token", "lower").iter_rows())["Kiev"] == "kiev"


def test_without_accepted_variants_the_layer_is_the_lower_case():
    vocabulary = build((TEXT.format("Kiev", "Kyiv"), {}))["vocabulary"]
    assert vocabulary["variant"].to_list() == vocabulary["lower"].to_list()


def effect(strict=False, accepted=(ACCEPTED,)):
    made = build(
        (TEXT.format("Kiev", "Kiev"), {"outlet": "One"}),
        (TEXT.format("Kiev", "Kyiv"), {"outlet": "=Two"}),
        (TEXT.format("Kyiv", "Kyiv"), {}),
        (TEXT.format("Lviv", "Lviv"), {"outlet": "Three"}),
    )
    return measure_effect(**made, accepted=accepted, strict=strict)


def test_the_effect_is_told_by_outlet():
    rows = effect()["variants_effect"].sort("outlet")
    counts = rows.select("outlet", "variant_count", "canonical_count", "merged_count", "variant_share").rows()
    assert counts == [
        ("(all)", 3, 3, 6, 0.5),
        ("(unknown)", 0, 2, 2, 0.0),
        ("=Two", 1, 1, 2, 0.5),
        ("One", 2, 0, 2, 1.0),
    ]


def test_several_variants_of_one_word_are_merged_together():
    table = "variant,canonical\nkiev,kyiv\nlviv,kyiv\n"
    rows = effect(accepted=[table])["variants_effect"].filter(pl.col("outlet") == "(all)").sort("variant")
    assert rows["merged_count"].to_list() == [8, 8]
    assert rows["variant_count"].to_list() == [3, 2]


def test_a_variant_that_is_no_word_of_the_corpus_is_listed():
    listed = effect()["variants_unmatched"]
    assert listed.select("source", "record", "reason").rows() == [("annotations/variants.csv", 3, "no such word")]
    with pytest.raises(PressworkError, match=r"corpus\.strict") as caught:
        effect(strict=True)
    assert "line 3 names nowhere" in str(caught.value)


def test_effect_tables_fit_their_schemas_and_may_be_empty():
    for made in (effect(), effect(accepted=())):
        for name, frame in made.items():
            conform(frame, find_tables()[name])
    assert effect(accepted=())["variants_effect"].is_empty()
