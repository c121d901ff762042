"""What a site prints on every page is furniture; what one page says is not."""

from conftest import clean_records
from presswork.corpus.cleaning.recurring_lines import MIN_PAGES, RecurringLines
from presswork.corpus.reading.records import deal_records

MENU = "Politics Business Culture"
BODY = "The minister said on day {} that the plan would be ready before the end of the year, and thanked them all."


def count(pages):
    lines = RecurringLines()
    for page in pages:
        lines.read(page)
    return dict(lines.tabulate().iter_rows())


def pages(number):
    return [f"{MENU}\n\nHeadline {day}\n\n{BODY.format(day)}\n\nHe said so." for day in range(number)]


def test_lines_of_enough_pages_recur():
    assert count(pages(MIN_PAGES)) == {MENU: MIN_PAGES}
    assert count(pages(MIN_PAGES - 1)) == {}


def test_a_line_must_stand_on_one_page_in_fifty():
    assert count([*pages(10), *(f"Another page {number}" for number in range(991))]) == {}


def test_a_page_counts_a_line_once_and_sentences_never():
    assert count([f"{MENU}\n{MENU}"] * 3) == {}
    assert "He said so." not in count(pages(9))


def test_what_recurs_is_cut_and_is_no_headline():
    tables = clean_records((pages(1)[0], {}), recurring=[MENU])
    assert tables["articles"]["title"].to_list() == [None]
    assert MENU not in tables["articles"]["text"][0]
    assert "recurs over the corpus" in tables["ledger"]["rule"].to_list()


def test_dealing_finds_them_in_pages_and_not_in_tables(tmp_path):
    for number, page in enumerate(pages(6)):
        (tmp_path / f"{number}.txt").write_text(page)
    (tmp_path / "table.csv").write_text("text\n" + "In a table\n" * 9)
    made = deal_records(sorted(tmp_path.iterdir()), str(tmp_path), {})
    assert sum(frame.height for _, frame in made["dealt"].pieces) == 15
    (recurring,) = made["recurring"]
    assert recurring["line"].to_list() == [MENU]
