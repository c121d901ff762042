"""Runs Snakemake many times from one process that has imported it: starting anew takes half of a short run."""

import functools
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path


@functools.cache
def start_server():
    """Start a process that waits for runs; it ends with the process that started it."""
    return subprocess.Popen([sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def run_warm(arguments, folder):
    """Run Snakemake with arguments in a folder; return the finished process."""
    server = start_server()
    with tempfile.TemporaryDirectory() as made:
        screens = [Path(made, name) for name in ("stdout", "stderr")]
        run = (arguments, str(folder), dict(os.environ), [*map(str, screens)])
        print(json.dumps(run), file=server.stdin, flush=True)
        code = int(server.stdout.readline())
        return subprocess.CompletedProcess(arguments, code, *(screen.read_text("utf-8") for screen in screens))


def serve():
    """Fork for each requested run and print its exit code; return the arguments in each fork, None when input ends."""
    for line in sys.stdin:
        arguments, folder, environment, screens = json.loads(line)
        if pid := os.fork():
            print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)
            continue
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        for number, screen in enumerate(screens, 1):
            os.dup2(os.open(screen, os.O_WRONLY | os.O_CREAT), number)
        sys.path[0] = folder
        return arguments
    return None


if __name__ == "__main__":
    from snakemake import cli

    # Finds plugins, which a run then need not look for.
    cli.get_argument_parser()
    if (arguments := serve()) is not None:
        sys.argv[1:] = arguments
        cli.main()
