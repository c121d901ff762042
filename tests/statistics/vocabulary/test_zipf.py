"""Laws of the spectrum: the integral solved by parts, parameters found again, and misfit only where there is some."""

import math
from dataclasses import replace

import numpy as np
import pytest
from scipy import integrate, special, stats

from presswork.statistics.vocabulary.zipf import (
    LAWS,
    Spectrum,
    count_spectrum,
    finite_survival,
    fit_law,
    kolmogorov_distance,
    simulate_distances,
)

ZIPF, MANDELBROT, FINITE = LAWS


@pytest.mark.parametrize(("low", "high"), [(0.0, 0.02), (1e-4, 0.02), (2e-3, 0.3)])
@pytest.mark.parametrize("above", [0, 1, 7])
def test_the_expected_types_are_the_integral_over_their_probabilities(low, high, above):
    alpha, n_tokens = 0.6, 1000
    scale = (1 - alpha) / (high ** (1 - alpha) - low ** (1 - alpha))

    def types_at(log):
        # In the logarithm of the probability, where the density is tame.
        share = np.exp(log)
        return scale * share**-alpha * stats.poisson.sf(above, n_tokens * share)

    start = np.log(low) if low else -80
    expected, _ = integrate.quad(types_at, start, np.log(high), limit=500)
    assert finite_survival(np.array([float(above)]), n_tokens, alpha, low, high)[0] == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize("low", [0.0, 1e-6])
def test_the_expected_counts_add_up_to_the_tokens(low):
    above = np.arange(0.0, 3000)
    assert finite_survival(above, 20_000, 0.5, low, 0.05).sum() == pytest.approx(20_000, rel=1e-6)


def test_the_finite_law_ends_with_its_vocabulary():
    # All types of an endless corpus: the integral of the density.
    alpha, low, high = 0.5, 1e-4, 0.1
    scale = (1 - alpha) / (high ** (1 - alpha) - low ** (1 - alpha))
    everything = scale / alpha * (low**-alpha - high**-alpha)
    assert finite_survival(np.zeros(1), 1e9, alpha, low, high)[0] == pytest.approx(everything, rel=1e-6)


def draw_types(seed, n_types, alpha, low, high, n_tokens):
    """Draw types from the finite law by inverting its distribution, and their counts one by one."""
    generator = np.random.default_rng(seed)
    share = generator.random(n_types)
    probabilities = (low**-alpha - share * (low**-alpha - high**-alpha)) ** (-1 / alpha)
    counts = generator.poisson(probabilities * n_tokens)
    return counts[counts > 0]


@pytest.mark.parametrize("law", [MANDELBROT, FINITE], ids=["zipf_mandelbrot", "finite"])
def test_the_parameters_of_drawn_types_are_found_again(law):
    alpha, low, high = 0.55, 1e-6, 0.02
    scale = (1 - alpha) / (high ** (1 - alpha) - low ** (1 - alpha))
    n_types = round(scale / alpha * (low**-alpha - high**-alpha))
    # So few tokens do not tell a floor, so many do.
    n_tokens = 20_000 if law is MANDELBROT else 1_000_000
    counts = draw_types(5, n_types, alpha, low, high, n_tokens)
    spectrum = count_spectrum(counts)
    fit = fit_law(law, Spectrum(spectrum.edges, spectrum.types, n_tokens))
    assert fit.parameters["alpha"] == pytest.approx(alpha, abs=0.04)
    if law is FINITE:
        assert fit.parameters["lowest_probability"] == pytest.approx(low, rel=0.2)
        assert fit.parameters["population_types"] == pytest.approx(n_types, rel=0.1)
        assert fit.expected.sum() == pytest.approx(len(counts), rel=0.03)


def test_zipfs_exponent_is_the_maximum_of_the_likelihood():
    counts = np.random.default_rng(6).zipf(2.2, 4000)
    exponent = fit_law(ZIPF, count_spectrum(counts[counts <= 200])).parameters["exponent"]
    seen = counts[counts <= 200]
    likelihood = [-g * np.log(seen).sum() - len(seen) * np.log(special.zeta(g, 1)) for g in np.arange(1.5, 3, 0.001)]
    assert exponent == pytest.approx(np.arange(1.5, 3, 0.001)[np.argmax(likelihood)], abs=0.001)


def test_the_spectrum_has_every_type_in_its_class():
    counts = np.array([1, 1, 2, 200, 203, 5000])
    spectrum = count_spectrum(counts)
    assert spectrum.types[:2].tolist() == [2, 1] and spectrum.types.sum() == 6
    assert spectrum.types[199] == 1 and spectrum.types[200] == 1, "single counts up to 200, then wider classes"
    assert spectrum.edges[-1] >= 4 * 5000 and spectrum.n_tokens == counts.sum()


def test_distance_by_hand():
    assert kolmogorov_distance(np.array([3.0, 1, 0]), np.array([2.0, 1, 1])) == pytest.approx(0.25)


def test_types_drawn_from_the_law_fit_it_and_others_do_not():
    zipf = count_spectrum(np.random.default_rng(7).zipf(2.2, 1500))
    lumpy = count_spectrum(np.repeat([1, 2, 3, 4, 30], [300, 300, 300, 300, 300]))
    for spectrum, is_zipf in ((zipf, True), (lumpy, False)):
        fit = fit_law(ZIPF, spectrum)
        distance = kolmogorov_distance(spectrum.types, fit.expected)
        drawn = simulate_distances(fit, spectrum, 40, 8)
        assert bool(distance < np.quantile(drawn, 0.95)) is is_zipf
        assert np.array_equal(drawn, simulate_distances(fit, spectrum, 40, 8))


def test_the_laws_expect_what_zipfr_expects():
    """R package zipfR: EV and EVm of lnre("fzm", alpha = .55, A = 1e-6, B = .02), and of "zm" for ItaRi.spc."""
    above = np.array([0.0, 1, 2, 3, 4, 5, 49, 50, 299, 300])
    survival = finite_survival(above, 20_000, 0.55, 1e-6, 0.02)
    of_count = survival[[0, 1, 2, 3, 4, 6, 8]] - survival[[1, 2, 3, 4, 5, 7, 9]]
    spectrum = [975.7179147, 271.3128664, 131.4797277, 80.53305908, 55.56781767, 1.441148322, 0.08901506363]
    assert survival[0] == pytest.approx(1922.816253)
    assert of_count == pytest.approx(spectrum, rel=1e-6)
    assert finite_survival(np.zeros(1), 1e10, 0.55, 1e-6, 0.02)[0] == pytest.approx(9562.662888)
    survival = finite_survival(np.arange(6.0), 1_399_898, 0.3053756, 0.0, 0.09801849)
    assert survival[0] == pytest.approx(1100.376103)
    assert -np.diff(survival) == pytest.approx([343.1146796, 119.1679142, 67.31495171, 45.34712784, 33.508121])


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.name)
def test_the_distance_of_a_tiny_corpus_is_that_of_every_count(law):
    """Counts up to 150, each a class of its own: both distributions anew, from sums and integrals."""
    counts = np.array([1] * 60 + [2] * 25 + [3] * 10 + [4] * 7 + [6] * 4 + [9] * 3 + [15, 15, 22, 40, 81, 150])
    spectrum = count_spectrum(counts)
    fit = fit_law(law, spectrum)
    if law is ZIPF:
        exponent = fit.parameters["exponent"]
        expected = np.arange(1.0, 151) ** -exponent / special.zeta(exponent, 1)
        everything = 1.0
    else:
        alpha, high = fit.parameters["alpha"], fit.parameters["highest_probability"]
        low = np.nan_to_num(fit.parameters.get("lowest_probability", 0.0))
        scale = (1 - alpha) / (high ** (1 - alpha) - low ** (1 - alpha))

        def integrate_types(chance):
            start = np.log(low) if low else -80
            at = lambda log: scale * np.exp(-alpha * log) * chance(counts.sum() * np.exp(log))  # noqa: E731
            return integrate.quad(at, start, np.log(high), limit=500)[0]

        # A Poisson variable is m, and is at least 1; SciPy's own functions take a hundred times as long for one number.
        is_m = lambda mean, m: math.exp(m * math.log(mean) - mean - math.lgamma(m + 1))  # noqa: E731
        expected = np.array([integrate_types(lambda mean, m=m: is_m(mean, m)) for m in range(1, 151)])
        everything = integrate_types(lambda mean: -math.expm1(-mean))
    observed = np.array([np.mean(counts <= m) for m in range(1, 151)])
    distance = np.abs(observed - np.cumsum(expected) / everything).max()
    assert kolmogorov_distance(spectrum.types, fit.expected) == pytest.approx(distance, rel=1e-5)


def test_the_finite_law_of_italian_ri_verbs_is_near_that_of_zipfr():
    """Data set ItaRi.spc of R package zipfR; by its cost function (chi-squared), alpha is .3054 and B .0980."""
    lowest = [346, 105, 74, 43, 39, 25, 27, 15, 17, 9, 11, 4, 9, 7, 3]
    counts = np.repeat([*range(1, 16), 1000], [*lowest, 1098 - sum(lowest)])
    fit = fit_law(FINITE, replace(count_spectrum(counts), n_tokens=1_399_898))
    assert fit.parameters["alpha"] == pytest.approx(0.3054, abs=0.01)
    assert fit.parameters["highest_probability"] == pytest.approx(0.098, abs=0.01)
    assert np.isnan(fit.parameters["population_types"]), "zipfR: a floor of 1.9e-18"


@pytest.mark.parametrize(("low", "high"), [(0.1, 0.1), (0.0, 0.0)])
def test_where_all_types_have_one_probability_or_none_there_is_no_law(low, high):
    assert np.isnan(finite_survival(np.zeros(2), 1000, 0.5, low, high)).all()


def test_a_search_that_steps_onto_one_probability_for_all_types_goes_on():
    # The first step from here takes the lowest probability to the highest.
    spectrum = count_spectrum(np.repeat([1, 2, 11], [133, 5, 5]))
    assert fit_law(FINITE, spectrum, np.array([0.0, 0.0, 32.0]), tolerance=1e-3).place[2] < 40
