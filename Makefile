# Every task, the same for people and for CI. `make` lists them.
PYTHON ?= python3
BIN := .venv/bin
# Modules are compiled when first imported, not all at once: that takes half the time of installing.
INSTALL := PIP_COMPILE=0 $(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt
SAMPLES := corpus/de-an-hai-phong.txt corpus/quyet-dinh-khanh-hoa.txt

.DEFAULT_GOAL := help
.PHONY: help demo test lint bench batches exports schemas golden clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: .venv/.core ## install, compare the two samples, extract corpus/ into outputs/; then tell what to try next
	@echo "comparing the two samples" >&2
	@$(BIN)/nhiemvu compare $(SAMPLES) --html outputs/report.html
	@echo "reading the decisions of corpus/, each into a JSON file" >&2
	@$(BIN)/nhiemvu extract corpus/*.txt --output outputs
	@echo
	@echo 'The comparison, to open in a browser: $(CURDIR)/outputs/report.html'
	@echo
	@echo 'To try next:'
	@echo '  $(BIN)/nhiemvu ingest corpus                        # into a database, outputs/nhiemvu.db'
	@echo '  $(BIN)/nhiemvu search "tham dinh"                   # ask it, with diacritics or without'
	@echo '  $(BIN)/nhiemvu export --to outputs/duties.xlsx      # its tables for Excel'
	@echo
	@echo 'After ". $(BIN)/activate", "nhiemvu" alone will do; "nhiemvu --help" lists the rest.'

test: .venv/.dev ## run the tests
	@$(BIN)/python -m pytest

lint: .venv/.dev ## check style, format and types
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

bench: .venv/.bench ## measure quality and speed against the baselines
	@$(BIN)/python -m bench

batches: .venv/.dev ## measure ingest: files a second and memory, minutes long
	@$(BIN)/python -m bench.ingest

exports: .venv/.dev ## measure exports and search: rows a second and memory, minutes long
	@$(BIN)/python -m bench.export

schemas: .venv/.dev ## write schemas/ anew from the records
	@$(BIN)/python -m nhiemvu.quality.published schemas

golden: .venv/.dev ## write the golden files anew; read their diff before committing
	@$(BIN)/python -m pytest tests/test_samples.py --update-golden

clean: ## remove the virtual environment, caches, builds and outputs
	@rm -rf .venv .hypothesis .mypy_cache .pytest_cache .ruff_cache build dist *.egg-info
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@find outputs -mindepth 1 ! -name .gitkeep -delete

# Each stamp tells what is installed, the later ones add. They lie inside the environment: making it anew drops them all.
.venv/.core: pyproject.toml setup.py constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "nhiemvu needs Python 3.11 or" \
	  "newer ($(PYTHON) tells: $$($(PYTHON) --version 2>&1)); name one, for example: make PYTHON=python3.12" >&2; exit 1; }
	@echo "making the environment .venv with $$($(PYTHON) --version)" >&2
	@$(PYTHON) -m venv --clear .venv || \
	  { echo "cannot make .venv: install the venv module of $(PYTHON) (Debian, Ubuntu: python3-venv)" >&2; exit 1; }
	@echo "installing nhiemvu and the packages it needs into .venv (75 MB to download)" >&2
	@$(INSTALL) --upgrade pip  # that of Python 3.11 weighs each file of the index anew: a third more time
	@$(INSTALL) -e . || { echo "cannot install; is this machine on the network? Then run make again" >&2; exit 1; }
	@touch $@

.venv/.dev: .venv/.core
	@echo "installing what tests and checks need into .venv (some minutes the first time)" >&2
	@$(INSTALL) -e '.[dev]'
	@touch $@

.venv/.bench: .venv/.dev
	@echo "installing what the measurements need into .venv" >&2
	@$(INSTALL) -e '.[bench]'
	@touch $@
