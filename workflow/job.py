"""Runs one job: reads a rule's inputs, calls the library function that the rule names, and writes its outputs.

The rule's inputs and params are the function's arguments, by name. The function's annotations say how an input is
read: a `DataFrame` is a whole table, a `LazyFrame` reads only what is used, a `Path` is passed on as it is, and a class
with `read_from` reads itself. A dataclass groups inputs; its fields are their names.
What the function returns is written to the outputs: one value, or a mapping by the names of the outputs, in the order
of the mapping. The order in which a rule lists its outputs has no effect. An output of several files takes several
values.

A job is described in JSON, and its log holds this description. To run a job again, for example in a debugger:
`python workflow/job.py results/work/logs/terms_keyness.log`.
"""

import errno
import importlib
import json
import logging
import os
import platform
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

# Numbers must not depend on the machine: use one thread, and the BLAS kernel that every x86-64 processor has.
for variable in ("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"
if platform.machine() in ("x86_64", "AMD64"):
    os.environ["OPENBLAS_CORETYPE"] = "Prescott"
# NumPy cannot be imported where the variable is set but empty.
if not os.environ.get("SOURCE_DATE_EPOCH"):
    os.environ.pop("SOURCE_DATE_EPOCH", None)

sys.path.insert(0, str(Path(__file__).resolve().parent))
RESERVED = ("call", "code", "configuration", "content")
QUIET_SECONDS = 5
MORE_MEMORY = "close other programs, run fewer jobs at a time (snakemake --cores 1), or use a computer with more memory"

from presswork.core.code_digests import split_call
from presswork.core.errors import PressworkError
from usage import Meter


def list_inputs(function: Callable[..., Any]) -> dict[str, Any]:
    """Return how each input of a function is read, by name, with the fields of a group (a dataclass) in its place."""
    inputs: dict[str, Any] = {}
    for name, kind in _read_arguments(function).items():
        inputs |= get_type_hints(kind) if _is_group(kind) else {name: kind}
    return inputs


def group_inputs(function: Callable[..., Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values as a function's arguments, with those of a group combined."""
    grouped = dict(values)
    for name, kind in _read_arguments(function).items():
        if _is_group(kind):
            grouped[name] = kind(**{field: grouped.pop(field) for field in get_type_hints(kind)})
    return grouped


def _read_arguments(function: Callable[..., Any]) -> dict[str, Any]:
    return {name: kind for name, kind in get_type_hints(function).items() if name != "return"}


def _is_group(kind: Any) -> bool:
    return is_dataclass(kind) and not hasattr(kind, "read_from")


def read_input(value: Any, kind: Any, name: str) -> Any:
    """Return an input in the form that the function's annotation requires."""
    import polars as pl

    from presswork.core.files import read_text
    from presswork.core.schema import find_tables
    from presswork.core.tables import read_table, scan_table

    if get_args(kind) and not isinstance(value, str):
        return [read_input(each, get_args(kind)[0], name) for each in value]
    if not value:
        return make_empty(kind, name)
    path = Path(value)
    if kind is Path:
        return path
    if hasattr(kind, "read_from"):
        return kind.read_from(path)
    if kind is pl.LazyFrame:
        return scan_table(path)
    if kind is pl.DataFrame:
        return read_table(path, find_tables()[name])
    if path.suffix == ".json":
        return json.loads(path.read_text(encoding="utf-8"))
    if path.suffix == ".npz":
        from presswork.core.matrices import read_matrix

        return read_matrix(path)
    return read_text(path)


def make_empty(kind: Any, name: str) -> Any:
    """Return a substitute for an input that this corpus does not have: an empty table, or a class's default."""
    import polars as pl

    from presswork.core.schema import find_tables

    if kind in (pl.DataFrame, pl.LazyFrame):
        return kind(schema=find_tables()[name].schema)
    return kind()


def write_output(path: Path, name: str, value: Any) -> None:
    """Write what the function returned for an output, in the format given by the file name extension."""
    from presswork.core.files import write_json, write_text
    from presswork.core.schema import find_tables
    from presswork.core.shown_tables import show_table
    from presswork.core.tables import write_table

    if hasattr(value, "write_to"):
        value.write_to(path)
    elif path.suffix in (".parquet", ".csv"):
        table = find_tables()[name]
        write_table(path, value, table)
        show_table(path, table)
    elif path.suffix == ".json":
        write_json(path, value)
    elif path.suffix == ".npz":
        from presswork.core.matrices import write_matrix

        write_matrix(path, value)
    else:
        write_text(path, value)


def describe_origin(inputs: dict[str, Any], params: dict[str, Any], results: Path) -> dict[str, Any]:
    """Return how a figure was made, for its sidecar: inputs with digests, parameters, configuration, code and lock."""
    from presswork.core.digests import digest_file, digest_value

    paths = [Path(path) for value in inputs.values() for path in ([value] if isinstance(value, str) else value)]
    code, lock = params["code"].split()
    parameters = {name: value for name, value in params.items() if name not in RESERVED}
    return {
        "inputs": {path.relative_to(results).as_posix(): digest_file(path) for path in sorted(paths)},
        "function": f"presswork.{params['call']}",
        "parameters": parameters,
        "configuration": params["configuration"],
        "configuration_sha256": digest_value(params["configuration"]),
        "code_sha256": code,
        "lock_sha256": lock,
    }


def run(inputs: dict[str, Any], params: dict[str, Any], outputs: dict[str, Any]) -> None:
    """Call the library function that `params` names and write what it returns."""
    module, name = split_call(params["call"])
    function = getattr(importlib.import_module(module), name)
    kinds = list_inputs(function)
    arguments = {key: read_input(value, kinds[key], key) for key, value in inputs.items() if key in kinds}
    options = {name: value for name, value in params.items() if name not in RESERVED}
    result = function(**group_inputs(function, arguments), **options)
    if hasattr(result, "write_outputs"):
        results = Path(next(iter(outputs.values()))).parents[1]
        result.write_outputs(outputs, describe_origin(inputs, params, results))
        return
    values = result if len(outputs) > 1 else dict.fromkeys(outputs, result)
    if unwritten := outputs.keys() ^ values.keys():
        raise LookupError(f"{params['call']} and its rule name different outputs: {sorted(unwritten)}")
    # Keep the function's order: values that are computed while they are written may depend on earlier ones.
    for key in values:
        paths = outputs[key]
        pairs = [(paths, values[key])] if isinstance(paths, str) else zip(paths, values[key], strict=True)
        for path, value in pairs:
            try:
                write_output(Path(path), key, value)
            except OSError as error:
                error.filename = error.filename or path
                raise


def describe_job(snakemake: Any) -> dict[str, Any]:
    """Return label, log, inputs, params and outputs of Snakemake's job as a JSON value."""
    described = {
        "label": " ".join([snakemake.rule, *snakemake.wildcards]),
        "log": str(snakemake.log[0]),
        "inputs": dict(snakemake.input.items()),
        "params": dict(snakemake.params.items()),
        "outputs": dict(snakemake.output.items()),
    }
    job: dict[str, Any] = json.loads(json.dumps(described))
    return job


@contextmanager
def show_progress(label: str, meter: Meter) -> Iterator[None]:
    """Show the progress messages of a job that takes long on the screen."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter(f"        {label}: %(message)s"))
    handler.addFilter(lambda record: meter.seconds > QUIET_SECONDS)
    logger = logging.getLogger("presswork")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.removeHandler(handler)


def main(job: dict[str, Any]) -> bool:
    """Run a job; return whether it succeeded. If not, its message is in a file that the Snakefile prints last."""
    label, log, meter = job["label"], Path(job["log"]), Meter()
    log.with_suffix(".error").unlink(missing_ok=True)
    try:
        with show_progress(label, meter):
            run(job["inputs"], job["params"], job["outputs"])
    except (PressworkError, OSError) as error:
        said = describe_refusal(error) if isinstance(error, OSError) else error
        return report_failure(job, f"{label} stopped.\n{said}")
    except KeyboardInterrupt:
        return False
    except MemoryError:
        return report_failure(job, f"{label} ran out of memory.\n  remedy:   {MORE_MEMORY}", traceback.format_exc())
    except Exception as error:
        return report_failure(
            job,
            f"{label} failed with an unexpected error: {type(error).__name__}: {error}\n"
            f"  remedy:   please report this error and attach the file {log}",
            traceback.format_exc(),
        )
    try:
        write_log(job | {"used": meter.read()}, f"{label}: {meter.seconds:.2f} s")
    except OSError as error:
        error.filename = error.filename or job["log"]
        return report_failure(job, f"{label} stopped.\n{describe_refusal(error)}")
    return True


def describe_refusal(error: OSError) -> str:
    """Return the message for a file that could not be read or written."""
    is_full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    mend = (
        "free disk space, or set `results` to a folder on another disk"
        if is_full
        else "check the file and its permissions"
    )
    return (
        f"A file could not be read or written: {os.strerror(error.errno) if error.errno else error}\n"
        f"  file:     {error.filename}\n"
        f"  remedy:   {mend}; then run again (finished results are kept)"
    )


def report_failure(job: dict[str, Any], message: str, details: str = "") -> bool:
    """Write the log and the error message of a failed job; return False."""
    try:
        write_log(job, f"{message}\n{details}".rstrip())
        Path(job["log"]).with_suffix(".error").write_text(message + "\n", encoding="utf-8")
    except OSError:
        # If even the log cannot be written, print the message.
        print(f"\n{message}", file=sys.stderr, flush=True)
    return False


def write_log(job: dict[str, Any], text: str) -> None:
    """Write the outcome of a job and its description."""
    log = Path(job["log"])
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_text(f"{text}\n{json.dumps(job, ensure_ascii=False)}\n", encoding="utf-8")


def read_log(log: Path) -> dict[str, Any]:
    """Return the job described in a log."""
    job: dict[str, Any] = json.loads(log.read_text(encoding="utf-8").rstrip().rpartition("\n")[2])
    return job


if "snakemake" in globals():
    sys.exit(not main(describe_job(snakemake)))  # type: ignore[name-defined]  # noqa: F821
elif __name__ == "__main__":
    sys.exit(not main(read_log(Path(sys.argv[1]))))
