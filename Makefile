# Everything here needs Python 3.11 or newer and make; the rest installs itself into .venv.

PYTHON  ?= python3
WORKERS ?= 3
VENV    := .venv
BIN     := $(VENV)/bin
PIP     := $(BIN)/python -m pip --quiet --disable-pip-version-check

.PHONY: venv demo serve test check bench states screenshots pins clean
.DEFAULT_GOAL := demo

# The real cycle 2021, replayed on SQLite, with its letters in a folder, and an office of today.
demo: $(VENV)/app.stamp
	$(BIN)/dossiers demo

# The portal on this machine.
serve: $(VENV)/app.stamp
	$(BIN)/dossiers serve

# All tests on SQLite and PostgreSQL; the packages that only think must be covered to the last branch.
# A file of tests goes to one worker: what its tests share is made once. One worker more than cores,
# since some wait for a browser, or for a process to be killed.
test: $(VENV)/dev.stamp
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder --cov

# Style, types, directions of imports; and pins that name packages, never places.
check: $(VENV)/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@! grep -n '://' requirements/*.txt

# The ratios that performance is judged by.
bench: $(VENV)/dev.stamp
	$(BIN)/python -m bench

# The page of states and moves, drawn from the workflows.
states: $(VENV)/app.stamp
	$(BIN)/dossiers states --write docs/states.md

# The environment of `make demo` alone.
venv: $(VENV)/app.stamp

# The ten main pages at two widths, into docs/pictures; needs Chromium.
screenshots: $(VENV)/dev.stamp
	$(BIN)/python -m tests.screenshots

# New pins after a change of pyproject.toml; `make pins UPGRADE=--upgrade` raises them all.
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate $(UPGRADE) pyproject.toml
pins: $(BIN)/pip
	$(PIP) install uv==0.13.8
	$(COMPILE) --extra build --output-file requirements/app.txt
	$(COMPILE) --extra dev --constraint requirements/app.txt --output-file requirements/dev.txt

# Back to a fresh checkout.
clean:
	rm -rf $(VENV) .coverage* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

# The stamps remember what was installed. The build backend is among the pins, so installing the
# project itself fetches nothing; it is installed in place, so edits need no second run.
INSTALL_PROJECT = $(PIP) install --no-deps --no-build-isolation --editable .

$(VENV)/app.stamp: requirements/app.txt pyproject.toml | $(BIN)/pip
	$(PIP) install --require-hashes --requirement requirements/app.txt
	$(INSTALL_PROJECT)
	@touch $@

# The pins of the tests contain those of the application: one installation serves both.
$(VENV)/dev.stamp: requirements/dev.txt requirements/app.txt pyproject.toml | $(BIN)/pip
	$(PIP) install --require-hashes --requirement requirements/dev.txt
	$(INSTALL_PROJECT)
	@touch $(VENV)/app.stamp $@

$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "ich-dossiers needs Python 3.11 or newer, and '$(PYTHON)' is not;" \
			"name another one: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
