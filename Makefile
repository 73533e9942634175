# One command per wish. `make help` lists them.
.DEFAULT_GOAL := help
.PHONY: help run serve demo ready test check soak bench requirements format clean
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes
COMPILE := $(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links \
           --no-annotate --no-header --python-version 3.11

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 15

run: demo ## start Tifa with the demo project on 127.0.0.1:8000 (TIFA_HOST, TIFA_PORT)
	@exec $(BIN)/gunicorn --config config/server.py config.wsgi

serve: ready ## start Tifa without the demo project
	@exec $(BIN)/gunicorn --config config/server.py config.wsgi

demo: ready ## what `run` does, without serving
	@$(BIN)/python manage.py make_demo --if-missing

ready: .venv/installed
	@$(BIN)/python manage.py prepare

test: .venv/installed-dev ## every test, on SQLite and on PostgreSQL (ARGS="tests/ledger -x")
	@$(BIN)/python -m tests.run_both $(ARGS)

check: .venv/installed-dev ## ruff, mypy, bandit, import arrows, migrations, Django's deploy check
	@set -e; TIFA_DATA=$$(mktemp -d); export TIFA_DATA; trap 'rm -rf "$$TIFA_DATA"' EXIT; set -x; \
	$(BIN)/ruff check . ; \
	$(BIN)/ruff format --check . ; \
	$(BIN)/mypy . ; \
	$(BIN)/bandit --quiet --severity-level medium --recursive --configfile pyproject.toml . ; \
	$(BIN)/python -m pytest -q -p no:cacheprovider tests/test_structure.py ; \
	$(BIN)/python manage.py makemigrations --check --dry-run ; \
	TIFA_ORIGIN=https://tifa.example.org $(BIN)/python manage.py check --deploy --fail-level WARNING --database default

LONG := tests/durability tests/annotations/test_annotations_stateful.py tests/annotations/test_deciding_stateful.py \
        tests/browser/test_day_of_troubles.py

soak: .venv/installed-dev ## the long tests with real processes, one after the other, on SQLite, then on PostgreSQL
	@set -e; TIFA_DATA=$$(mktemp -d); export TIFA_DATA TIFA_SOAK=1; trap 'rm -rf "$$TIFA_DATA"' EXIT; \
	$(BIN)/python -m pytest -rP -p no:cacheprovider $(LONG) $(ARGS); \
	$(BIN)/python -m tests.postgres $(BIN)/python -m pytest -rP -p no:cacheprovider $(LONG) $(ARGS)

bench: .venv/installed-dev ## our figures beside the raw limits (benchmarks/)
	@set -e; for script in benchmarks/*.py; do echo "── $$script"; $(BIN)/python $$script; done

requirements: .venv/installed-dev ## compile requirements*.txt anew, pinned and hashed
	$(COMPILE) pyproject.toml --output-file requirements.txt
	$(COMPILE) --group dev --constraint requirements.txt --output-file requirements-dev.txt

format: .venv/installed-dev ## put every Python file into shape
	@$(BIN)/ruff check --fix-only --quiet . && $(BIN)/ruff format .

clean: ## forget the virtual environment (never the data)
	rm -rf .venv

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "Tifa needs Python 3.11 or newer; say which: make PYTHON=/path/to/python3.11 …" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }

.venv/installed: requirements.txt | .venv/bin/python
	@echo "Installing what Tifa runs on (half a minute, once)"
	@$(PIP) --requirement requirements.txt
	@touch $@

.venv/installed-dev: requirements-dev.txt .venv/installed
	@echo "Installing what Tifa is tested with (half a minute, once)"
	@$(PIP) --requirement requirements-dev.txt
	@touch $@
