# Everything a contributor or an operator does, each in one command. `make` alone lists them.
# Needs git, make and Python 3.11 or newer; npm for the looks of the pages. Everything else is made in .venv.

.DEFAULT_GOAL := help
.PHONY: help up test lint bench neo4j lock clean
# Many short-lived processes start here: what they import is compiled once, whatever the environment says.
unexport PYTHONDONTWRITEBYTECODE
BIN := .venv/bin
ARGS ?=

help: ## List these commands
	@echo "zisgraph: a knowledge graph of the Lombardy innovation ecosystem"
	@echo
	@grep -hE '^[a-z0-9]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-8s %s\n", $$1, $$2 }'
	@echo
	@echo "Options go in ARGS, for example: make up ARGS='--port 8080' or make test ARGS='-k settings'"

up: ## Build the graph if needed and serve it at http://127.0.0.1:8000 (Ctrl-C ends it)
	@scripts/setup
	@exec $(BIN)/zisgraph up --with-parent $(ARGS)

test: ## Run every test, three at a time: real engines, real HTTP, a real browser
	@scripts/setup test
	@exec $(BIN)/python -m pytest -n 3 --no-loadscope-reorder $(ARGS)

lint: ## Check format, rules, types and layers
	@scripts/setup test lint
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: ## Measure loading and queries beside the bare store and rdflib (ARGS=--neo4j: loads into Neo4j beside rdflib-neo4j)
	@scripts/setup test
	@exec $(BIN)/python -m benchmarks $(ARGS)

neo4j: ## Start a real Neo4j Community for hand use (needs Java 17 and Maven; ARGS='--line 2026' for the other line)
	@scripts/setup
	@exec $(BIN)/python tests/plugins/neo4j_launcher.py $(ARGS)

lock: ## Refresh locks/*.txt from pyproject.toml and package-lock.json (ARGS=--upgrade for newer versions)
	@scripts/setup lint
	$(BIN)/python scripts/lock.py $(ARGS)
	npm install --package-lock-only --loglevel=error

clean: ## Remove what these commands made here; builds in .zisgraph stay
	rm -rf .venv .cache node_modules visualisations/static/vendor build dist *.egg-info
	rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage
