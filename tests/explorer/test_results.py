"""Results answer by stage and name, and say what is missing."""

import polars as pl
import pytest

import presswork
from presswork.core.errors import PressworkError

pytestmark = pytest.mark.xdist_group("seed")


@pytest.fixture(scope="module")
def results(seed_run):
    return presswork.open_results(seed_run / "results")


def test_tables_are_read_by_stage_and_name(results):
    assert results.terms.frequency["term"][0] == "the"
    assert results.corpus.articles["byline"].to_list() == ["MRT Desk"]
    assert results.topics.choice["status"] == "passage groups"
    assert results.manifest["sources"]


def test_tables_in_shards_are_lazy(results):
    assert isinstance(results.tokens.tokens, pl.LazyFrame)
    assert results.tokens.tokens.select(pl.len()).collect().item() == 640


def test_a_concordance_leads_to_the_place_in_the_record(results, seed_text):
    lines = results.concordance("drones", sort=("R1",))
    assert lines.height == 5  # four in the body, one in the title
    assert all(seed_text[start:end] == node for start, end, node in lines.select("start", "end", "node").iter_rows())


def test_completion_lists_the_tables(results):
    assert {"articles", "ledger", "fields"} <= set(dir(results.corpus))
    assert "frequency" in repr(results)


def test_help_is_the_schema(results):
    described = results.terms.describe("frequency")
    assert described.filter(pl.col("name") == "per_million")["unit"].to_list() == ["1/1,000,000 words"]


def test_an_unknown_name_says_what_there_is(results):
    with pytest.raises(AttributeError, match="terms has no 'frequencies'; it has"):
        _ = results.terms.frequencies


def test_a_folder_without_results_is_an_error_with_a_remedy(tmp_path):
    with pytest.raises(PressworkError, match="no results"):
        presswork.open_results(tmp_path)


def test_a_table_that_is_not_made_yet_names_its_command(tmp_path):
    (tmp_path / "corpus").mkdir()
    with pytest.raises(PressworkError) as caught:
        _ = presswork.open_results(tmp_path).terms.frequency
    assert "snakemake terms" in str(caught.value)
