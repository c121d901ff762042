"""What stands in the large tables for how an interval was made, or why there is none; and where the borders are."""

PLURAL = {"story": "stories", "day": "days", "article": "articles"}
# benchmarks/coverage_terms.py: from so many units with the term on, nominal 95 % intervals of rates cover.
MIN_UNITS = 10
MIN_UNITS_DISPERSION = 30
SATURATED_PARTS = 100

ONE_ARTICLE = {"none: one article": "one article is no sample of articles"}

RATE = {
    "jackknife": "jackknife over units (Efron & Stein 1981), log t, df after Satterthwaite (1946)",
    "none: few units": f"in fewer than {MIN_UNITS} units an interval would not cover",
    **ONE_ARTICLE,
}

DISPERSION = {
    "jackknife": "infinitesimal jackknife over units, symmetric in the log odds (Efron 1982)",
    "none: few units": f"in fewer than {MIN_UNITS_DISPERSION} units an interval would not cover",
    "none: end of scale": "at 0 or 1 a measure has no log odds",
    **ONE_ARTICLE,
}

JUILLAND = {
    "saturated": f"in {SATURATED_PARTS} parts or more, D is near 1 whatever the dispersion (Biber et al. 2016)",
}

KEYNESS = {
    "jackknife": "jackknife over units (Efron & Stein 1981), log t (Welch 1947)",
    "none: rare": f"fewer than {MIN_UNITS} units of the group, or of its reference, have the term",
    "none: few units": f"fewer than {MIN_UNITS} units in the group or its reference",
    "none: list": "a frequency list has no articles",
}


def state_interval(codes: dict[str, str], code: str, unit: str) -> str:
    """Return what a code stands for, with the units by their name."""
    return codes[code].replace("units", PLURAL[unit])
