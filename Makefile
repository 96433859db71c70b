# Each target is one line over the command. `make report` and `make test` do all their own set-up.
PYTHON ?= python3
# An edition's name; without one, the newest.
EDITION ?=
BIN := .venv/bin

.PHONY: report check preview test lint notebooks bench lock clean

report: .venv/report
	$(BIN)/annual-report build $(EDITION)

# The narrative against the last build, in a second or two: no notebook runs.
check: .venv/report
	$(BIN)/annual-report check $(EDITION)

preview: .venv/report
	$(BIN)/annual-report preview $(EDITION)

test: .venv/test
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy
	$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder

lint: .venv/test
	$(BIN)/ruff check --fix . && $(BIN)/ruff format . && $(BIN)/mypy

# What is fast, beside the plain tools in the same run, and one table at the end. About an hour.
bench: .venv/test report
	$(BIN)/python -m benchmarks

# Store the notebooks' outputs anew after an intended change.
notebooks: .venv/report
	$(BIN)/annual-report accept

# The environment, from the lock with its hashes. pip compiles byte code, which halves the notebooks' time.
.venv/report: requirements.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

.venv/test: requirements-dev.txt .venv/report
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.txt
	touch $@

# Resolve the locks again (needs uv). No index line is written, so the files hold on any registry mirror.
lock:
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --extra build pyproject.toml -o requirements.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --extra build --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt

clean:
	rm -rf _build
