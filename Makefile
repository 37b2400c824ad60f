# Everything that is done with this repository. On a fresh machine Python 3.11, Node 20 and make are enough.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
COMPILE := $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --build-deps-for=editable

NPM := npm --no-fund --no-audit --loglevel=error
# The sign that the style sheet and scripts of the pages are built; an installed package brings them along.
BUILT := src/comity/hub/web/static/built.json

.PHONY: demo test test-all check assets wheel pages learn format lock clean

demo: $(VENV)/.for-use $(BUILT) ## Serve the sample organisation; it is made first in ./comity-data where there is none.
	@$(BIN)/comity demo

test: $(VENV)/.for-work $(BUILT) ## Run the tests, without the long ones.
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder -m "not long"

test-all: $(VENV)/.for-work $(BUILT) ## Run all tests.
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

check: $(VENV)/.for-work ## What must hold before the tests: format, lint, types, layers.
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

assets: $(BUILT) ## Build the style sheet and scripts of the pages.

wheel: $(VENV)/.for-work $(BUILT) ## Build the wheel and the source archive in dist/; neither needs Node to be installed.
	rm -rf dist
	$(BIN)/python -m build --no-isolation --outdir dist .

pages: $(VENV)/.for-work ## Write the pages anew that come from the code; tests compare them.
	$(BIN)/python tools/law_pages.py
	$(BIN)/python tools/lifecycle_page.py > docs/lifecycle.md
	$(BIN)/python -c "from comity.governance.page import page; print(page(), end='')" > docs/governance.md
	$(BIN)/python -m comity.hub.page > docs/reference/api.md
	$(BIN)/python -m comity.cli.reference > docs/reference/cli.md
	$(BIN)/python -m tools.messages
	$(BIN)/python -m comity.hub.web.reference > docs/reference/pages.md

learn: $(VENV)/.for-work ## Learn transliteration and rarity of names anew: make learn FOLDER=... (the token files).
	$(BIN)/python -m tools.learn_transliteration $(FOLDER)
	$(BIN)/python -m tools.learn_rarity $(FOLDER)

format: $(VENV)/.for-work
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(VENV)/.for-work ## Write the lock files anew from pyproject.toml.
	$(COMPILE) --output-file=requirements.lock pyproject.toml
	$(COMPILE) --extra=dev --constraint=requirements.lock --output-file=requirements-dev.lock pyproject.toml

clean: ## Remove the environment and what was built; the data folder stays.
	rm -rf $(VENV) node_modules dist $(dir $(BUILT))

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

# No script of a package runs at its installation.
node_modules/.package-lock.json: package-lock.json package.json .npmrc
	$(NPM) ci --ignore-scripts
	@touch $@

$(BUILT): node_modules/.package-lock.json $(shell find assets -type f) assets/js assets/images
	node assets/build.mjs
