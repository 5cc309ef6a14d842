"""`python -m evals.robustness`: writes evals/cases/robustness/changed.jsonl anew."""

from corpus.load import as_jsonl
from evals.robustness.make import SHIPPED, made

if __name__ == "__main__":
    SHIPPED.parent.mkdir(exist_ok=True)
    SHIPPED.write_text(as_jsonl(made()), encoding="utf-8", newline="\n")
