"""The engines that fit topics, on the demo corpus: the NMF solver and scikit-learn's, and the two engines of LDA."""

from runner import DEMO, MarkdownTable, clock, run_command, states
from topic_quality import read_units

import numpy as np
from scipy import sparse
from sklearn.decomposition import NMF

from presswork.topics.choosing.held_out import score_tokens, split_tokens
from presswork.topics.choosing.quality import match_topics
from presswork.topics.fitting.engines.factors import Factors, factorise
from presswork.topics.fitting.engines.nmf import measure_idf, weigh_counts
from presswork.topics.fitting.engines.registry import find_engine
from presswork.topics.fitting.model import Model

KS, SLOW = (5, 10, 15, 20, 30), "CPU seconds"
K, FOLDS = 20, 10


@states(
    "topics.md",
    "needs {least} to {most} times fewer iterations",
    "the squared errors differ by at most {apart}%",
    "two starts lead to the same topics (cosines of at least {same} for 5 to 30 topics",
    seconds=20,
    needs=("demo",),
    least=(2, 5),
    most=(3, 20),
    apart=(0, 0.1),
    same=(0.999, 1),
)
def solver() -> dict[str, float]:
    """The NMF solver and scikit-learn's coordinate descent, both from NNDSVD, each with its own stopping rule."""
    counts = read_units(str(DEMO))[0]
    weighted = weigh_counts(counts, measure_idf(counts))
    table = MarkdownTable("K", "solver", "squared error", "iterations", SLOW, varies=(SLOW,))
    fewer, apart, same = [], [], []
    for k in KS:
        peer = NMF(k, init="nndsvdar", random_state=1, max_iter=400)
        own: list[Factors] = []
        seconds = clock(lambda: peer.fit(weighted)), clock(lambda: own.append(factorise(weighted, k, 1)))  # noqa: B023
        errors, iterations = (peer.reconstruction_err_**2, own[0].losses[-1]), (peer.n_iter_, len(own[0].losses))
        for name, *values in zip(("scikit-learn", "Presswork"), errors, iterations, seconds):
            table.add(k, name, f"{values[0]:.1f}", values[1], f"{values[2]:.2f}")
        fewer.append(iterations[0] / iterations[1])
        apart.append(100 * abs(errors[1] / errors[0] - 1))
        same.append(match_topics(own[0].right, factorise(weighted, k, 2).right).min())
    return {"least": min(fewer), "most": max(fewer), "apart": max(apart), "same": min(same)}


@states(
    "topics.md",
    "<!-- engines of LDA -->",
    seconds=130,
    needs=("demo",),
)
def lda() -> None:
    """LDA by Gibbs sampling and by variational Bayes with 20 topics, fitted to nine tenths of the articles."""
    counts = read_units(str(DEMO))[0]
    held_out = np.arange(counts.shape[0]) % FOLDS == 0
    known = counts[~held_out].sum(axis=0) > 0
    given, scored = split_tokens(sparse.csr_array(counts[held_out] * known), 1)
    table = MarkdownTable(
        "engine",
        "held-out nats per word",
        "converged",
        "CPU seconds, fit",
        "shares",
        varies=("CPU seconds, fit", "shares"),
    )
    for engine in map(find_engine, ("gibbs", "variational")):
        made: list[Model] = []
        seconds = clock(lambda: made.append(engine.fit(counts[~held_out], K, 1)))  # noqa: B023
        model = made[0]
        score = score_tokens(engine.fold_in(model.state, given), model.terms, scored)
        folding = clock(lambda: engine.fold_in(model.state, counts))  # noqa: B023
        at_rest = "yes" if model.converged else "no"
        table.add(model.engine, f"{score:.3f}", at_rest, f"{seconds:.0f}", f"{folding:.1f}")
    table.fill("topics.md", "engines of LDA")


if __name__ == "__main__":
    run_command(__doc__, solver, lda)
