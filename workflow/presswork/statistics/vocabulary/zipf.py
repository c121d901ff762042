"""Laws of how many types occur how often: Zipf, Zipf-Mandelbrot, and its finite form, as models of the spectrum.

A model gives the expected number of types that occur more than n times in a corpus of so many tokens. The spectrum
(types by count) is fitted by maximum likelihood, its classes as independent Poisson counts; nothing is fitted to ranks,
which are read off the same counts and so fit themselves (Clauset et al. 2009; Pilgrim & Hills 2021).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import special

from presswork.statistics.arrays import Integers, Numbers

EXACT_CLASSES = 200
WIDTH = 1.02
HEADROOM = 4
LOW_CLASSES = 15
NO_FLOOR = 1e-3
# Highest probabilities that the search starts from, beside that of the most frequent type.
HIGHEST = (0.01, 0.1)
# Log-likelihoods that differ by less are equal.
AS_GOOD = 0.01
# What a law expects in a class, at least: the likelihood takes its logarithm.
LEAST = 1e-300
# The law is defined below 1; four digits of what is found must stay there.
LARGEST_ALPHA = 0.9999


@dataclass(frozen=True)
class Spectrum:
    """How many types have a count above `edges[i]` up to `edges[i + 1]`: each to 200, then in classes 2% wide."""

    edges: Integers
    types: Numbers
    n_tokens: int


@dataclass(frozen=True)
class Law:
    """A law: the types expected above given counts for its parameters on the scale of the search, its starts, its fit.

    With `lowest`, that many classes are fitted, and all types above them as one.
    """

    name: str
    survive: Callable[[Numbers, Numbers, Spectrum], Numbers]
    starts: Callable[[Spectrum], list[list[float]]]
    read: Callable[[Numbers, Spectrum], dict[str, float]]
    lowest: int | None = None


@dataclass(frozen=True)
class Fit:
    """A fitted law: where the search ended, the parameters, and the types expected in each class of the spectrum."""

    law: Law
    place: Numbers
    parameters: dict[str, float]
    expected: Numbers


@dataclass(frozen=True)
class Classes:
    """Classes with types: how many, and as numbers in `edges`, from 0 on, the counts that each lies between."""

    types: Numbers
    edges: Numbers
    low: Integers
    high: Integers
    is_last_open: bool


def count_spectrum(counts: Integers) -> Spectrum:
    """Return the spectrum of types from their counts, each at least 1."""
    edges = list(range(min(EXACT_CLASSES, int(counts.max())) + 1))
    # Beyond the greatest count too, where a corpus drawn from a law may have types.
    while edges[-1] < HEADROOM * counts.max():
        edges.append(int(np.ceil(edges[-1] * WIDTH)))
    types, _ = np.histogram(counts, bins=np.array(edges) + 0.5)
    return Spectrum(np.array(edges), types.astype(float), int(counts.sum()))


def fit_law(law: Law, spectrum: Spectrum, start: Numbers | None = None, tolerance: float = 1e-7) -> Fit:
    """Return a law fitted by maximum likelihood (Nelder & Mead 1965), the best from its own starts or a given one."""
    # Slow to import, and what reads a fitted law does without.
    from scipy import optimize

    begins = law.starts(spectrum) if start is None else [start]
    options = {"xatol": tolerance, "fatol": tolerance, "maxiter": 4000}
    compared = (law, spectrum, _find_classes(law, spectrum))
    with np.errstate(all="ignore"):
        found = [optimize.minimize(_misfit, each, compared, "Nelder-Mead", options=options) for each in begins]
    best = min(each.fun for each in found)
    # Equally good ends differ in the last digits: of these the first, on any machine.
    place = np.asarray(next(each.x for each in found if each.fun <= best + AS_GOOD), dtype=float)
    return Fit(law, place, law.read(place, spectrum), _expect(law, place, spectrum))


def _expect(law: Law, place: Numbers, spectrum: Spectrum) -> Numbers:
    above = law.survive(place, spectrum.edges.astype(float), spectrum)
    # The last class is open.
    return np.asarray(np.maximum(np.append(above[:-2] - above[1:-1], above[-2]), LEAST), dtype=float)


def _find_classes(law: Law, spectrum: Spectrum) -> Classes:
    """Return the classes in which a law is compared with a spectrum, as far as there are types in them."""
    last = min(law.lowest or len(spectrum.types), len(spectrum.types) - 1)
    types = np.append(spectrum.types[:last], spectrum.types[last:].sum())
    (found,) = np.nonzero(types)
    edges, places = np.unique(np.concatenate([[0], found, found + 1]), return_inverse=True)
    low, high = places[1 : len(found) + 1], places[len(found) + 1 :]
    return Classes(types[found], spectrum.edges[edges].astype(float), low, high, found[-1] == last)


def _misfit(place: Numbers, law: Law, spectrum: Spectrum, classes: Classes) -> float:
    """Return the negative logarithm of the likelihood of Poisson classes, less what no parameter changes.

    A class without types adds only the number expected, and together all classes have those above 0.
    """
    above = law.survive(place, classes.edges, spectrum)
    total = above[0]
    if classes.is_last_open:
        above[-1] = 0
    expected = np.maximum(above[classes.low] - above[classes.high], LEAST)
    value = float(total - np.dot(classes.types, np.log(expected)))
    return value if np.isfinite(value) else 1e300


def kolmogorov_distance(observed: Numbers, expected: Numbers) -> float:
    """Return the greatest distance between the distributions of a type's count, observed and expected."""
    return float(np.abs(np.cumsum(observed) / observed.sum() - np.cumsum(expected) / expected.sum()).max())


def simulate_distances(fit: Fit, spectrum: Spectrum, draws: int, seed: int) -> Numbers:
    """Return the distances of corpora drawn from a fitted law, each from the law fitted to it anew.

    The parametric bootstrap of Clauset et al. (2009, section 4.1). Types are drawn one by one, which no text does.
    """
    generator = np.random.default_rng(seed)
    distances = []
    for _ in range(draws):
        types = generator.poisson(fit.expected).astype(float)
        drawn = Spectrum(spectrum.edges, types, spectrum.n_tokens)
        refit = fit_law(fit.law, drawn, fit.place, tolerance=1e-3)
        distances.append(kolmogorov_distance(types, refit.expected))
    return np.array(distances)


def finite_survival(above: Numbers, n_tokens: float, alpha: float, low: float, high: float) -> Numbers:
    """Return the expected number of types that occur more than `above` times in so many tokens.

    Types have probabilities from `low` to `high` with density proportional to p^(-alpha - 1) (Evert 2004: the
    Zipf-Mandelbrot model with `low` 0, else the finite one). The integral over the Poisson tail is solved by parts.
    NaN where both are so near to each other, or to 0, that there is no density.
    """
    span = high ** (1 - alpha) - low ** (1 - alpha)
    if span <= 0:
        return np.full(len(above), np.nan)
    scale = (1 - alpha) / span / alpha
    ratio = np.exp(special.gammaln(above + 1 - alpha) - special.gammaln(above + 1) + alpha * np.log(n_tokens))
    shape = special.gammainc(above + 1 - alpha, n_tokens * high)
    plain = special.gammainc(above + 1, n_tokens * high)
    if low == 0:
        return np.asarray(scale * (ratio * shape - high**-alpha * plain), dtype=float)
    rare = special.gammainc(above + 1, n_tokens * low)
    shape = shape - special.gammainc(above + 1 - alpha, n_tokens * low)
    survival = scale * (ratio * shape - high**-alpha * (plain - rare))
    return np.asarray(survival + scale * (low**-alpha - high**-alpha) * rare, dtype=float)


def _survive_zipf(place: Numbers, above: Numbers, spectrum: Spectrum) -> Numbers:
    exponent = 1 + np.exp(place[0])
    share = special.zeta(exponent, above + 1) / special.zeta(exponent, 1.0)
    return np.asarray(spectrum.types.sum() * share, dtype=float)


def _read_zipf(place: Numbers, spectrum: Spectrum) -> dict[str, float]:
    exponent = 1 + float(np.exp(place[0]))
    return {"exponent": exponent, "rank_exponent": 1 / (exponent - 1)}


def _unfold(place: Numbers) -> tuple[float, float, float]:
    """Return alpha, lowest and highest probability; the lowest, if any, is sought as a share of the highest."""
    alpha, high, *shares = special.expit(place)
    return float(LARGEST_ALPHA * alpha), float(high * sum(shares)), float(high)


def _survive_mandelbrot(place: Numbers, above: Numbers, spectrum: Spectrum) -> Numbers:
    alpha, low, high = _unfold(place)
    return finite_survival(above, spectrum.n_tokens, alpha, low, high)


def _read_mandelbrot(place: Numbers, spectrum: Spectrum) -> dict[str, float]:
    alpha, low, high = _unfold(place)
    offset = (1 - alpha) / (high * alpha)
    found = {"alpha": alpha, "highest_probability": high, "rank_exponent": 1 / alpha, "rank_offset": offset}
    if len(place) == 2:
        return found
    # Types that occur less than once in a thousand such corpora cannot be told from types without end.
    if low * spectrum.n_tokens < NO_FLOOR:
        return found | {"lowest_probability": np.nan, "population_types": np.nan}
    scale = (1 - alpha) / (high ** (1 - alpha) - low ** (1 - alpha)) / alpha
    return found | {"lowest_probability": low, "population_types": scale * (low**-alpha - high**-alpha)}


def _start_mandelbrot(spectrum: Spectrum) -> list[list[float]]:
    greatest = min(spectrum.edges[-1] / HEADROOM / spectrum.n_tokens, 0.5)
    return [[0.0, float(special.logit(highest))] for highest in (greatest, *HIGHEST)]


def _start_finite(spectrum: Spectrum) -> list[list[float]]:
    return [
        [alpha, high, float(special.logit(0.1 / (spectrum.n_tokens * special.expit(high) + 1)))]
        for alpha, high in _start_mandelbrot(spectrum)
    ]


LAWS = (
    Law("zipf", _survive_zipf, lambda spectrum: [[0.0]], _read_zipf),
    Law("zipf_mandelbrot", _survive_mandelbrot, _start_mandelbrot, _read_mandelbrot),
    Law("finite_zipf_mandelbrot", _survive_mandelbrot, _start_finite, _read_mandelbrot, LOW_CLASSES),
)
