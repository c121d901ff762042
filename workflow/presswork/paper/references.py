"""BibTeX entries of the references that a text cites, with package versions from the lock file."""

import re

from presswork.figures.drawing.caption_text import count

ENTRY = re.compile(r"^@\w+\{([\w-]+),.*?^\}\n", re.M | re.S)
LOCKED = re.compile(r"^([\w.-]+)==([\w.+!-]+)", re.M)
CITED = re.compile(r"@([\w-]+)")


def read_versions(lock: str) -> dict[str, str]:
    """Return the version of each package in a lock file, by name."""
    return dict(LOCKED.findall(lock))


def choose_references(references: str, text: str, versions: dict[str, str]) -> str:
    """Return the BibTeX entries that a Markdown text cites, sorted by key.

    `<version of NAME>` in an entry is replaced by the version. Raises KeyError if a cited key has no entry.
    """
    entries = {match[1]: match[0] for match in ENTRY.finditer(references)}
    cited = [entries[key] for key in sorted(set(CITED.findall(text)) - {"presswork-corpus"})]
    return "\n".join(re.sub(r"<version of ([\w.-]+)>", lambda match: versions[match[1]], entry) for entry in cited)


def write_corpus_entry(n_articles: int, n_words: int, digest: str) -> str:
    """Return the BibTeX entry of the corpus, which is identified by the digest of its article ids."""
    size = f"{count(n_articles, 'article')}, {count(n_words, 'word')}"
    return (
        "\n@misc{presswork-corpus,\n"
        "  key = {Corpus},\n  title = {The corpus of this study},\n"
        f"  note = {{{size}; the SHA-256 of the article ids begins with {digest[:12]}}}\n"
        "}\n"
    )
