# Every task, the same for people and for CI. `make` lists them.
PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt

.DEFAULT_GOAL := help
.PHONY: help demo test lint bench batches exports schemas golden clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: .venv/.dev ## extract every sample of corpus/ into outputs/
	@$(BIN)/nhiemvu extract corpus/*.txt --output outputs

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

# The stamps lie inside the environment, so making it anew drops both.
.venv/.dev: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "nhiemvu needs Python 3.11 or newer; name one, for example: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv --clear .venv || \
	  { echo "cannot make .venv: install the venv module of $(PYTHON) (Debian, Ubuntu: python3-venv)" >&2; exit 1; }
	@echo "installing into .venv" >&2
	@$(INSTALL) -e '.[dev]'
	@touch $@

.venv/.bench: .venv/.dev
	@$(INSTALL) -e '.[bench]'
	@touch $@
