# Everything that is done with this repository. On a fresh machine Python 3.11 and make are enough.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
COMPILE := $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --build-deps-for=editable

.PHONY: demo test test-all check pages format lock clean

demo: $(VENV)/.for-use ## Serve the sample organisation; it is made first in ./comity-data where there is none.
	@$(BIN)/comity demo

test: $(VENV)/.for-work ## Run the tests, without the long ones.
	$(BIN)/python -m pytest -n auto --dist loadfile -m "not long"

test-all: $(VENV)/.for-work ## Run all tests.
	$(BIN)/python -m pytest -n auto --dist loadfile

check: $(VENV)/.for-work ## What must hold before the tests: format, lint, types, layers.
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

pages: $(VENV)/.for-work ## Write the pages anew that come from the code; tests compare them.
	$(BIN)/python tools/law_pages.py
	$(BIN)/python tools/lifecycle_page.py > docs/lifecycle.md
	$(BIN)/python -c "from comity.governance.page import page; print(page(), end='')" > docs/governance.md
	$(BIN)/python -m comity.hub.page > docs/reference/api.md
	$(BIN)/python -m comity.cli.reference > docs/reference/cli.md

format: $(VENV)/.for-work
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(VENV)/.for-work ## Write the lock files anew from pyproject.toml.
	$(COMPILE) --output-file=requirements.lock pyproject.toml
	$(COMPILE) --extra=dev --constraint=requirements.lock --output-file=requirements-dev.lock pyproject.toml

clean: ## Remove the environment; the data folder stays.
	rm -rf $(VENV)

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

# Hashes are required for all that comes from elsewhere; the package itself is built with what is locked, off line.
$(VENV)/.for-use: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) --require-hashes --requirement requirements.lock
	$(PIP) --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(VENV)/.for-work: requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) --require-hashes --requirement requirements-dev.lock
	$(PIP) --no-deps --no-build-isolation --no-index --editable .
	@touch $@ $(VENV)/.for-use
