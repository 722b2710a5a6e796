# SPDX-License-Identifier: EUPL-1.2
# `make run` shows the demo city; `make test` proves everything; `make check` is for every commit.

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
STAMP := .venv/.installed
STAMP_DEV := .venv/.installed-dev
STAMP_BENCH := .venv/.installed-bench
CODE := core consult forums council demo wsgi.py
CATALOGUES := $(wildcard translations/*/LC_MESSAGES/messages.po)
JOBS ?= 2
PYTEST := $(BIN)/pytest -q -p no:cacheprovider

.DEFAULT_GOAL := help
.PHONY: help run setup setup-dev strings strings-check strings-compile format lint lint-style lint-types lint-imports lint-strings check test bench mutants fuzz requirements lock clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 18

run: setup ## install, load the demo city of Jonava, serve it on http://127.0.0.1:8000 (PORT= to change)
	@env -u TALKA_DATABASE_URL TALKA_DEMO=1 TALKA_MUNICIPALITY=Jonava TALKA_BASE_URL=http://127.0.0.1:$(PORT) \
		PORT=$(PORT) BIN=$(BIN) sh bin/run-demo

setup: $(STAMP) strings-compile ## install what the program needs

setup-dev: $(STAMP_DEV) strings-compile ## install what checks and tests need, too

$(STAMP): requirements.lock
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-compile --require-hashes -r requirements.lock
	@touch $@

$(STAMP_DEV): requirements-dev.lock
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-compile --require-hashes -r requirements-dev.lock
	@touch $@ $(STAMP)

$(STAMP_BENCH): requirements-bench.lock
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-compile --require-hashes -r requirements-bench.lock
	@touch $@ $(STAMP) $(STAMP_DEV)

strings-compile: $(CATALOGUES:.po=.mo)

%.mo: %.po | $(STAMP)
	@$(BIN)/pybabel -q compile -i $< -o $@ -l $(word 2,$(subst /, ,$<))

strings: setup-dev ## collect the sentences of the program into the catalogues
	@$(BIN)/python -m tests.catalogues update

strings-check: setup-dev ## fail when a catalogue lags behind the program or lacks a sentence
	@$(BIN)/python -m tests.catalogues check

format: setup-dev ## format code and templates
	@$(BIN)/ruff format -q . && $(BIN)/ruff check -q --fix .

lint: setup-dev ## format, style, types, imports, catalogues
	@$(MAKE) --no-print-directory -j $(JOBS) lint-types lint-style lint-imports lint-strings

lint-style:
	$(BIN)/ruff format --check -q .
	$(BIN)/ruff check -q .
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/bandit -q -ll -r $(CODE) -c pyproject.toml

lint-types:
	$(BIN)/mypy $(CODE)

lint-imports:
	$(BIN)/lint-imports

lint-strings:
	$(BIN)/python -m tests.catalogues check

check: lint ## lint and the fast suites, in under two minutes: for every commit
	$(PYTEST) -n $(JOBS) --dist worksteal tests -m "not browser and not postgres and not slow"

test: setup-dev ## every test: on SQLite, on PostgreSQL, in a real browser
	@sh bin/test

mutants: $(STAMP_BENCH) strings-compile ## plant faults in the tally and see that the tests notice (half an hour); writes docs/reports
	@$(BIN)/python -m bench.mutants --children $(JOBS)

fuzz: $(STAMP_BENCH) ## try bent archives and ballots for SECONDS (default 300), led by what the code reached
	@$(BIN)/python -m tests.fuzz.ballots --seconds $(or $(SECONDS),300)

requirements: setup-dev ## write docs/requirements.md from markers in the code and tests that passed
	@$(BIN)/python -m tests.requirements

bench: $(STAMP_BENCH) strings-compile ## measure everything beside its peers; writes docs/reports (FULL=--full for hours)
	@$(BIN)/python -m bench $(FULL)

lock: ## renew the locked versions (needs uv)
	uv pip compile pyproject.toml --upgrade --generate-hashes --no-header --no-emit-index-url --no-annotate -q -o requirements.lock
	uv pip compile pyproject.toml --group dev --upgrade --generate-hashes --no-header --no-emit-index-url --no-annotate -q -o requirements-dev.lock
	uv pip compile pyproject.toml --group bench --upgrade --generate-hashes --no-header --no-emit-index-url --no-annotate -q -o requirements-bench.lock

clean: ## remove what was installed and built; the database in instance/ stays
	rm -rf .venv node_modules .mypy_cache .ruff_cache translations/*/LC_MESSAGES/*.mo
