    words = set(read_stopwords(STOPWORDS))
    assert {"the", "and", "of", "he", "us", "said", "one"} <= words
    assert words.isdisjoint({"state", "world", "people", "new", "president", "billion", "march"})


