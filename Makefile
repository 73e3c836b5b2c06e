# Commands for running and working on Onrecord. `make` alone lists them.

PORT ?= 8000
ARGS ?=
ROWS ?= 100000
export SITE_URL ?= http://127.0.0.1:$(PORT)

PYTHON := .venv/bin/python
MANAGE := $(PYTHON) manage.py
INSTALLED := .venv/.installed

# A record of its own, never the one that is published: in a folder of its size, or at
# BENCH_DATABASE_URL, another for each size.
CLAIMS ?= 1000000
BENCH = DATA_DIR=var/bench/$(CLAIMS) DATABASE_URL=$(BENCH_DATABASE_URL) DATABASE_PUBLIC_URL= $(PYTHON) -m

.DEFAULT_GOAL := help
.PHONY: help setup run test lint bench soak golden

help: ## list these commands
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

setup: $(INSTALLED) ## install what requirements-dev.txt pins into .venv

$(INSTALLED): requirements.txt requirements-dev.txt
	@if [ ! -x $(PYTHON) ]; then \
	  for candidate in python3 python3.13 python3.12 python3.11 python3.14; do \
	    if $$candidate -c 'import ensurepip, sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null; \
	    then found=$$candidate; break; fi; \
	  done; \
	  if [ -z "$$found" ]; then echo "onrecord: needs Python 3.11 to 3.14 with venv; none was found on PATH" >&2; exit 1; fi; \
	  echo "Making .venv with $$($$found --version)"; \
	  $$found -m venv .venv; \
	fi
	@echo "Installing pinned packages"
	@$(PYTHON) -m pip install --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

run: setup ## migrate, load the seeds and serve on 127.0.0.1:PORT (default 8000)
	@if $(PYTHON) -c 'import socket; socket.create_connection(("127.0.0.1", $(PORT)), 1)' 2>/dev/null; \
	then echo "onrecord: port $(PORT) is taken; try PORT=8001 make run" >&2; exit 1; fi
	@$(MANAGE) migrate --no-input --verbosity 0
	@$(MANAGE) collectstatic --no-input --verbosity 0
	@if [ "$$($(PYTHON) -c 'from project.settings import PRODUCTION; print(PRODUCTION)')" = False ]; \
	then $(MANAGE) load_seeds; fi
	@echo "Onrecord answers on http://127.0.0.1:$(PORT)/ and its editors sign in at /admin/"
	@if [ "$$($(PYTHON) -c 'from project.settings import PRODUCTION; print(PRODUCTION)')" = False ]; then \
	  export REQUIRE_SECOND_FACTOR="$${REQUIRE_SECOND_FACTOR:-off}"; \
	  if [ "$$($(PYTHON) -c 'from project.settings import REQUIRE_SECOND_FACTOR; print(REQUIRE_SECOND_FACTOR)')" = False ]; \
	  then echo "second factor off for this local run; REQUIRE_SECOND_FACTOR=on make run asks for one"; fi; \
	fi; \
	exec .venv/bin/granian --interface wsgi --host 127.0.0.1 --port $(PORT) \
	  --workers 1 --blocking-threads 4 --no-access-log project.wsgi:application

test: setup ## check style, types and layers; run the suite on SQLite and on PostgreSQL
	@$(PYTHON) -m tests.run $(ARGS)

lint: setup ## check style, types, layers and migrations only
	@$(PYTHON) -m tests.run lint

bench: setup ## measure everything over CLAIMS made-up claims (ROWS on the desk), beside peers as well
	@echo "--- extraction on one core"
	@$(PYTHON) -m tests.benchmarks.extraction $(ARGS)
	@echo "--- the desk's lists"
	@$(PYTHON) -m tests.benchmarks.changelists --rows $(ROWS)
	@echo "--- plans and walks"
	@$(BENCH) tests.benchmarks.data --claims $(CLAIMS)
	@$(BENCH) tests.benchmarks.plans
	@$(BENCH) tests.benchmarks.walking
	@echo "--- beside peers"
	@$(BENCH) tests.benchmarks.peers --claims $(CLAIMS)
	@echo "--- a burst of readers"
	@$(BENCH) tests.benchmarks.burst --claims $(CLAIMS)
	@echo "--- how cost grows"
	@$(PYTHON) -m tests.benchmarks.growth

soak: setup ## kill, race, break, restore and load at full size on both databases; writes docs/soak.md
	@$(PYTHON) -m tests.soak $(ARGS)

golden: setup ## rewrite the golden files from what the code gives now
	@$(PYTHON) -m pytest -q --rewrite-golden
