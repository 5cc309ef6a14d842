"""`python -m evals.robustness`: writes evals/cases/robustness/changed.jsonl anew."""

from evals.robustness.make import SHIPPED, lines, made

if __name__ == "__main__":
    SHIPPED.parent.mkdir(exist_ok=True)
    SHIPPED.write_text(lines(made()), encoding="utf-8", newline="\n")
