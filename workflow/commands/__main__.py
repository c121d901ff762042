"""Runs Presswork's commands: `python workflow/commands NAME` runs workflow/commands/NAME.py (see `make help`)."""

import argparse
import importlib
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
sys.path[0] = str(FOLDER.parent)
COMMANDS = (
    "changes",
    "fetch_demo",
    "rebuild",
    "redraw",
    "report",
    "train_headline_model",
    "train_line_model",
    "verify",
    "write_cldr_names",
    "write_docs",
)

import job  # sets threads and kernels before NumPy is imported
from presswork.core.errors import PressworkError


def main() -> int:
    """Run the command named by the first argument; return 0 if it succeeded, or 1 and print why it failed."""
    parser = argparse.ArgumentParser(prog="python workflow/commands", description=__doc__)
    parser.add_argument("command", choices=COMMANDS)
    name = parser.parse_args(sys.argv[1:2]).command
    command = importlib.import_module(f"commands.{name}")
    parser = argparse.ArgumentParser(prog=f"python workflow/commands {name}", description=command.__doc__)
    command.add_arguments(parser)
    try:
        return int(command.run(**vars(parser.parse_args(sys.argv[2:]))) or 0)
    except (PressworkError, OSError) as error:
        print(job.describe_refusal(error) if isinstance(error, OSError) else error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
