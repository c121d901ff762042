"""What a job uses: seconds, CPU seconds and the peak of memory."""

import os
import resource
import sys
import time
from contextlib import suppress
from pathlib import Path

MB = 1 << 20


class Meter:
    """Measures what this process uses from here on."""

    def __init__(self) -> None:
        # Where it can, the system measures the peak of memory anew from here (Linux).
        with suppress(OSError):
            Path("/proc/self/clear_refs").write_text("5")
        self.started, self.cpu = time.monotonic(), measure_cpu()

    @property
    def seconds(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self.started

    def read(self) -> dict[str, float]:
        """Return what was used so far, in seconds and MB."""
        used = {"seconds": self.seconds, "cpu_seconds": measure_cpu() - self.cpu, "peak_mb": measure_peak()}
        return {name: round(value, 3) for name, value in used.items()}


def measure_cpu() -> float:
    """Return the CPU seconds of this process and of those that it started and waited for."""
    return sum(os.times()[:4])


def measure_peak() -> float:
    """Return the peak of memory in MB since a meter was started; outside Linux, since the process began."""
    try:
        status = Path("/proc/self/status").read_text()
        return int(status.split("VmHWM:")[1].split()[0]) / 1024
    except (OSError, IndexError):
        unit = MB if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
