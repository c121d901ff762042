"""Formats of raw files, by the ending under which they are usually found, or by name if many formats share the ending.

A reader has a module of its own, with one function from a stream of bytes to records, or to parts that are read as
files of their own. An opener gives a file's parts: the file itself unpacked, or the members of an archive.
"""

from presswork.corpus.reading.formats.compressed import open_compressed
from presswork.corpus.reading.formats.e_books.e_book import read_e_book
from presswork.corpus.reading.formats.factiva_xml import read_factiva_xml
from presswork.corpus.reading.formats.html.html_page import read_html_page
from presswork.corpus.reading.formats.mail.mailbox import read_mailbox
from presswork.corpus.reading.formats.mail.message import read_message
from presswork.corpus.reading.formats.mhtml_page import read_mhtml_page
from presswork.corpus.reading.formats.open_document import read_flat_document, read_open_document
from presswork.corpus.reading.formats.pdf_document import read_pdf_document
from presswork.corpus.reading.formats.plain_text import read_plain_text
from presswork.corpus.reading.formats.reference_list import read_reference_list
from presswork.corpus.reading.formats.rtf.rtf_document import read_rtf_document
from presswork.corpus.reading.formats.tables.csv_table import read_csv_table
from presswork.corpus.reading.formats.tables.json_lines import read_json_lines
from presswork.corpus.reading.formats.tables.markup_table import read_excel_xml, read_html_table
from presswork.corpus.reading.formats.tables.parquet_table import read_parquet_table
from presswork.corpus.reading.formats.tables.spreadsheet import read_spreadsheet
from presswork.corpus.reading.formats.tar_archive import open_tar_archive
from presswork.corpus.reading.formats.trafilatura_xml import read_trafilatura_xml
from presswork.corpus.reading.formats.web_archives.wacz import open_wacz
from presswork.corpus.reading.formats.web_archives.web_archive import read_web_archive
from presswork.corpus.reading.formats.word_document import read_word_document
from presswork.corpus.reading.formats.zip_archive import open_zip_archive

READERS = {
    ".txt": read_plain_text,
    ".md": read_plain_text,
    ".html": read_html_page,
    ".htm": read_html_page,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".json": read_json_lines,
    ".csv": read_csv_table,
    ".tsv": read_csv_table,
    ".parquet": read_parquet_table,
    ".xlsx": read_spreadsheet,
    ".xls": read_spreadsheet,
    ".ods": read_spreadsheet,
    "HTML table": read_html_table,
    "Excel XML": read_excel_xml,
    ".docx": read_word_document,
    ".odt": read_open_document,
    ".fodt": read_flat_document,
    ".pdf": read_pdf_document,
    ".rtf": read_rtf_document,
    ".ris": read_reference_list,
    "Trafilatura XML": read_trafilatura_xml,
    "Factiva XML": read_factiva_xml,
    ".epub": read_e_book,
    ".eml": read_message,
    ".mbox": read_mailbox,
    ".mhtml": read_mhtml_page,
    ".mht": read_mhtml_page,
    ".warc": read_web_archive,
    ".arc": read_web_archive,
}
# What these read is text: its encoding is found, or stated by the user.
TEXTUAL = (
    read_plain_text,
    read_html_page,
    read_json_lines,
    read_csv_table,
    read_html_table,
    read_mhtml_page,
    read_reference_list,
)
# Longer endings first.
OPENERS = {
    ".tar.gz": open_tar_archive,
    ".tar.zst": open_tar_archive,
    ".tgz": open_tar_archive,
    ".tar": open_tar_archive,
    ".zip": open_zip_archive,
    ".wacz": open_wacz,
    ".gz": open_compressed,
    ".zst": open_compressed,
}
