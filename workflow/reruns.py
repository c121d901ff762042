"""Lets Snakemake make again what it only reports: results that it has no record of, and outputs that are incomplete.

Snakemake records by path how it made a file. In a results folder that was copied, moved or renamed, it would compare
times only, and keep results of other articles or options.
"""

from collections.abc import Collection, Iterator
from typing import Any

from snakemake.jobs import Reason
from snakemake.persistence import PersistenceBase


def require_records(broken: Collection[str]) -> None:
    """Let Snakemake run each job of which an output exists without a record, or is `broken` (paths)."""
    decide, has_records = Reason.__bool__, PersistenceBase.has_metadata

    def is_due(reason: Any) -> bool:
        return decide(reason) or (reason.no_metadata and not reason.finished)

    def is_recorded(persistence: Any, job: Any) -> bool:
        return has_records(persistence, job) and not any(path in broken for path in job.output)

    Reason.__bool__, PersistenceBase.has_metadata = is_due, is_recorded


def list_unrecorded(dag: Any) -> Iterator[str]:
    """Yield the outputs of the jobs that run because Snakemake has no record of any of them."""
    for job in dag.needrun_jobs():
        if dag.reason(job).no_metadata:
            yield from job.output
