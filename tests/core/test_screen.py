"""After a run, nothing is left of shards that the corpus is no longer dealt into."""

import json

from presswork.core.screen import remove_stale_shards


def test_files_of_former_shards_are_removed_in_every_stage(tmp_path):
    folders = ("corpus/dealt", "corpus/shards/ledger", "corpus/sketches", "tokens/tokens")
    paths = [tmp_path / folder / f"{shard}.parquet" for folder in folders for shard in ("0-of-1", "1-of-2")]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (tmp_path / "corpus/articles.parquet").touch()
    (tmp_path / "corpus/shards.json").write_text(json.dumps({"shards": ["0-of-1"]}))
    remove_stale_shards(tmp_path)
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.parquet")}
    assert left == {"corpus/articles.parquet", *(f"{folder}/0-of-1.parquet" for folder in folders)}
