"""Requests for consent, paywall notices and subscription adverts are cut, and an article that they end is told."""

import polars as pl
import pytest

from conftest import FURNITURE
from presswork.corpus.cleaning.furniture_rules import build_rules
from presswork.corpus.cleaning.lines import split_lines
from presswork.corpus.cleaning.record_parts import clean_extracted
from presswork.corpus.cleaning.spans import join_body
from presswork.corpus.cleaning.walls import find_truncation, label_walls, name_wall

RULES = build_rules(pl.read_csv(FURNITURE / "walls.csv", infer_schema=False))
TEXT = "The ferry to the islands stays in port until its engine is mended, the company said on Monday."
BROKEN = "The ferry to the islands stays in port until its ..."


def label(*lines):
    labels = [None] * len(lines)
    label_walls(split_lines("\n\n".join(lines)), labels, RULES)
    return [each[2] if each else None for each in labels]


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe to continue reading",
        "Please log in or register to read the full story.",
        "To continue reading, subscribe from one pound a month.",
        "You have reached your limit of free articles this month.",
        "This article is only available to subscribers.",
        "Jetzt abonnieren und weiterlesen",
        "Dieser Artikel ist nur für Abonnenten verfügbar.",
        "Weiterlesen mit F+",
        "Sie haben alle kostenlosen Artikel in diesem Monat gelesen.",
        "Abonnez-vous pour lire la suite de cet article",
        "Cet article est réservé aux abonnés.",
        "Il vous reste 75 % de cet article à lire. La suite est réservée aux abonnés.",
        "Suscríbete para seguir leyendo",
        "Este contenido es exclusivo para suscriptores",
        "Para continuar leyendo, inicia sesión o suscríbete",
    ],
)
def test_a_paywall_notice_is_known_in_several_languages(line):
    assert label(TEXT, line) == [None, "paywall notice"]


@pytest.mark.parametrize(
    "line",
    [
        "We value your privacy",
        "We and our 120 partners store cookies on your device to show you personalised advertising.",
        "By clicking “Accept”, you agree to the storing of cookies.",
        "Wir und unsere 203 Partner verwenden Cookies, um Werbung zu messen.",
        "Ihre Privatsphäre ist uns wichtig",
        "Nous et nos partenaires utilisons des cookies pour mesurer l’audience.",
        "Nous respectons votre vie privée",
        "Utilizamos cookies propias y de terceros para mejorar el servicio.",
        "Valoramos su privacidad",
    ],
)
def test_a_request_for_consent_is_known_in_several_languages(line):
    assert label(line, TEXT) == ["cookie wall", None]


@pytest.mark.parametrize(
    "line",
    [
        "Already a subscriber? Log in here.",
        "Get unlimited access for one dollar a week. Cancel any time.",
        "Schon Abonnent? Hier anmelden",
        "Lesen Sie alle Artikel im Probeabo, jederzeit kündbar.",
        "Déjà abonné ? Se connecter",
        "Profitez d’un accès illimité, sans engagement",
        "¿Ya eres suscriptor? Inicia sesión",
    ],
)
def test_a_subscription_advert_is_known_in_several_languages(line):
    assert label(TEXT, line) == [None, "subscription advert"]


def test_what_goes_on_with_a_wall_is_cut_with_it_and_the_same_words_elsewhere_are_not():
    price = "The first month costs 1 euro, cancel any time."
    assert label(TEXT, "Subscribe to continue reading", price) == [None, "paywall notice", "subscription advert"]
    assert label(TEXT, price, TEXT) == [None, None, None]


@pytest.mark.parametrize(
    "line",
    [
        "Readers who want to continue reading must subscribe, the publisher said, for two euros a week.",
        "“We value your privacy,” the banner says, but nobody reads what follows.",
        "The court held that sites may not set cookies unless their visitors consent.",
        "Newspapers that ask readers to log in to read the full story lose half of them.",
        "Subscribers can cancel any time under the new law on contracts.",
        "Wer weiterlesen will, muss ein Abo abschließen, so der Verlag.",
        "Die Verlage setzen auf Cookies, und die Einwilligung ist oft erzwungen.",
        "Les lecteurs s’abonnent pour lire la suite, dit l’éditeur.",
        "Los lectores se suscriben para seguir leyendo, dice el editor.",
    ],
)
def test_an_article_about_paywalls_and_cookies_is_no_wall(line):
    assert label(TEXT, line, TEXT) == [None, None, None]


@pytest.mark.parametrize(
    "line",
    [
        "You can change your cookie settings at any time, the firm had told its customers.",
        "You can manage cookies in the settings of every browser, by its menu for privacy.",
        "To continue reading, visitors had to register for free until last year, the editor says.",
        "We use butter cookies for the crust and plain cookies for the rim of the cake.",
    ],
)
def test_a_sentence_that_a_wall_could_begin_with_is_no_wall(line):
    assert label(TEXT, line, "Websites must ask for consent before they store cookies on a device.") == [None] * 3


def test_an_article_about_cookies_below_a_request_for_consent_is_kept():
    article = "Websites must obtain consent before they store cookies on devices, by a ruling of the highest court."
    assert label("We use cookies to improve this site.", "Accept all", article) == ["cookie wall"] * 2 + [None]


@pytest.mark.parametrize(
    ("lines", "is_truncated"),
    [
        ((TEXT, "Subscribe to continue reading"), True),
        ((BROKEN, "Subscribe to continue reading", TEXT), True),
        ((TEXT, "Subscribe to continue reading", TEXT), False),
        ((TEXT, "Already a subscriber? Log in here."), False),
        ((BROKEN, "Already a subscriber? Log in here."), True),
        ((f"{BROKEN} [+1234 chars]",), True),
        ((TEXT,), False),
    ],
)
def test_an_article_is_truncated_where_a_paywall_notice_ends_it(lines, is_truncated):
    text = "\n\n".join(lines)
    spans = clean_extracted(text, None, "x 1", (), RULES)
    assert bool(find_truncation(text, spans)) == is_truncated


def test_a_page_with_a_wall_alone_names_it():
    text = "We value your privacy\n\nWith your permission we and our partners may use cookies.\n\nAccept all"
    spans = clean_extracted(text, None, "x 1", (), RULES)
    assert (join_body(text, spans), name_wall(spans)) == ("", "cookie wall")
