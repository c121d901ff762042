"""Models of the frequency spectrum (types by count): Zipf, Zipf-Mandelbrot and finite Zipf-Mandelbrot.

A model gives the expected number of types that occur more than n times in a corpus of N tokens. It is fitted to the
spectrum by maximum likelihood, with classes as independent Poisson counts. Nothing is fitted to ranks, since they are
derived from the same counts and fit any model (Clauset et al. 2009; Pilgrim & Hills 2021).
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
# Highest probabilities from which the search starts, in addition to that of the most frequent type.
HIGHEST = (0.01, 0.1)
# Log likelihoods that differ by less are equal.
AS_GOOD = 0.01
# Lower limit of the number expected in a class, since the likelihood takes its logarithm.
LEAST = 1e-300
# Alpha must be below 1, also after rounding to four digits.
LARGEST_ALPHA = 0.9999


@dataclass(frozen=True)
class Spectrum:
    """Number of types with counts above `edges[i]` up to `edges[i + 1]`: single to 200, then classes 2% wide."""

    edges: Integers
    types: Numbers
    n_tokens: int


@dataclass(frozen=True)
class Law:
    """A model: the types expected above given counts, the starts of the search, and the parameters as reported.

    Parameters are on the scale of the search. With `lowest`, that many classes are fitted, and all types above as one.
    """

    name: str
    survive: Callable[[Numbers, Numbers, Spectrum], Numbers]
    starts: Callable[[Spectrum], list[list[float]]]
    read: Callable[[Numbers, Spectrum], dict[str, float]]
    lowest: int | None = None


@dataclass(frozen=True)
class Fit:
    """A fitted model: the end of the search, the parameters, and the types expected in each class of the spectrum."""

    law: Law
    place: Numbers
    parameters: dict[str, float]
    expected: Numbers


@dataclass(frozen=True)
class Classes:
    """Non-empty classes: their types, and the positions in `edges` of the counts between which each lies."""

    types: Numbers
    edges: Numbers
    low: Integers
    high: Integers
    is_last_open: bool


def count_spectrum(counts: Integers) -> Spectrum:
    """Return the spectrum of types from their counts, each at least 1."""
    edges = list(range(min(EXACT_CLASSES, int(counts.max())) + 1))
    # Also beyond the largest count, where a corpus drawn from a model may have types.
    while edges[-1] < HEADROOM * counts.max():
        edges.append(int(np.ceil(edges[-1] * WIDTH)))
    types, _ = np.histogram(counts, bins=np.array(edges) + 0.5)
    return Spectrum(np.array(edges), types.astype(float), int(counts.sum()))


def fit_law(law: Law, spectrum: Spectrum, start: Numbers | None = None, tolerance: float = 1e-7) -> Fit:
    """Return a model fitted by maximum likelihood (Nelder & Mead 1965), the best from its own starts or a given one."""
    # Imported here because it is slow and not needed to read a fitted model.
    from scipy import optimize

    begins = law.starts(spectrum) if start is None else [start]
    options = {"xatol": tolerance, "fatol": tolerance, "maxiter": 4000}
    compared = (law, spectrum, _find_classes(law, spectrum))
    with np.errstate(all="ignore"):
        found = [optimize.minimize(_misfit, each, compared, "Nelder-Mead", options=options) for each in begins]
    best = min(each.fun for each in found)
    # Equally good ends differ in the last digits; the first is taken, so that all machines agree.
    place = np.asarray(next(each.x for each in found if each.fun <= best + AS_GOOD), dtype=float)
    return Fit(law, place, law.read(place, spectrum), _expect(law, place, spectrum))


def _expect(law: Law, place: Numbers, spectrum: Spectrum) -> Numbers:
    above = law.survive(place, spectrum.edges.astype(float), spectrum)
    # The last class is open.
    return np.asarray(np.maximum(np.append(above[:-2] - above[1:-1], above[-2]), LEAST), dtype=float)


def _find_classes(law: Law, spectrum: Spectrum) -> Classes:
    """Return the non-empty classes in which a model is compared with a spectrum."""
    last = min(law.lowest or len(spectrum.types), len(spectrum.types) - 1)
    types = np.append(spectrum.types[:last], spectrum.types[last:].sum())
    (found,) = np.nonzero(types)
    edges, places = np.unique(np.concatenate([[0], found, found + 1]), return_inverse=True)
    low, high = places[1 : len(found) + 1], places[len(found) + 1 :]
    return Classes(types[found], spectrum.edges[edges].astype(float), low, high, found[-1] == last)


def _misfit(place: Numbers, law: Law, spectrum: Spectrum, classes: Classes) -> float:
    """Return the negative log likelihood of Poisson classes, without terms that do not depend on the parameters.

    An empty class adds only its expected number; over all classes, these sum to the types expected above 0.
    """
    above = law.survive(place, classes.edges, spectrum)
    total = above[0]
    if classes.is_last_open:
        above[-1] = 0
    expected = np.maximum(above[classes.low] - above[classes.high], LEAST)
    value = float(total - np.dot(classes.types, np.log(expected)))
    return value if np.isfinite(value) else 1e300


def kolmogorov_distance(observed: Numbers, expected: Numbers) -> float:
    """Return the largest distance between the observed and expected distributions of a type's count."""
    return float(np.abs(np.cumsum(observed) / observed.sum() - np.cumsum(expected) / expected.sum()).max())


def simulate_distances(fit: Fit, spectrum: Spectrum, draws: int, seed: int) -> Numbers:
    """Return the distances of corpora drawn from a fitted model, each from the model fitted to it again.

    This is the parametric bootstrap of Clauset et al. (2009, section 4.1). Types are independent, unlike in text.
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
    """Return the expected number of types that occur more than `above` times in `n_tokens` tokens.

    Type probabilities are between `low` and `high` with density proportional to p^(-alpha - 1) (Evert 2004); `low` is 0
    for the Zipf-Mandelbrot model and positive for the finite one. The integral over the Poisson tail is solved by
    parts. NaN if the density is not defined because `low` and `high` are too close.
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
    """Return alpha, lowest and highest probability; the lowest is parametrised as a share of the highest."""
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
    # Below one occurrence in a thousand such corpora, a finite vocabulary cannot be told from an infinite one.
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
