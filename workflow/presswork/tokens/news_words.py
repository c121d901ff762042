"""Stop words of news reports: words that are frequent in any report, whatever it is about."""

from collections.abc import Mapping
from typing import Any

# Classes of such words in the stop lists, and the languages whose lists have them.
NEWS_CLASSES = ("reporting verb", "title", "number word", "weekday")
NEWS_LANGUAGES = ("de", "en")


def lists_news_words(configuration: Mapping[str, Any]) -> bool:
    """Return whether the stop list of a run has the words of news reports; a person's list that replaces it may not."""
    options = configuration["tokens"]
    is_ours = options["stopwords"] == "extend"
    return is_ours and options["news_stopwords"] and configuration["corpus"]["language"] in NEWS_LANGUAGES
