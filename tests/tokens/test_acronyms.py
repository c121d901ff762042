"""Acronyms are terms of their own, and words in capitals for another reason are not acronyms."""

import polars as pl
import pytest

from conftest import ROOT, clean_texts
from presswork.tokens.acronyms import is_in_capitals
from presswork.tokens.concordance import find_concordance
from presswork.tokens.phrases import find_phrases
from presswork.tokens.running_terms import TermFinder, number_terms
from presswork.tokens.spellings.house_style import HouseStyle
from presswork.tokens.spellings.variants_effect import measure_effect
from presswork.tokens.spellings.word_counts import count_words
from presswork.tokens.vocabulary import build_vocabulary
from tokenized import tokenize_tables

LIBRARY = ROOT / "workflow/presswork/tokens"
TABLE = (LIBRARY / "acronyms.csv").read_text(encoding="utf-8")
WRITERS = "The writers met in the town hall, and nobody knew who would tell us about it."


def make(*texts, language="en", keep=True, accepted=(), own=()):
    corpus = clean_texts(*texts)
    shard = tokenize_tables(corpus, language=language)
    stopwords = [(LIBRARY / f"stopwords/{language}.csv").read_text(encoding="utf-8"), *own]
    tables = [TABLE] if keep else []
    types = [shard["types"].lazy()]
    vocabulary = build_vocabulary(types, stopwords, language, accepted=accepted, acronyms=tables)
    return corpus, shard["tokens"], vocabulary


def count(*texts, layer="lower", **options):
    _, tokens, vocabulary = make(*texts, **options)
    words = tokens.join(vocabulary.filter("word"), on="token_id")
    return dict(words.group_by(layer).len().iter_rows())


def stops(*texts, **options):
    vocabulary = make(*texts, **options)[2]
    return dict(vocabulary.select("lower", "stop").iter_rows())


@pytest.mark.parametrize("token", ["US", "MPs", "U.S.", "CO2", "NATO", "ООН"])
def test_two_capitals_or_more_make_an_acronym(token):
    assert is_in_capitals(token)


@pytest.mark.parametrize("token", ["I", "A", "II", "XVI", "2022", "Us", "Ms", "As", "J.", "iPhone", "", "中国", "F-16"])
def test_one_letter_words_roman_numerals_and_scripts_without_case_make_none(token):
    assert not is_in_capitals(token)


def test_the_country_is_no_pronoun_and_no_stop_word():
    text = "The US told us that the WHO knows who advises it, and that IT firms in the US pay for it."
    counts = count(text)
    assert [counts[term] for term in ("US", "us", "WHO", "who", "IT", "it")] == [2, 1, 1, 1, 1, 2]
    stop = stops(text)
    assert [stop[term] for term in ("US", "us", "WHO", "who", "IT", "it")] == [False, True] * 3


def test_without_the_option_all_are_in_lower_case():
    counts = count("The US told us that the WHO knows who advises it.", keep=False)
    assert counts["us"] == counts["who"] == 2 and "US" not in counts


@pytest.mark.parametrize(
    "shouted",
    [
        "NOBODY TOLD US WHO IT WAS.",
        "He held a sign that read TELL US WHO DID IT before the gate.",
        "They wrote FOR US on the wall. CONTACT US!",
    ],
)
def test_what_is_shouted_is_no_acronym(shouted):
    counts = count(f"{shouted} {WRITERS}")
    # In a run of two words amid a sentence, capitals are taken for an acronym.
    assert counts.get("US", 0) == shouted.startswith("They")
    assert not counts.keys() & {"WHO", "IT"}


def test_a_shouted_acronym_counts_where_no_word_has_its_letters():
    counts = count("Officials of NATO met in Brussels. NATO WARNS ITS MEMBERS AGAIN.", WRITERS)
    assert counts["NATO"] == 2 and "nato" not in counts


def test_words_in_capitals_are_told_by_their_usual_form():
    places = "WASHINGTON (AP) said that a HUGE crowd met. In Washington a huge crowd of huge men met."
    counts = count(places, "The mayor of Washington met a huge crowd.")
    assert counts["washington"] == 3 and counts["huge"] == 4 and counts["AP"] == 1


def test_an_acronym_written_as_a_word_is_the_acronym_unless_there_is_such_a_word():
    counts = count("Forces of NATO met.", "Officials of NATO met.", "Members of Nato met Kim Jong Un and the UN.")
    assert counts["NATO"] == 3 and counts["UN"] == counts["un"] == 1
    british = count("Forces of Nato met.", "Officials of Nato met.", "Members of NATO met.")
    assert british["nato"] == 3 and "NATO" not in british


def test_parts_between_hyphens_and_plurals_keep_their_capitals():
    counts = count("The US-led force and anti-EU MPs met the MP of the US and the EU over COVID-19.")
    assert counts.keys() >= {"US-led", "anti-EU", "MPs", "MP", "COVID-19"}
    assert count("Two MPs met one MP.", layer="lemma")["MP"] == 2


@pytest.mark.parametrize("layer", ["lemma", "stem"])
def test_only_an_acronym_loses_its_plural_s(layer):
    assert count("US-news and WHO-class ships met non-MPs.", layer=layer).keys() >= {"US-news", "WHO-class", "non-MP"}


def test_a_listed_acronym_is_a_stop_word():
    text = "The US told us of an EU-wide law, and NATO told the UN."
    stop = stops(text, own=["word\nUS\nEU-wide\nnato\n"])
    assert stop["US"] and stop["EU-wide"] and stop["nato"] and not stop["UN"]
    assert not stops(text, own=["word\nus\n"])["US"]


@pytest.mark.parametrize("listed", ["US", "U.S."])
def test_a_stop_word_stops_the_spellings_accepted_as_the_same_word(listed):
    texts = ("The U.S. army and the US army told us.", "The U.S. left.")
    _, _, vocabulary = make(*texts, own=[f"word\n{listed}\n"], accepted=["variant,canonical\nU.S.,US\n"])
    terms = number_terms(vocabulary.lazy(), "variant", [])
    assert dict(terms.select("term", "stop").iter_rows())["US"]
    assert vocabulary.filter(variant="US").select("token", "stop").rows() == [("U.S.", True), ("US", True)]
    assert not dict(terms.select("term", "stop").iter_rows())["army"]


def test_german_nouns_are_no_acronyms():
    text = "Die Tat des Mannes kennt man bei MAN in München. Die UN und die EU tagen, Kim Jong Un nicht."
    counts = count(text, "Man sagt, die TAT sei alt, die Tat.", language="de")
    assert counts["MAN"] == counts["UN"] == counts["un"] == counts["EU"] == 1
    assert counts["man"] == 2 and counts["tat"] == 3


def test_a_sentence_s_last_full_stop_makes_no_other_term():
    counts = count("The U.S. army left the U.S. In 2022. the army left again at 5 p.m. in the U.S.")
    assert counts["U.S."] == 3 and not counts.keys() & {"u.s", "u.s.", "2022."}
    assert counts["2022"] == counts["p.m."] == 1


@pytest.mark.parametrize("text", ["COVID-19", "COVID‑19", "COVID‐19", "COVID–19", "COVID—19", "COVID−19"])
def test_covid_19_is_one_term_with_any_dash(text):
    assert count(f"Cases of {text} rose.")["COVID-19"] == 1


@pytest.mark.parametrize("text", ["can't", "can’t", "can´t", "can`t", "can 't", "can ’t"])
def test_cannot_leaves_no_t(text):
    assert not count(f"The mayor {text} come.").keys() & {"t", "'t"}


def test_a_hyphen_before_a_word_makes_no_other_term():
    counts = count("The virus COVID -19 spread -said the mayor.")
    assert counts["19"] == counts["said"] == 1


def test_a_query_finds_what_its_letters_and_case_mean():
    corpus, tokens, vocabulary = make("The US told us that NATO met.", "Nobody told us.")
    tables = (tokens.lazy(), vocabulary, corpus["records"].lazy(), corpus["articles"].lazy())
    found = {
        query: find_concordance(*tables, query)["node"].to_list() for query in ("US", "us", "nato", "Nato met", "na*")
    }
    assert found == {"US": ["US"], "us": ["us", "us"], "nato": ["NATO"], "Nato met": ["NATO met"], "na*": ["NATO"]}


def test_a_person_s_word_is_the_term_of_its_case_or_the_one_of_its_letters():
    find = TermFinder(["US", "us", "NATO", "kyiv"])
    assert list(map(find, ["US", "us", "Us", "nato", "Kyiv", "EU", "Town"])) == [
        "US", "us", "us", "NATO", "kyiv", "EU", "town",
    ]  # fmt: skip
    assert find.find("EU") is None


def test_an_abbreviation_is_found_without_its_last_full_stop():
    find = TermFinder(["U.S.", "US", "p.m.", "3.5", "jan."])
    assert list(map(find, ["U.S", "u.s", "p.m", "US", "3.5", "jan", "e.g"])) == [
        "U.S.", "U.S.", "p.m.", "US", "3.5", "jan", "e.g",
    ]  # fmt: skip
    corpus, tokens, vocabulary = make("The U.S. told us. The U.S. met the US.")
    tables = (tokens.lazy(), vocabulary, corpus["records"].lazy(), corpus["articles"].lazy())
    found = {query: find_concordance(*tables, query)["node"].to_list() for query in ("U.S", "the u.s met", "US")}
    assert found == {"U.S": ["U.S.", "U.S."], "the u.s met": ["The U.S. met"], "US": ["US"]}
    find = TermFinder(["U.S.", "p.m.", "us", "u.n", "u.n."])
    assert list(map(find, ["U.S", "u.s", "u.s.", "P.M", "U.N"])) == ["U.S.", "U.S.", "U.S.", "p.m.", "u.n"]
    assert find.find("U.K") is None
    corpus, tokens, vocabulary = make("The U.S. army left. He told us of the U.S. today.")
    tables = (tokens.lazy(), vocabulary, corpus["records"].lazy(), corpus["articles"].lazy())
    assert find_concordance(*tables, "u.s")["node"].to_list() == ["U.S.", "U.S."]
    assert find_concordance(*tables, "U.S army")["node"].to_list() == ["U.S. army"]


def test_a_turkish_word_in_capitals_is_the_term_of_its_turkish_letters():
    find = TermFinder(["tip", "tıp", "irak", "it", "TİKA"])
    assert list(map(find, ["TİP", "TIP", "Irak", "IT", "tika"])) == ["tip", "tıp", "irak", "it", "TİKA"]


def test_an_acronym_with_dots_and_the_one_without_are_proposed_but_a_time_of_day_is_not():
    texts = ("The PM left the US at 5 p.m. and the UN at 6 p.m.", "The U.S. told us of the U.N.; a u.s. envoy came.")
    corpus, tokens, vocabulary = make(*texts)
    counted = corpus["articles"].select("article_id", counted=pl.lit(True))
    words = count_words([tokens.lazy()], vocabulary, counted)
    pairs = HouseStyle((LIBRARY / "spellings/house_style.csv").read_text(encoding="utf-8")).find_pairs(words, set())
    assert pairs.select("a", "b").rows() == [("U.N.", "UN"), ("U.S.", "US"), ("US", "u.s.")]


def test_accepted_variants_and_phrases_name_acronyms():
    table = "variant,canonical\nU.S.,US\n"
    texts = ("The U.S. army and the US army told us.", "The U.S. left.")
    assert count(*texts, layer="variant", accepted=[table])["US"] == 3
    corpus, tokens, vocabulary = make(*texts, accepted=[table])
    counted = corpus["articles"].select("article_id", counted=pl.lit(True))
    articles = corpus["articles"].with_columns(outlet=pl.lit("A")).lazy()
    effect = measure_effect([tokens.lazy()], vocabulary, counted, articles, [table], strict=True)["variants_effect"]
    assert effect.filter(pl.col("outlet") == "A").select("variant_count", "canonical_count").row(0) == (2, 1)
    phrases = find_phrases(counted, [tokens.lazy()], vocabulary, ["phrase\nUS army\n"])
    assert dict(phrases.select("phrase", "count").iter_rows())["US army"] == 1
