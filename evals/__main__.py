"""`python -m evals`: the same as `canipost eval`."""

import argparse
import sys
from pathlib import Path

from assistant.cli.common import settings_of
from evals.main import main

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m evals", description="Score the assistant against labelled cases.")
    parser.add_argument("--cases", type=Path, action="append", help="a case file (JSON Lines); again for more")
    parser.add_argument("--out", type=Path, default=Path("eval-out"), help="folder for predictions and reports")
    parser.add_argument("--gate", action="store_true", help="exit 1 below the thresholds of evals/thresholds.yaml")
    parser.add_argument("--limit", type=int, help="only the first N cases of each file")
    given = parser.parse_args()
    sys.exit(main(given.cases, given.out, given.gate, settings_of(), given.limit))
