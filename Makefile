# One command for each chore; `make help` lists them. Python with venv, and make, are all it needs.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
PIP = python -m pip install --quiet --no-input --disable-pip-version-check

# `make run` uses the full environment where one stands and is up to date, else a small one of its own.
RUN_VENV := $(shell test $(VENV)/.complete -nt constraints/all.txt && \
	test $(VENV)/.complete -nt pyproject.toml && echo $(VENV) || echo .venv-run)
QUESTION = check microneedling --done botulinum-toxin@2026-11-20:face --on 2026-12-04 --area face

BENCHES = bench-ask bench-web bench-plan bench-book
CHECKS = lint format types imports
PYTEST = $(BIN)/python -m pytest -n 2 --dist worksteal
CODE = src tests $(wildcard bench)

.DEFAULT_GOAL := help
.PHONY: help setup run test check $(CHECKS) tests fast-tests agree cases reference docs bench $(BENCHES) chromium \
	lock clean

help:  ## list the commands
	@sed -n 's/^\([a-z-]*\):.*## /\1: /p' $(MAKEFILE_LIST)

# ---- environments

setup: $(VENV)/.complete  ## make .venv with everything the tests need

$(VENV)/.complete: constraints/all.txt pyproject.toml
	$(call environment,$(VENV),constraints/all.txt,everything the tests need: some minutes at first)

.venv-run/.complete: constraints/run.txt pyproject.toml
	$(call environment,.venv-run,constraints/run.txt,the little that a run needs)

# $(call environment,FOLDER,LOCK,WHAT FOR): a Python new enough, the folder, the locked packages, entracte.
define environment
@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	echo "entracte needs Python 3.11 to 3.13; $(PYTHON) says: $$($(PYTHON) -V 2>&1 | head -n 1)." \
	"Name another, as in: make $(firstword $(MAKECMDGOALS)) PYTHON=python3.12" >&2; exit 2; }
@echo "Filling $(1) with $(3)"
@$(1)/bin/python -c '' 2>/dev/null || $(PYTHON) -m venv --clear $(1)
@$(1)/bin/$(PIP) --require-hashes --requirement $(2)
@$(1)/bin/$(PIP) --no-deps --no-build-isolation --editable .
@touch $@
endef

# ---- use

run: $(RUN_VENV)/.complete  ## answer the founding question, then open the site where someone looks on
	$(RUN_VENV)/bin/entracte $(QUESTION)
	@if [ -t 1 ]; then $(RUN_VENV)/bin/entracte serve; \
		else echo "The site: $(RUN_VENV)/bin/entracte serve"; fi

# ---- tests

# $(call each,TARGETS): run them all, whatever fails, and name at the end what failed.
define each
@failed=; for target in $(1); do \
	echo "== $$target"; $(MAKE) --no-print-directory $$target || failed="$$failed $$target"; \
done; \
if [ -n "$$failed" ]; then echo "Failed:$$failed" >&2; exit 1; fi; \
echo "All passed: $(strip $(1))"
endef

test: setup  ## everything: linters, types, import contracts, every test
	$(call each,$(CHECKS) $(if $(wildcard tests/browser),chromium) tests)

check: setup  ## the fast part of it, in under two minutes
	$(call each,$(CHECKS) fast-tests)

lint: setup
	$(BIN)/ruff check --output-format concise .

format: setup
	$(BIN)/ruff format --check --output-format concise .

types: setup
	$(BIN)/mypy $(CODE)

imports: setup
	$(BIN)/lint-imports

tests: setup
	$(PYTEST) --hypothesis-profile=test

fast-tests: setup
	$(PYTEST) --hypothesis-profile=check -m "not slow and not browser and not spark"

agree: setup  ## every reading of the rules against the others, on many more generated histories
	$(PYTEST) --hypothesis-profile=agree tests/agree

cases: setup  ## write a ladder for each rule of the base: the last day it bites, the first it does not
	$(BIN)/python -m entracte.engine.boundaries

reference: setup  ## write the reference pages out of the base
	$(BIN)/python -m entracte.articles.reference docs/reference

docs: reference  ## write the manual and the reference pages, then run every example in the docs
	$(BIN)/python -m tests.spec.manual
	$(PYTEST) tests/docs

chromium:  ## what the browser tests drive: installed where that is allowed, else told
	@if command -v chromium >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
			apt-get install -qq -y --no-install-recommends chromium fonts-dejavu-core >/dev/null; \
	else \
		echo "The browser tests need Debian's Chromium. Install it with: sudo apt-get update &&" \
			"sudo apt-get install -y --no-install-recommends chromium fonts-dejavu-core" >&2; exit 1; \
	fi

# ---- benchmarks

bench: setup  ## time load, compile, the cold command and one assessment; bench-ask, bench-web, bench-plan, bench-book: one room
	$(BIN)/python -m bench

$(BENCHES): bench-%: setup
	$(BIN)/python -m bench.$*

# ---- upkeep

LOCK = .venv-lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --group build $(UPGRADE)

lock: .venv-lock/bin/uv  ## bring the lock files up to pyproject.toml; UPGRADE=--upgrade takes newer ones
	$(LOCK) --all-extras --output-file constraints/all.txt pyproject.toml
	$(LOCK) --extra ask --extra web --constraint constraints/all.txt --output-file constraints/run.txt pyproject.toml

.venv-lock/bin/uv:
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/$(PIP) uv==0.13.9

clean:  ## remove all that these commands made
	rm -rf .venv .venv-* .*_cache .hypothesis dist
	find src tests bench -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true
