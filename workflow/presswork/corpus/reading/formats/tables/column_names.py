"""Names that columns of tables have, by field: in English, French, German, Spanish, Italian, Portuguese and Dutch.

Letter case, accents, and how words are divided (publishedAt, Publication Date, publication_date) make no difference.
"""

import re
import unicodedata
from functools import cache

# The first name that a table has counts: names of one meaning go before names such as date and content, which also
# stand for the day of the download and the first words of a text.
NAMES = {
    "id": (
        "id; doc id; document id; uuid; docid; article id; accession number; stories id; dokument id; identifiant; "
        "identificador; store id"
    ),
    "title": (
        "title; headline; head line; heading; hl1; web title; titel; uberschrift; schlagzeile; titre; titre article; "
        "titulo; titular; titolo; manchete; kop; intitule; encabezado; заголовок"
    ),
    "text": (
        "fulltext; full text; full content; full article; article text; article body; maintext; main text; plain text; "
        "plaintext; body text; text body; volltext; artikeltext; texte integral; texte complet; texto completo; "
        "testo completo; volledige tekst; text; body; content; article; fliesstext; inhalt; texte; corps; "
        "corps texte; contenu; texto; cuerpo; contenido; testo; corpo; corpo texto; conteudo; tekst; inhoud; story; "
        "artikel; artikelinhalt; raw text; текст"
    ),
    "byline": (
        "byline; author; authors; by; writer; journalist; reporter; creator; autor; autorin; autoren; verfasser; "
        "verfasserin; auteur; auteurs; journaliste; autora; autores; autore; autori; periodista; schrijver; "
        "giornalista; redactor; автор"
    ),
    "outlet": (
        "outlet; source hostname; source; publisher; newspaper; publication; publication title; publication name; "
        "pub title; pubtitle; media; media outlet; medium; source title; site name; sitename; meta site name; "
        "source domain; domain; hostname; news source; journal; zeitung; quelle; "
        "herausgeber; zeitungsname; titre du journal; nom du journal; titre de publication; periodique; editeur; "
        "periodico; diario; medio; fuente; giornale; testata; fonte; jornal; veiculo; krant; bron; medientitel; "
        "источник"
    ),
    "published": (
        "published; publish date; published date; publication date; publishing date; published at; publish time; "
        "published time; publication time; time published; web publication date; pubdate; pub date; date published; "
        "date publish; date of publication; published on; release date; date posted; post date; posted at; "
        "publication day; erscheinungsdatum; erscheinungstag; veroffentlichungsdatum; datum der veroffentlichung; "
        "veroffentlicht; veroffentlicht am; publikationsdatum; erschienen am; date de publication; date de parution; "
        "date publication; publie le; paru le; date parution; fecha de publicacion; fecha publicacion; publicado; "
        "publicado en; data di pubblicazione; data pubblicazione; pubblicato il; data de publicacao; data "
        "publicacao; publicado em; publicatiedatum; verschijningsdatum; datum van publicatie; gepubliceerd op; date; "
        "datum; fecha; data; day; datetime; date time; timestamp; created at; seendate; дата"
    ),
    "url": (
        "url; link; article url; article source link; source link; web url; permalink; canonical url; canonical link; "
        "document url; news url; news link; lien; enlace; collegamento; source"
    ),
    "language": "meta lang; language; lang; sprache; langue; idioma; lingua; taal",
    "group": "group; category; section; label; ressort; rubrik; rubrique; seccion; sezione; secao; kategorie",
}
# Names that may be of another day than that of publication.
DOUBTFUL = frozenset({"created at", "timestamp", "seendate"})
# Words that leave the meaning of a name as it is.
EMPTY = frozenset(
    (
        *("article", "news", "name", "the", "of", "full", "original", "story", "artikel", "nom", "nombre", "item"),
        *("fields", "noticia", "notizia", "articolo", "de", "der", "des", "la", "l", "du", "el", "del", "da", "do"),
        *("il", "dell", "della", "het", "van"),
    )
)
# A column with such a word in its name looks like one of the field.
LIKE = {
    "title": r"title|headline|titel|titre|titulo|titular|titolo|uberschrift",
    "text": r"text|body|content|texte|texto|testo|inhalt|contenu|contenido|volltext|transcript",
    "byline": r"authors?|byline|autor(?:in|en|es|a)?|auteurs?|verfasser|journalist|writer",
    "outlet": r"outlet|newspapers?|publisher|publication|source|media|zeitung|quelle|journal|periodico|diario|fuente",
    "published": r"(?:seen)?dates?|published|\w*datum|fecha|data|publie|publicado|veroffentlicht|day|time(?:stamp)?",
}
NOT_LIKE = frozenset(
    {"id", "ids", "url", "link", "length", "count", "n", "words", "lang", "language", "type", "score", "hash"}
)
CAMEL = re.compile(r"(?<=[a-z\d])(?=[A-Z])")
ACCENTS = re.compile("[\u0300-\u036f]")
PARTING = re.compile(r"[\W_]+")


def spell_column(name: str) -> str:
    """Return the name of a column as words in lower case, without accents: publishedAt is published at."""
    plain = ACCENTS.sub("", unicodedata.normalize("NFKD", CAMEL.sub(" ", name))).casefold()
    return " ".join(PARTING.sub(" ", plain).split())


@cache
def list_usual(field: str) -> tuple[str, ...]:
    """Return the usual names of a field, the first goes before the others."""
    return tuple(name.strip() for name in NAMES[field].split(";"))


def find_column(field: str, names: dict[str, str]) -> str | None:
    """Return the column of a field from columns by their spelled names, None where none has a usual name."""
    bare = {
        " ".join(word for word in name.split() if word not in EMPTY): column for name, column in reversed(names.items())
    }
    return next((each[usual] for each in (names, bare) for usual in list_usual(field) if usual in each), None)


def find_unused(names: list[str], used: dict[str, str]) -> list[tuple[str, str]]:
    """Return (column, field) for columns that are not used: those that look like a field which no column gives, and
    those that have a usual name of a field which another column gives.
    """
    found = []
    for column in names:
        spelled = spell_column(column)
        words = spelled.split()
        if column in used.values() or NOT_LIKE & set(words):
            continue
        fields = [
            field
            for field, pattern in LIKE.items()
            if (spelled in list_usual(field) if field in used else any(re.fullmatch(pattern, word) for word in words))
        ]
        found += [(column, field) for field in fields[:1]]
    return found
