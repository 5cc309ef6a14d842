"""`python -m evals.redteam`: writes evals/cases/full/red-team.jsonl anew."""

from evals.load import FULL
from evals.redteam.make import lines, load, made

if __name__ == "__main__":
    (FULL / "red-team.jsonl").write_text(lines(made(load())), encoding="ascii", newline="\n")
