"""Formats of raw files: one module each, with one function from a path to records; this table lists them."""

from presswork.corpus.formats.csv_table import read_csv_table
from presswork.corpus.formats.json_lines import read_json_lines
from presswork.corpus.formats.plain_text import read_plain_text

READERS = {
    ".txt": read_plain_text,
    ".jsonl": read_json_lines,
    ".csv": read_csv_table,
}
