"""A fitted topic model, as returned by every engine."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

import numpy as np
import polars as pl

from presswork.core.matrices import write_arrays
from presswork.statistics.arrays import Mask, Numbers, Places


@dataclass(frozen=True)
class Model:
    """A fitted model: `terms` is p(term | topic), topics x terms; `shares` is rows x topics, each row summing to 1.

    A row without any of the model's terms has shares of 0. `state` is what the engine needs to fold in other rows:
    arrays with one row per topic.
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
        """Return a model written by `write_to`."""
        with np.load(path) as arrays:
            numbers = {name: values.astype(float) for name, values in arrays.items() if values.dtype == np.float32}
            state = {name.removeprefix("state."): numbers[name] for name in numbers if name.startswith("state.")}
            return cls(str(arrays["engine"]), numbers["terms"], numbers["shares"], state, bool(arrays["converged"]))


def find_model(models: list[Path], engine: str, k: int) -> Model:
    """Return the model of an engine with k topics from these files. Raises StopIteration if there is none."""
    read = map(Model.read_from, models)
    return next(model for model in read if (model.engine, len(model.terms)) == (engine, k))


def select_chosen(diagnostics: pl.DataFrame, choice: dict[str, Any]) -> pl.DataFrame:
    """Return the diagnostics of the chosen model, one row per topic; empty if none is chosen."""
    own = (pl.col("engine") == choice["engine"]) & pl.col("k").eq_missing(choice["k"])
    return diagnostics.filter(own).sort("topic")


def empty_model(engine: str) -> Model:
    """Return a model without rows and topics."""
    return Model(engine, np.zeros((0, 0)), np.zeros((0, 0)), {}, converged=True)


def order_topics(model: Model, terms: list[str], background: Mask) -> tuple[Model, Places]:
    """Return the model with its topics ordered by prevalence, then by their heaviest term, and that order.

    Background topics come last.
    """
    prevalence = model.shares[model.shares.sum(axis=1) > 0].mean(axis=0)
    heaviest = np.round(model.terms, 12).argmax(axis=1)
    keys = zip(background, -np.round(prevalence, 6), (terms[each] for each in heaviest), strict=True)
    order = [topic for _, topic in sorted((key, topic) for topic, key in enumerate(keys))]
    state = {name: values[order] for name, values in model.state.items()}
    return replace(model, terms=model.terms[order], shares=model.shares[:, order], state=state), np.array(order)
