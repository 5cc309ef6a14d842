"""`python -m evals`: the same as `canipost eval`."""

import sys

from assistant.cli import main

if __name__ == "__main__":
    sys.argv.insert(1, "eval")
    main()
