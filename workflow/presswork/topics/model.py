"""What every engine gives, and where the engines are found."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from presswork.core.matrices import write_arrays

Numbers = NDArray[np.float64]
ENGINES = ("nmf", "gibbs", "variational")


@dataclass(frozen=True)
class Model:
    """A fitted model: `terms` is p(term | topic), topics x terms; `shares` is rows x topics, each row summing to 1.

    A row without any of the model's terms has shares of zero. `state` is what the engine needs to fold in other rows:
    arrays with a row for each topic.
    """

    engine: str
    terms: Numbers
    shares: Numbers
    state: dict[str, Numbers]
    converged: bool

    def write_to(self, path: Path) -> None:
        """Write the model as an uncompressed .npz, in single precision."""
        state = {f"state.{name}": values for name, values in self.state.items()}
        described = {"converged": self.converged, "engine": self.engine}
        write_arrays(path, {"terms": self.terms, "shares": self.shares, **described, **state})

    @classmethod
    def read_from(cls, path: Path) -> Self:
        """Return a model as `write_to` wrote it."""
        with np.load(path) as arrays:
            numbers = {name: values.astype(float) for name, values in arrays.items() if values.dtype == np.float32}
            state = {name.removeprefix("state."): numbers[name] for name in numbers if name.startswith("state.")}
            return cls(str(arrays["engine"]), numbers["terms"], numbers["shares"], state, bool(arrays["converged"]))


def empty_model(engine: str) -> Model:
    """Return a model without rows and topics, for a corpus that carries none."""
    return Model(engine, np.zeros((0, 0)), np.zeros((0, 0)), {}, converged=True)


def order_topics(model: Model, terms: list[str]) -> tuple[Model, NDArray[np.intp]]:
    """Return the model with its topics in the order of prevalence, then of their heaviest term, and that order."""
    prevalence = model.shares[model.shares.sum(axis=1) > 0].mean(axis=0)
    heaviest = np.round(model.terms, 12).argmax(axis=1)
    order = sorted(range(len(prevalence)), key=lambda topic: (-round(prevalence[topic], 6), terms[heaviest[topic]]))
    state = {name: values[order] for name, values in model.state.items()}
    return replace(model, terms=model.terms[order], shares=model.shares[:, order], state=state), np.array(order)


class Engine(NamedTuple):
    """A way to fit topics: `fit(counts, k, seed)`, `fold_in(state, counts)`, and whether it gives words a probability.

    Counts are rows x terms. `fold_in` returns shares, rows x topics; a row's shares do not depend on the other rows.
    """

    fit: Callable[[sparse.csr_array, int, int], Model]
    fold_in: Callable[[dict[str, Numbers], sparse.csr_array], Numbers]
    HAS_LIKELIHOOD: bool


def find_engine(name: str) -> Engine:
    """Return one of `ENGINES`. Raises KeyError for another name."""
    # The libraries behind them take a second to load. Each function is named here, since that is how a rule's digest
    # comes to cover it.
    if name == "nmf":
        from presswork.topics.engines import nmf

        return Engine(nmf.fit, nmf.fold_in, nmf.HAS_LIKELIHOOD)
    if name == "gibbs":
        from presswork.topics.engines import gibbs

        return Engine(gibbs.fit, gibbs.fold_in, gibbs.HAS_LIKELIHOOD)
    if name == "variational":
        from presswork.topics.engines import variational

        return Engine(variational.fit, variational.fold_in, variational.HAS_LIKELIHOOD)
    raise KeyError(name)
