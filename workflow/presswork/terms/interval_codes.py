"""What stands in the large tables for how an interval was made, or why there is none; and where the borders are."""

# benchmarks/coverage.py: from so many articles on, nominal 95 % intervals cover 93 to 98 %.
MIN_ARTICLES = 10
MIN_ARTICLES_DISPERSION = 30
SATURATED_PARTS = 100
PLURAL = {"story": "stories", "day": "days", "article": "articles"}
MIN_UNITS = 10
MIN_UNITS_WITH_TERM = 10

ONE_ARTICLE = {"none: one article": "one article is no sample of articles"}

RATE = {
    "ratio": "ratio estimator over articles (Cochran 1977), log t, df by Satterthwaite (1946)",
    "none: few articles": f"in fewer than {MIN_ARTICLES} articles an interval would not cover",
    **ONE_ARTICLE,
}

DISPERSION = {
    "jackknife": "infinitesimal jackknife over articles, symmetric in the log odds (Efron 1982)",
    "none: few articles": f"in fewer than {MIN_ARTICLES_DISPERSION} articles an interval would not cover",
    "none: end of scale": "at 0 or 1 a measure has no log odds",
    **ONE_ARTICLE,
}

JUILLAND = {
    "saturated": f"in {SATURATED_PARTS} parts or more, D is near 1 whatever the dispersion (Biber et al. 2016)",
}

KEYNESS = {
    "BCa": "BCa over units (Efron 1987)",
    "none: rare": f"fewer than {MIN_UNITS_WITH_TERM} units of the group, or of its reference, have the term",
    "none: few units": f"fewer than {MIN_UNITS} units in the group or its reference",
    "none: list": "a frequency list has no articles",
}


def state_interval(code: str, unit: str) -> str:
    """Return what a code of `KEYNESS` stands for, with the units by their name."""
    return KEYNESS[code].replace("units", PLURAL[unit])
