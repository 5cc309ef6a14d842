# `make run` and `make test` each do all the set-up on a machine that has Python 3.11 and nothing else.
PYTHON ?= python3.11
ifeq ($(shell command -v $(PYTHON) 2>/dev/null),)
PYTHON = python3
endif
BIN := .venv/bin
READY := .venv/.ready

.PHONY: run test evals evals-full baseline lint bench fuzz clean

run: $(READY)
	$(BIN)/canipost serve

test: $(READY)
	$(BIN)/python -m pytest

evals: $(READY)
	$(BIN)/canipost eval --gate --jobs 2 --out eval-out

# every shipped set, those that take long among them
evals-full: $(READY)
	$(BIN)/canipost eval --full --gate --jobs 2 --out eval-out-full

# the numbers of this working copy become the accepted ones: make baseline REASON='the judge was tuned again'
baseline: $(READY)
	$(BIN)/canipost eval --full --jobs 2 --accept "$(REASON)" --out eval-out-full

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/mypy

# ten minutes of crafted files; no crash, no hang, nothing made up
fuzz: $(READY)
	$(BIN)/python -m tests.corpus.official.fuzz 600

bench: $(READY)
	$(BIN)/canipost bench

clean:
	rm -rf .venv eval-out eval-out-full

# torch first and alone: another package asking for it would bring a CUDA build of several gigabytes
$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(0 if (3, 11) <= v < (3, 13) else "Python 3.11 or 3.12 is needed; this is " + sys.version.split()[0])'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { echo "python3-venv is missing: run 'apt-get install python3-venv' and try again"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check torch==2.13.0
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[test]"
	@touch $(READY)
