"""The files of an earlier run whose topics articles can be placed into."""

from pathlib import Path

from presswork.core.errors import PressworkError

NEEDED = ("model.npz", "unit_columns.csv", "diagnostics.csv", "choice.json", "closeness.csv")


def find_model(folder: str) -> dict[str, str]:
    """Return the files of the model in a results folder by name; none without a folder.

    Raises PressworkError if the folder has no topics.
    """
    paths = [Path(folder, "topics", name) for name in NEEDED] if folder else []
    missing = next((path for path in paths if not path.is_file()), None)
    if missing:
        raise PressworkError(
            "There is no model to place articles into.",
            file=missing,
            field="model",
            expected="the results folder of an earlier run that has topics",
            remedy="run it first (snakemake topics --config seeds=... results=...), or correct the option `model`",
        )
    return {path.stem: str(path) for path in paths}
