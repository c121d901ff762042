"""The page's functions that only compute, by known answers, in one page with all scripts and a few made-up results."""

import re

import pytest

from browser import needs_chromium
from page_inputs import ASSETS
from presswork.explorer.page.chunks import encode, write_script
from presswork.explorer.page.words import BODY, FAR, SIGNS, TITLE
from presswork.tokens.running_terms import TermFinder

pytestmark = needs_chromium
FRAME = next(path for path in ASSETS if path.name == "index.html").read_text(encoding="utf-8")
SCRIPTS = [name for name in re.findall(r'src="assets/([a-z]+\.js)"', FRAME) if name not in ("d3.min.js", "main.js")]
COLUMN = ["number", "1/1,000,000 words", "occurrences per `million` words"]
SITE = {
    "reasons": {"rare": "in fewer than 10 articles"},
    "columns": {"frequency": {"per_million": COLUMN}},
    "index": {"chunks": 2, "codes": {"outlet": ["Post", "Wire"]}},
    "details": {
        "starts": [0, 2],
        "names": ["n_tokens", "reason"],
        "codes": ["counts", "body"],
        "origins": [[1, 0, None]],
    },
    "term_chunk": 2,
    "within": ["soft hyphen"],
    "skipped": {"columns": ["analysis", "subject", "reason"], "rows": [["keyness", "groups by outlet", "one group"]]},
    "coded": [["group"], ["Post", "Wire"]],
    "frames": {"keyness": ["group", "rank"]},
}
ARTICLE = [[7, 0], 0, [4, 1, 1, 1], [], []]
DATA = {
    "site": SITE,
    "articles/index-0": {
        "id": ["a", "b"],
        "published": [0, None],
        "words": [5, 6],
        "counted": [1, 0],
        "outlet": [1, None],
    },
    "articles/index-1": {"id": ["c"], "published": [1], "words": [7], "counted": [1], "outlet": [0]},
    "articles/0": [ARTICLE, ARTICLE],
    "articles/1": [[[9, None], None, [], [], [], [[0, "Air"]], BODY + SIGNS[4], []]],
    "forms": {
        "lower": [["ＡＩＲ", "air"]],
        "term": [["skies", "air"]],
        "other": [".", "'s"],
        "apart": [["the", "the", True]],
    },
    "terms/index": {"term": ["the", "constructor", "air"], "rank": [1, 2, 5]},
    "terms/1": [{"sample": [3, 1, 2, 4], "keyness": [[1, 9]]}],
}
ROWS = '[{n: 2, t: "b"}, {n: null, t: "É"}, {n: 10, t: "=1+1"}, {n: 1, t: ""}]'
NUMBER, TEXT = '{key: "n", type: "number", value: (row) => row.n}', '{key: "t", type: "text", value: (row) => row.t}'
TOLD = r"""{pieces: [[0, "a\ud83d\ude00b cd"], [9, "xyz"]],
  spans: [6, 1, 0, 0, 20, 0, null, 1], code: (n) => (n === null ? null : ["body", "tail"][n])}"""
VIEW = '((asked) => [asked.view, asked.name, asked.options.get("x")])($.readAddress())'
REFITS = '$.intervalColumn("low", "high", "interval", {show: $.percent, fixed: true})'
MARKS = '["10 10 10 10", null, "15 10 30 10", "80 80 0 0"], {width: 200, height: 100}'


@pytest.fixture(scope="module")
def compute(reader, tmp_path_factory):
    """Return a function that evaluates an expression in the page."""
    folder = tmp_path_factory.mktemp("functions")
    for path in ASSETS:
        (folder / path.name).write_bytes(path.read_bytes())
    for name, value in DATA.items():
        path = folder / f"data/{name}.js"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(write_script(name, value), encoding="utf-8")
    names = [*SCRIPTS, "data/site.js"]
    tags = "".join(f'<script src="{name}"></script>' for name in names)
    (folder / "functions.html").write_text(f"<!doctype html><meta charset=utf-8><title>Functions</title>{tags}")
    reader.driver.get(f"file://{folder}/functions.html")
    assert reader.read_errors() == []
    return lambda expression: reader.driver.execute_script(f"return (async () => {expression})()")


def check(compute, cases):
    """Assert that each expression gives what is expected."""
    found = {expression: compute(expression.replace("$.", "presswork.")) for expression in cases}
    assert found == cases


def test_numbers_days_and_reasons_are_in_words(compute):
    cases = {
        "[0.123456, -2.5, 12345, 12345.678, 3, null].map($.number)": ["0.123", "−2.50", "12,345", "12,346", "3", ""],
        "[0.98, 0.001, 0.0123456, 0].map($.number)": ["0.980", "0.001", "0.0123", "0"],
        "[0.1234, 1, null].map($.percent)": ["12.3%", "100.0%", ""],
        "[0, 18262, -1, null].map($.day)": ["1970-01-01", "2020-01-01", "1969-12-31", ""],
        '[$.plural(1, "row"), $.plural(2000, "row"), $.plural(2, "match", "matches")]': [
            "1 row",
            "2,000 rows",
            "2 matches",
        ],
        "$.interval(1, 2.5)": "1 to 2.50",
        '["rare", "in words", null].map((why) => $.interval(null, null, why))': [
            "no interval (in fewer than 10 articles)",
            "no interval (in words)",
            "no interval",
        ],
        '$.meaning("frequency", "per_million")': "occurrences per million words (1/1,000,000 words)",
        '["groups", "words"].map((subject) => $.whyMissing("keyness", subject))': ["one group", None],
        '[$.rows({columns: ["a", "b"], rows: [[1, 2]]}), $.rows(null)]': [[{"a": 1, "b": 2}], []],
    }
    check(compute, cases)


def test_an_address_names_a_view_and_comes_back_whole(compute):
    cases = {
        '$.address("term", "a/b ?#%")': "#/term/a%2Fb%20%3F%23%25",
        '$.address("article", "x", {term: "a b", from: 0, to: null, find: ""})': "#/article/x?term=a+b&from=0",
        f'(location.hash = $.address("term", "a/b ?#%", {{x: "1&2"}}), {VIEW})': ["term", "a/b ?#%", "1&2"],
        '(location.hash = "#/term/%zz", $.readAddress().name)': "%zz",
        '($.setOptions({"t.find": "q", x: null}, false), location.hash)': "#/term/%25zz?t.find=q",
    }
    check(compute, cases)


def test_rows_are_sorted_and_found_and_no_saved_text_is_a_formula(compute):
    cases = {
        f'$.sortRows({NUMBER}, "asc", {ROWS}).map((row) => row.n)': [1, 2, 10, None],
        f'$.sortRows({NUMBER}, "desc", {ROWS}).map((row) => row.n)': [10, 2, 1, None],
        f'$.sortRows({TEXT}, "asc", {ROWS}).map((row) => row.t)': ["=1+1", "b", "É", ""],
        f'$.findRows([{NUMBER}, {TEXT}], {ROWS}, "1").map((row) => row.t)': ["=1+1"],
        f'$.findRows([{NUMBER}, {TEXT}], {ROWS}, "é").map((row) => row.t)': ["É"],
        f"$.writeCsv([{NUMBER}, {TEXT}], {ROWS})": "n,t\n2,b\n,É\n10,'=1+1\n1,\n",
        f"""$.writeCsv([{TEXT}], ['a,"b"', "'=x", "@y"].map((t) => ({{t}})))""": 't\n"a,""b"""\n\'\'=x\n\'@y\n',
    }
    check(compute, cases)


def test_places_count_characters_and_tell_spans_and_words(compute):
    cases = {
        f"$.listPieces({TOLD}).map((piece) => [piece.start, piece.end, piece.cut(1, 3)])": [
            [0, 6, "😀b"],
            [9, 12, "yz"],
        ],
        f"$.listSpans({TOLD}).map((span) => [span.start, span.end, span.kept, span.field, span.rule])": [
            [0, 6, True, "body", "body"],
            [6, 20, False, None, "tail"],
        ],
        "[...$.splitRange(2, 9, [4, 9, 4, 1, 7])]": [[2, 4], [4, 7], [7, 9]],
        f"""$.renderText({TOLD}, [{{start: 4, end: 6, kind: "term"}}], [{{start: 2, end: 6}}]).innerHTML""": "a😀"
        '<span class="quoted">b </span><span class="quoted"><mark class="term">cd</mark></span>'
        '<span class="gap"> [… 3 characters left out of this copy] </span>'
        '<s class="cut field" title="cut: tail">xyz</s>'
        '<span class="gap"> [… 8 characters left out of this copy] </span>',
    }
    check(compute, cases)


def write_told(texts, sentences):
    """Return pieces with their tokens, which are separated by blanks; sentences are a sign and a number of tokens."""
    words = [word for text in texts for word in text.split(" ")]
    signs, at, gap = "", 0, 0
    for sign, count in sentences:
        signs += sign
        for word in words[at : at + count]:
            signs += SIGNS[2 * (len(word) - 1) + gap]
            gap = 1
        at += count
    starts = [sum(len(text) + 1 for text in texts[:number]) for number in range(len(texts))]
    return {"pieces": [list(pair) for pair in zip(starts, texts, strict=True)], "signs": signs}


WALKED = "((told) => {{ const all = []; $.walkTokens(told, (...each) => all.push(each)); return all; }})({})"


def test_tokens_are_read_from_signs_with_their_places_and_sentences(compute):
    long = "x" * 50
    far = {"pieces": [[0, "A😀 b"], [90, long]], "signs": f"{BODY}{SIGNS[2]}{FAR}1,1,2;{BODY}{FAR}2e,1e;", "steps": []}
    titled = write_told(["Air raid", "the air"], [(TITLE, 2), (BODY, 2)])
    cases = {
        WALKED.format(encode(titled)): [
            [0, 3, "Air", True, True, None],
            [4, 8, "raid", True, False, None],
            [9, 12, "the", False, True, None],
            [13, 16, "air", False, False, None],
        ],
        WALKED.format(encode(far)): [
            [0, 2, "A😀", False, True, None],
            [3, 4, "b", False, False, 2],
            [90, 140, long, False, True, None],
        ],
    }
    check(compute, cases)


def test_words_have_the_rank_of_their_term_and_multiword_terms_replace_theirs(compute):
    told = write_told(["Air", "the skies 's constructor ＡＩＲ"], [(TITLE, 1), (BODY, 5)])
    phrase = told | {"steps": [4, 9, 1]}
    shouted = {"pieces": [[0, "AIR"]], "signs": f"{BODY}{FAR}0,3,0;"}
    listed = "$.listWords({}).then((words) => words.map((word) => [word.start, word.rank, word.title]))"
    cases = {
        listed.format(encode(told)): [[0, 5, True], [4, 1, False], [8, 5, False], [17, 2, False], [29, 5, False]],
        listed.format(encode(phrase)): [[0, 5, True], [4, 1, False], [17, 2, False], [29, 5, False]],
        listed.format(encode(shouted)): [[0, 1, False]],
    }
    check(compute, cases)


# Two articles, "The air raid" with the text ". air raid", and "isn't. air", which is not counted. Of `kinds`, 1 begins
# a sentence and 2 is in the headline.
HELD = """(({ lowers, isWord }) => ({ ...$.gatherForms(lowers, isWord),
  texts: [{ ids: [0, 1, 2, 5, 1, 2], starts: [0, 4, 8, 12, 13, 17], ends: [3, 7, 12, 13, 16, 21],
            kinds: [3, 2, 2, 1, 1, 0] },
          { ids: [3, 4, 5, 1], starts: [0, 3, 7, 8], ends: [2, 6, 8, 11], kinds: [1, 0, 0, 1] }] }))(
  { lowers: ["the", "air", "raid", "is", "n't", "."], isWord: [true, true, true, true, true, false] })"""


def test_a_query_is_a_word_a_phrase_or_a_wildcard(compute):
    find = "$.findPlaces({}, {}, (place) => place === 0, {})".format
    cases = {
        find('"air"', HELD, "false"): [[0, 13, 16]],
        find('"AIR  raid"', HELD, "false"): [[0, 13, 21]],
        find('"air ra*"', HELD, "true"): [[0, 4, 12], [0, 13, 21]],
        find('"*ai*"', HELD, "false"): [[0, 13, 16], [0, 17, 21]],
        find('"raid ."', HELD, "true"): [],
        find('"*"', HELD, "false"): [[0, 13, 16], [0, 17, 21]],
        find('"."', HELD, "false"): [[0, 12, 13]],
        find('"air"', HELD, "true"): [[0, 4, 7], [0, 13, 16], [1, 8, 11]],
        find('"isn’t"', HELD, "true"): [[1, 0, 6]],
        find('"a+ir"', HELD, "true"): [],
        find('" "', HELD, "true"): [],
        f'$.divideWord("isn\'t.", {HELD})': ["is", "n't", "."],
        f'$.divideWord("Air-d*", {HELD})': ["air-d*"],
    }
    check(compute, cases)


def test_capitals_matter_for_acronyms_alone(compute):
    held = '$.gatherForms(["us", "US", "NATO", "it", "U.N.", "p.m."], Array(6).fill(true))'
    words = {"US": "US", "us": "us", "Us": "us", "nato": "NATO", "It": "it", "WHO": "WHO", "U.S.": "U.S.", "XI": "xi"}
    # An abbreviation may lack its last full stop.
    words |= {"U.N": "U.N.", "u.n": "U.N.", "p.m": "p.m.", "x.y": "x.y", "U.S": "U.S"}
    check(compute, {f'$.divideWord("{word}", {held})[0]': found for word, found in (words | {"MPs": "MPs"}).items()})


def test_a_word_is_found_without_its_last_full_stop_and_by_turkish_letters(compute):
    held = '$.gatherForms(["U.S.", "tip", "p.m."], [true, true, true])'
    words = {"U.S": "U.S.", "u.s": "U.S.", "p.m": "p.m.", "TİP": "tip", "U.K": "U.K"}
    check(compute, {f'$.divideWord("{word}", {held})[0]': found for word, found in words.items()})


def test_a_wildcard_stands_for_letters_in_any_case_as_in_concordances(compute):
    held = """{ ...$.gatherForms(["us", "US-led", "NATO"], [true, true, true]),
      texts: [{ ids: [0, 1, 2], starts: [0, 3, 10], ends: [2, 9, 14], kinds: [1, 0, 0] }] }"""
    find = "$.findPlaces({}, {}, () => true, false)".format
    cases = {
        find('"na*"', held): [[0, 10, 14]],
        find('"US*"', held): [[0, 0, 2], [0, 3, 9]],
        find('"us"', held): [[0, 0, 2]],
    }
    check(compute, cases)


def test_the_mark_in_reach_that_is_nearest_is_pointed_at(compute):
    cases = {
        f"$.nearest({MARKS}, 22, 15).row": 0,
        f"$.nearest({MARKS}, 38, 15).row": 0,
        f"$.nearest({MARKS}, 80, 15).row": 2,
        f"$.nearest({MARKS}, 169, 88).row": 3,
        f"$.nearest({MARKS}, 130, 60).row": None,
    }
    check(compute, cases)


def test_what_begins_with_a_word_is_found_before_what_holds_it(compute):
    pick = '((texts) => $.pickPlaces(texts.length, (at) => texts[at], "air"))'
    cases = {f'{pick}(["fair", "Air", "sea", "airport"])': [1, 3, 0], f'{pick}(Array(20).fill("air")).length': 8}
    check(compute, cases)


def test_a_term_is_found_as_python_finds_it(compute):
    terms = ["US", "us", "NATO", "kyiv", "U.N."]
    written = ["US", "us", "Us", "nato", "Kyiv", "EU", "Town", "U.N", "u.n", "U.N.", "kyiv."]
    held = f"$.gatherWords({encode(terms)})"
    find = TermFinder(terms)
    cases = {
        f"{encode(written)}.map((word) => $.findWord(word, {held}) ?? null)": list(map(find.find, written)),
        f"{encode(written)}.map((word) => $.nameWord(word, {held}))": list(map(find, written)),
    }
    check(compute, cases)


def test_an_interval_with_the_model_taken_as_fixed_is_given_where_refits_disagree(compute):
    row = '{prevalence: 0.03, low: null, high: null, interval: "rare", model_low: 0.024, model_high: 0.037}'
    whole = row.replace("low: null, high: null", "low: 0.02, high: 0.05")
    none = row.replace("0.024", "null").replace("0.037", "null")
    made = f"$.table({{name: 'b', caption: 'c', rows: [{row}, {whole}, {none}], columns: [{REFITS}]}})"
    cases = {
        f"[{row}, {whole}, {none}].map($.bound)": [
            {"low": 0.024, "high": 0.037, "fixed": True},
            {"low": 0.02, "high": 0.05, "fixed": False},
            {"low": None, "high": None, "fixed": False},
        ],
        f'[...{made}.querySelectorAll("td")].map((cell) => cell.textContent)': [
            "2.4% to 3.7%1",
            "2.0% to 5.0%",
            "none2",
        ],
        f'[...{made}.querySelectorAll(".note > span")].map((note) => note.textContent)': [
            "1With the model taken as fixed (in fewer than 10 articles).",
            "2No interval (in fewer than 10 articles).",
        ],
    }
    check(compute, cases)


def test_rows_that_are_set_aside_are_shown_when_asked_for(compute):
    made = f"""$.table({{name: "t", caption: "c", rare: "Show all", aside: (row) => row.n === 2, rows: {ROWS},
      columns: [{TEXT}]}})"""
    click = "((box) => (box.checked = !box.checked, box.dispatchEvent(new Event('change'))))"
    box = 'table.querySelector("[type=checkbox]")'
    told = f'[table.querySelectorAll("tbody tr").length, table.querySelector(".status").textContent, {box}.checked]'
    cases = {
        f'(location.hash = "#/", ((table) => {told})({made}))': [3, "3 rows", False],
        f"((table) => ({click}({box}), [...{told}, location.hash]))({made})": [4, "4 rows", True, "#/?t.all=yes"],
        f"((table) => {told})({made})": [4, "4 rows", True],
    }
    check(compute, cases)


def test_articles_and_terms_are_looked_up_in_the_chunk_that_holds_them(compute):
    cases = {
        '$.listArticles().then((list) => [list.length, list.place("c"), list.place("toString")])': [3, 2, None],
        "$.listArticles().then((list) => [0, 1, 2].map(list.outlet))": ["Wire", None, "Post"],
        "$.readArticle(1).then(({ about, fields }) => [about, fields])": [
            {"n_tokens": 7, "reason": "counts"},
            [1, 0, None],
        ],
        "$.readArticle(2).then(({ about, pieces }) => [about, pieces])": [
            {"n_tokens": 9, "reason": None},
            [[0, "Air"]],
        ],
        '$.listTerms().then((list) => ["air", "constructor", "toString"].map(list.place))': [2, 1, None],
        "$.listTerms().then((list) => [5, 6].map(list.ofRank))": [2, None],
        "$.readTerm(2).then((told) => [told.sample, told.keyness.rows])": [
            [{"place": 3, "count": 1}, {"place": 5, "count": 4}],
            [["Wire", 9]],
        ],
    }
    check(compute, cases)


def test_text_is_shown_and_only_addresses_of_the_page_and_the_web_are_links(compute):
    link = '((href) => $.el("a", {{ href }}).getAttribute("href"))("{}")'
    leads = {address: address for address in ("#/term/a", "https://a.example/", "../figures/top_terms.pdf")}
    leads |= dict.fromkeys(("javascript:alert(1)", "data:,x", "../figures/../x.html", "//a.example"))
    cases = {link.format(address): expected for address, expected in leads.items()}
    cases |= {
        r'$.visible("a\u202eb\u0007\n")': "a⟨202E⟩b⟨0007⟩\n",
        '$.el("p", {}, "<b>", null, false, [0, ["x"]]).innerHTML': "&lt;b&gt;0x",
        '$.outside("javascript:alert(1)").tagName': "BDI",
        '$.outside("https://a.example").rel': "noopener noreferrer",
    }
    check(compute, cases)
