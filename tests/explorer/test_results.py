"""Results answer by stage and name, explain themselves, and say what is missing."""

import copy
import pickle

import polars as pl
import pytest
from IPython.core.completer import provisionalcompleter
from IPython.core.interactiveshell import InteractiveShell

import presswork
from presswork.core.errors import PressworkError


@pytest.fixture(scope="module")
def results(seed_run):
    return presswork.open_results(seed_run / "results")


@pytest.fixture(scope="module")
def shell(results):
    shell = InteractiveShell()
    shell.user_ns |= {"results": results, "presswork": presswork}
    return shell


def test_tables_are_read_by_stage_and_name(results):
    assert results.terms.frequency["term"][0] == "the"
    assert results.corpus.articles["byline"].to_list() == ["MRT Desk"]
    assert results.topics.choice["status"] == "passage groups"
    assert results.topics.trends.is_empty() and results.topics.groups.is_empty()
    assert results.manifest["sources"]
    assert results.configuration["terms"]["layer"] == "lower"


def test_a_table_is_a_data_frame_to_whoever_takes_one(results):
    table, frame = results.terms.frequency, results.terms.frequency.clone()
    assert isinstance(table, pl.DataFrame) and type(frame) is pl.DataFrame
    assert frame.equals(table) and table.equals(frame)
    assert frame.join(table, on="term").height == table.height == pl.concat([table, frame]).height // 2
    derived = [table.sort("count"), copy.copy(table), pickle.loads(pickle.dumps(table)), table[:3]]
    assert {type(each) for each in derived} == {pl.DataFrame} and derived[1].equals(frame)


def test_a_table_is_read_when_it_is_used_and_no_further(results, monkeypatch):
    table = results.corpus.articles
    assert table.select("title").width == 1 and table.head(1).height == 1 and table.filter(pl.lit(False)).is_empty()
    assert "title" in table.__doc__ and "1 rows" in repr(table)
    assert not table.is_read
    assert table.height == 1 and table.is_read


def test_tables_in_shards_are_one(results):
    assert results.tokens.tokens.select(pl.len()).item() == 640
    assert isinstance(results.tokens.tokens.lazy(), pl.LazyFrame)


def test_texts_of_a_csv_are_as_they_were_before_writing(results, seed_run):
    for name in ("frequency", "ngrams"):
        assert (
            not getattr(results.terms, name).select(pl.col(pl.String).str.contains("^'[=+@-]").any()).row(0).count(True)
        )


def test_a_concordance_leads_to_the_place_in_the_record(results, seed_text):
    lines = results.concordance("drones", sort=("R1",))
    assert lines.height == 4 and results.concordance("drones", uncounted=True).height == 5  # one more in the title
    assert all(seed_text[start:end] == node for start, end, node in lines.select("start", "end", "node").iter_rows())
    assert results.concordance("drones", where=pl.col("title").is_null()).is_empty()


def test_a_concordance_takes_words_as_the_run_counts_them(results, monkeypatch):
    assert results.concordance("drone").is_empty()
    monkeypatch.setattr(type(results), "configuration", {"terms": {"layer": "stem"}})
    assert results.concordance("drone").height == 4


def test_completion_lists_the_tables(results, shell):
    assert {"articles", "ledger", "fields"} <= set(dir(results.corpus))
    with provisionalcompleter():
        offered = {each.text for each in shell.Completer.completions("results.terms.", len("results.terms."))}
    assert {"frequency", "collocations"} <= offered and not {"keyness", "trends"} & offered
    assert "frequency" in repr(results)


def test_help_is_the_schema(results, shell, capsys):
    described = results.terms.frequency.meaning
    assert described.filter(pl.col("column") == "per_million")["unit"].to_list() == ["1/1,000,000 words"]
    shell.run_cell("results.terms.frequency?")
    help(results.terms.frequency)
    assert capsys.readouterr().out.count("per_million (number; 1/1,000,000 words): occurrences per million words") == 2
    assert "what the columns mean" in results.terms.frequency._repr_html_()


def test_a_figure_shows_itself_and_has_its_rows_and_sidecar(results):
    figure = results.figures.top_terms
    assert figure.rows["term"][0] == "russian" and figure.sidecar["figure"] == "top_terms"
    assert figure.path.is_file() and figure.caption in repr(figure)
    assert 'src="data:image/png;base64,' in figure._repr_html_() and 'alt="' in figure._repr_html_()


def test_an_unknown_name_says_what_there_is(results):
    with pytest.raises(AttributeError, match="terms has no 'frequencies'; it has"):
        _ = results.terms.frequencies


def test_a_folder_without_results_is_an_error_with_a_remedy(tmp_path):
    with pytest.raises(PressworkError, match="no results"):
        presswork.open_results(tmp_path)


def test_what_the_corpus_does_not_support_says_why_and_stops_nothing(results, seed_run):
    assert "one article cannot show a change over time" in repr(results.terms.trends)
    assert "there is only one article, so there is nothing to compare it with" in repr(results.figures.keyness)
    assert "keyness" not in dir(results.figures) and "trends" not in dir(results.terms)
    assert set(results.skipped["stage"]) == {"tokens", "terms", "topics"}
    figure = seed_run / "results/figures/trend.pdf"
    for ask in (lambda: results.figures.trend.caption, lambda: presswork.trace(figure, 1)):
        with pytest.raises(PressworkError, match="not made") as caught:
            ask()
        assert "one article cannot show a change over time" in str(caught.value)


@pytest.mark.parametrize("folder", ["results", "my-results"])
def test_what_is_not_made_yet_names_its_command(tmp_path, folder, capsys, shell):
    (tmp_path / folder / "corpus").mkdir(parents=True)
    missing = presswork.open_results(tmp_path / folder)
    command = "snakemake terms" if folder == "results" else f"results={folder}"
    assert command in repr(missing.terms.frequency) and missing.terms.frequency._repr_html_() is None
    for ask in (lambda: missing.terms.frequency["term"], lambda: missing.trend("war"), lambda: missing.figures.trend):
        with pytest.raises(PressworkError) as caught:
            ask()
        assert "has not been made yet" in str(caught.value) and "snakemake" in str(caught.value)


def test_a_notebook_shows_an_error_in_its_own_words(shell, seed_run, capsys, monkeypatch):
    monkeypatch.setattr("IPython.get_ipython", lambda: shell)
    shell.run_cell(f"presswork.open_results({str(seed_run / 'results')!r}).trend('xyzzy')")
    told = capsys.readouterr()
    assert "This is not a term of the corpus." in told.out + told.err and "Traceback" not in told.out + told.err
