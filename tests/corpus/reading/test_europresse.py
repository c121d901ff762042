"""Exports from Europresse and Eureka: old and new HTML, PDF, and text copied from a page."""

import io

import pytest

from documents import keep, make_pdf
from presswork.corpus.cleaning.record_parts import clean_export
from presswork.corpus.reading.exports.europresse.layout import is_europresse
from presswork.corpus.reading.exports.europresse.lines import mark_header, mark_outlet
from presswork.corpus.reading.formats.html.html_page import read_html_page
from presswork.corpus.reading.formats.pdf_document import read_pdf_document
from presswork.corpus.reading.formats.plain_text import read_plain_text
from presswork.corpus.reading.formats.record import Record, Rejected

FERRY = "Le bac du lac inférieur a été vendu lundi à un boulanger, qui veut en faire une boulangerie."
STATION = "Les habitants craignent de perdre la liaison la plus courte vers la gare de la rive nord."
POOL = "La piscine reste fermée jusqu'à l'automne parce que la pompe doit être réparée."
PROTECTED = "Le présent document est protégé par les lois et conventions internationales sur le droit d'auteur."
FOOTER = """<footer><small>© 2021 {outlet}. Tous droits réservés.</small><p>Numéro de document : {number}</p>
<div id="divPubliC"><div><span id="PubliC_lblNodoc">{number}</span></div>
<div><span>Ce certificat est émis à <b>Ville</b> à des fins de visualisation personnelle et temporaire.</span></div>
<div><span>Date d'émission : <b>2021-06-01</b></span></div>
<div><span class="txtCertificat">{protected}</span></div></div></footer>"""
FIRST, SECOND = "news·20210504·LC·0q0405_1", "news·20210506·RV·2"
NEW = (
    f"""<!DOCTYPE html><html><head><title></title></head><body>
<article><header><div><span class="DocPublicationName">Le Lac, no. 4301 </span></div>
<div><span class="DocHeader">Culture, mardi 4 mai 2021, p. MDE6</span></div><div><p>TRANSPORTS</p></div>
<div class="titreArticle"><p class="sm-margin-bottom">La fin d'une époque</p>
<p class="titreArticleVisu">Le <mark>bac</mark> est vendu</p></div><div>Anne Exemple</div></header>
<section><div class="DocText"><div class="docOcurrContainer"><p>{FERRY}</p><p>{STATION}</p></div></div></section>
<aside><div><p><b>Illustration(s) : </b></p><div><p>Le bac en 1987.</p></div></div></aside>
"""
    + FOOTER.format(outlet="Le Lac", number=FIRST, protected=PROTECTED)
    + f"""</article> <article><header><div><span class="DocPublicationName">La Rive (site web)</span></div>
<div><span class="DocHeader">jeudi 6 mai 2021 - 14:33 UTC +02:00</span></div>
<div class="titreArticle"><p class="titreArticleVisu grandTitre">La piscine ferme</p></div></header>
<section><p>{POOL}</p></div></section><aside><div><b>Note(s) : </b></div></aside>"""
    + FOOTER.format(outlet="La Rive", number=SECOND, protected=PROTECTED)
    + "</article></body></html>"
)
OLD = (
    "<html><body>"
    + "<p><br>".join(
        f"""<table><tr><td><table><tr><td><img src="a.gif"></td></tr></table>
<span class="DocPublicationName">{outlet}</span><br><span class="DocHeader">Culture, </span>
<span class="DocHeader">mardi </span><span class="DocHeader">4 mai 2021</span><span class="DocHeader">, p. 03</span>
<br><br>Transports<br><span class="TitreArticleVisu">Le <span style="color:red">bac</span> est vendu</span><br><br>
{author}{FERRY}<p></p>{STATION}<p></p><b><i>© 2021 {outlet}. Tous droits réservés.</i></b><p></p>
Numéro de document : {number}<br><br><table><tr><td><img src="b.gif">{number}</td></tr>
<tr><td>Ce certificat est émis à <b>Ville</b> à des fins de visualisation.</td></tr>
<tr><td class="txtCertificat">{PROTECTED}</td></tr></table></td></tr></table>"""
        for outlet, author, number in (("Le Lac", "Exemple, Anne<br><p></p>", FIRST), ("La Rive", "", SECOND))
    )
    + "</body></html>"
)
NEWEST = f"""<html><body><article><header><div class="rdp__DocPublicationName">
<span class="DocPublicationName">The Lake Post, Vol. 14, no 4</span></div><div class="rdp__DocHeader">
<span class="DocHeader">Tuesday, May 4, 2021 17 mots, p. 819(40)</span></div>
<div class="titreArticle"><p class="sm-margin-bottomNews">Transport</p>
<p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">Ferry sold to baker?</p>
<p class="sm-margin-TopNews rdp__subtitle">The last trip is on Sunday</p></div>
<p class="sm-margin-bottomNews">ann example</p></header><section><div class="DocText clearfix">
<div class="docOcurrContainer"><p>{FERRY}</p><a href="https://example.org">Cet article est paru dans The Lake Post</a>
</div><div class="apd-wrapper"><table><tr><td>2021-05-04</td><td>Lake Online</td></tr></table></div></div></section>
<footer><div class="Doc-LegalInfo"><small>© 2021 The Lake Post. All rights reserved.</small></div>
<div class="publiC-lblNodoc">{FIRST}</div><p>Certificat émis le 1 juin 2021 à Ville</p></footer></article>
</body></html>"""
COPIED = f"""Le Lac, no. 4301
Culture, mardi 4 mai 2021, p. 3

TRANSPORTS

Le bac est-il vendu ?

Anne Exemple

{FERRY}

{STATION}

Note(s) :
Voir page 4.

© 2021 Le Lac. Tous droits réservés.

Numéro de document : {FIRST}

{FIRST}
Ce certificat est émis à Ville à des fins de visualisation personnelle et temporaire.
Date d'émission : 2021-06-01
{PROTECTED}

La Rive
6 mai 2021

La piscine ferme

{POOL}

© 2021 La Rive. Tous droits réservés.

Numéro de document : {SECOND}

{SECOND}
Ce certificat est émis à Ville à des fins de visualisation personnelle et temporaire.
"""
SOURCE = (
    "Type de source\nPresse • Journaux\nPériodicité\nQuotidien\nCouverture géographique\nNationale\n"
    "Provenance\nParis, France\n"
)
PDF = f"""Documents sauvegardés
Mardi 1 juin 2021 à 12 h 12
Ce document est réservé à l'usage exclusif de l'utilisateur désigné par la bibliothèque de la ville de Paris.
Sommaire
Le Lac 4 mai 2021 Le bac est vendu 3
Nom de la source
Le Lac
{SOURCE}Mardi 4 mai 2021
Le Lac • p. MDE12 • 27 mots
Le bac est vendu
Anne Exemple
Le bac du lac inférieur a été vendu lundi
à un boulanger.
Documents sauvegardés par Ville
Les habitants craignent de perdre la liaison.
© 2021 Le Lac. Tous droits réservés. {PROTECTED}
Certificat émis le 1 juin 2021 à Ville à des fins de
visualisation personnelle et temporaire.
{FIRST}
Documents sauvegardés par Ville
Nom de la source
La Rive (site web)
{SOURCE}Jeudi 6 mai 2021
La Rive (site web) • Société • 9 mots
La piscine ferme
Cet article est paru dans La Rive (site web)
La pompe de la piscine doit être réparée.
© 2021 La Rive. Tous droits réservés.
{PROTECTED}
Certificat émis le 1 juin 2021 à Ville à des fins de visualisation.
{SECOND}
"""


def read(text, reader=read_html_page):
    return list(reader(io.BytesIO(text.encode()), {}))


def get_body(record):
    """What is left of a record without the marks."""
    return " ".join(keep(record).split())


def get_rules(record, rule):
    texts = (record.text[cut.start : cut.end] for cut in record.cuts if cut.rule == rule and not cut.field)
    return [line for text in texts for line in text.splitlines() if line]


def test_the_new_html_gives_each_article_with_its_fields():
    first, second = read(NEW)
    assert first.given == {
        "outlet": "Le Lac",
        "section": "Culture",
        "published": "4 mai 2021",
        "page": "MDE6",
        "title": "Le bac est vendu",
        "byline": "Anne Exemple",
        "id": FIRST,
    }
    assert second.given == {
        "outlet": "La Rive (site web)",
        "published": "6 mai 2021",
        "title": "La piscine ferme",
        "id": SECOND,
    }
    assert get_body(first) == f"{FERRY} {STATION}"
    # The elements around this text are not closed in order.
    assert get_body(second) == POOL
    assert first.database == "Europresse"


def test_what_is_no_field_and_no_text_is_cut_with_a_reason():
    first, _ = read(NEW)
    assert get_rules(first, "issue of the outlet") == [", no. 4301"]
    assert get_rules(first, "overline") == ["TRANSPORTS", "La fin d'une époque"]
    assert get_rules(first, "Illustration(s) label") == ["Illustration(s) :", "Le bac en 1987."]
    assert get_rules(first, "copyright") == ["© 2021 Le Lac. Tous droits réservés."]
    assert get_rules(first, "Numéro de document label") == [f"Numéro de document : {FIRST}"]
    assert get_rules(first, "certificate")[-1] == PROTECTED


def test_the_old_html_gives_each_article_with_its_fields():
    first, second = read(OLD)
    fields = {"section": "Culture", "published": "4 mai 2021", "page": "03", "title": "Le bac est vendu"}
    assert first.given == {**fields, "outlet": "Le Lac", "byline": "Exemple, Anne", "id": FIRST}
    assert second.given == {**fields, "outlet": "La Rive", "id": SECOND}
    assert get_body(first) == get_body(second) == f"{FERRY} {STATION}"
    assert get_rules(first, "overline") == ["Transports"]


def test_html_with_the_classes_of_today_is_read():
    (record,) = read(NEWEST)
    assert record.given == {
        "outlet": "The Lake Post",
        "published": "May 4, 2021",
        "length": "17 mots",
        "page": "819(40)",
        "title": "Ferry sold to baker?",
        "byline": "ann example",
        "id": FIRST,
    }
    assert get_body(record) == f"The last trip is on Sunday {FERRY}"
    assert get_rules(record, "overline") == ["Transport"]
    assert get_rules(record, "other outlets with this article") == ["2021-05-04\tLake Online"]
    assert get_rules(record, "place of publication") == ["Cet article est paru dans The Lake Post"]


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("Culture, mardi 4 mai 2021, p. 3", "section: Culture|published: 4 mai 2021|page: 3"),
        ("mardi 4 mai 2021, Culture, p. 3", "published: 4 mai 2021|section: Culture|page: 3"),
        ("p. 3, Tuesday, May 4, 2021", "page: 3|published: May 4, 2021"),
        ("Livres, Essais, 4 mai 2021", "section: Livres, Essais|published: 4 mai 2021"),
        (
            "France, 4 mai 2021 1 134 mots, p. 10,11",
            "section: France|published: 4 mai 2021|length: 1 134 mots|page: 10,11",
        ),
        ("4 mai 2021, p. 11, 134 words", "published: 4 mai 2021|page: 11|length: 134 words"),
        ("mardi 4 mai 2021 14:33 UTC", "published: 4 mai 2021"),
        ("Dimanche, dimanche 2 mai 2021", "section: Dimanche|published: 2 mai 2021"),
        ("Printemps 2021", "section: Printemps 2021"),
    ],
)
def test_the_header_is_read_in_any_order(header, fields):
    marks = mark_header(header, 0, len(header))
    assert "|".join(f"{each.field}: {header[each.start : each.end]}" for each in marks if each.field) == fields


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("Magazine 1, no. 5968", "Magazine 1"),
        ("La Croix, no 43018", "La Croix"),
        ("Acme Law Review, Vol. 14, no 4", "Acme Law Review"),
        ("Le Soleil (Québec, QC)", "Le Soleil (Québec, QC)"),
        ("Le Lac\nÉdition du soir", "Le Lac"),
    ],
)
def test_the_outlet_is_given_without_the_number_of_its_issue(name, outlet):
    marks = mark_outlet(name, 0, len(name))
    assert [name[each.start : each.end] for each in marks if each.field] == [outlet]


def test_text_copied_from_a_page_is_read_by_the_order_of_its_lines():
    first, second = read(COPIED, read_plain_text)
    assert first.given == {
        "outlet": "Le Lac",
        "section": "Culture",
        "published": "4 mai 2021",
        "page": "3",
        "title": "Le bac est-il vendu ?",
        "byline": "Anne Exemple",
        "id": FIRST,
    }
    assert second.given == {
        "outlet": "La Rive",
        "published": "6 mai 2021",
        "title": "La piscine ferme",
        "id": SECOND,
    }
    assert get_body(first) == f"{FERRY} {STATION}"
    assert get_body(second) == POOL
    assert get_rules(first, "overline") == ["TRANSPORTS"]


def test_a_pdf_is_read_by_its_labels_and_the_order_of_its_lines():
    first, second = read_pdf_document(io.BytesIO(make_pdf([PDF.split("\n")])), {})
    assert first.given == {
        "outlet": "Le Lac",
        "published": "4 mai 2021",
        "page": "MDE12",
        "length": "27 mots",
        "title": "Le bac est vendu",
        "byline": "Anne Exemple",
        "id": FIRST,
    }
    assert second.given == {
        "outlet": "La Rive (site web)",
        "published": "6 mai 2021",
        "section": "Société",
        "length": "9 mots",
        "title": "La piscine ferme",
        "id": SECOND,
    }
    text = "Le bac du lac inférieur a été vendu lundi à un boulanger. Les habitants craignent de perdre la liaison."
    assert get_body(first) == text
    assert get_body(second) == "La pompe de la piscine doit être réparée."
    assert get_rules(second, "above an article") == ["Documents sauvegardés par Ville"]


ENGLISH = f"""Saved documents
Tuesday, June 1, 2021 12:12 p.m.
This document is destined for the exclusive use of the individual designated by the library of the town.
Summary
Le Lac 4 mai 2021 Le bac est vendu 3
Source name
Le Lac
Source type
Press • Newspapers
Periodicity
Daily
Geographical coverage
National
Origin
Paris, France
Mardi 4 mai 2021
Le Lac
• p. MDE12 • 17 words
Le bac est vendu
Anne Exemple
Le bac du lac inférieur a été vendu lundi
Saved documents by Ville
à un boulanger.
• 2021 Le Lac. Tous droits réservés. The present document and its usage are protected under international
copyright laws and conventions.
{FIRST}
"""


def test_a_pdf_of_the_english_interface_is_read():
    (record,) = read(ENGLISH, read_plain_text)
    assert record.given == {
        "outlet": "Le Lac",
        "published": "4 mai 2021",
        "page": "MDE12",
        "length": "17 words",
        "title": "Le bac est vendu",
        "byline": "Anne Exemple",
        "id": FIRST,
    }
    assert get_body(record) == "Le bac du lac inférieur a été vendu lundi à un boulanger."


@pytest.mark.parametrize(
    ("text", "reader", "expected"),
    [
        (NEW.replace("titreArticle", "headline"), read_html_page, "line 1 ('Le Lac, no. 4301')"),
        (COPIED.replace("6 mai 2021", "Mai 2021"), read_plain_text, "it expected outlet and day above the headline"),
        (COPIED + POOL, read_plain_text, "it expected the number of the document below each article"),
        (
            PDF.replace("Nom de la source\nLa Rive", f"{POOL}\nNom de la source\nLa Rive"),
            read_plain_text,
            "next article",
        ),
    ],
)
def test_an_unknown_layout_is_rejected_and_never_half_read(text, reader, expected):
    (found,) = read(text, reader)
    assert isinstance(found, Rejected) and found.reason == "unknown layout"
    assert "Europresse" in found.detail and expected in found.detail


def test_a_document_that_is_no_article_is_told():
    tweet = f'<article><div class="twitter"><p>Le bac est vendu !</p></div><p>{FIRST}</p></article>'
    *records, notice = read(NEW.replace("</body>", f"{tweet}</body>"))
    assert [get_body(record) for record in records] == [f"{FERRY} {STATION}", POOL]
    assert "states 3 documents, and the file has 2" in notice.detail


def test_the_ledger_keeps_the_text_and_the_fields():
    first, _ = read(NEW)
    spans = clean_export(first.text, "Europresse", first.cuts)
    assert "".join(first.text[span.start : span.end] for span in spans) == first.text
    assert {span.field for span in spans if span.kept} == {*first.given, "body"}


@pytest.mark.parametrize(
    "text",
    [
        f"Le bac est vendu\n4 mai 2021\n{FERRY}\nNous avons trouvé news·20210504·LC·0q0405_1 dans Europresse.",
        f"Le bac est vendu\n{FERRY}\nCertificat émis le 4 mai 2021 à Ville",
        "· Café\n· Thé",
    ],
)
def test_an_article_is_no_export(text):
    assert not is_europresse(text)
    (found,) = read(text, read_plain_text)
    assert isinstance(found, Record) and found.database is None
