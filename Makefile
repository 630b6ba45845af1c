# Thin on purpose: each target calls one program of the virtual environment. `make help` lists them.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
LOCK := $(BIN)/uv --quiet pip compile pyproject.toml --universal --python-version 3.11 \
	--fork-strategy fewest --generate-hashes --no-header --no-annotate $(UPGRADE)

# Names under which a Chromium may be installed already; tests/conftest.py looks for the same.
CHROMIUM := chromium chromium-browser google-chrome google-chrome-stable

# Empty files in the environment whose age says what was installed last.
LOCKED := $(VENV)/.locked
PACKAGE := $(VENV)/.package
DEVELOP := $(VENV)/.develop

.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

# ---------------------------------------------------------------------- using

.PHONY: venv
venv: $(PACKAGE) ## Create or refresh .venv/ from requirements.lock

.PHONY: site
site: $(PACKAGE) ## Build the worked example into site/
	$(BIN)/kinerja build --site site

.PHONY: preview
preview: $(PACKAGE) ## Serve the site on this computer and follow edits
	$(BIN)/kinerja preview

# ----------------------------------------------------------------- developing

.PHONY: test
test: ## Run everything that continuous integration runs
	@$(MAKE) --jobs=2 lint browser
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

.PHONY: lint
lint: $(DEVELOP) ## Check style, types and the direction of imports
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

.PHONY: format
format: $(DEVELOP) ## Put the Python code into its canonical form
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

.PHONY: bench
bench: $(DEVELOP) ## Measure against the floors (bench/README.md)
	@for program in bench/*.py; do $(BIN)/python "$$program" || exit 1; done

.PHONY: lock
lock: $(DEVELOP) ## Write the locks again; newest versions with UPGRADE=--upgrade
	$(LOCK) --group build --output-file requirements.lock
	$(LOCK) --group dev --constraints requirements.lock --output-file requirements-dev.lock

.PHONY: wheel
wheel: $(PACKAGE) ## Build the wheel into dist/
	$(BIN)/python -m hatchling build --target wheel

.PHONY: clean
clean: ## Remove everything that make has made
	rm -rf $(VENV) build dist site .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

# -------------------------------------------------------------- what they need

$(LOCKED): requirements.lock
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Kinerja needs Python 3.11 or newer.")'
	@echo "Installing what requirements.lock names into $(VENV)/ ..."
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --require-hashes -r requirements.lock
	@touch $@

$(PACKAGE): $(LOCKED) pyproject.toml generator/kinerja/__init__.py
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q generator
	@touch $@

$(DEVELOP): $(PACKAGE) requirements-dev.lock
	@echo "Installing what requirements-dev.lock adds ..."
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

# A Chromium that is here, else Debian's as root or by sudo, else Playwright's own.
.PHONY: browser
browser: $(DEVELOP)
	@for name in $(CHROMIUM); do command -v "$$name" >/dev/null && exit 0; done; \
	echo "Installing a browser for the tests ..."; \
	if [ "$$(id -u)" = 0 ]; then root="env"; else root="sudo -n env"; fi; \
	{ command -v apt-get >/dev/null && $$root apt-get -qq update \
	  && $$root DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends chromium; } \
	|| $(BIN)/playwright install chromium
