# make demo and make test need python3 (3.11 or newer, with venv) and make; they set up .venv themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.run
DEV := $(VENV)/.dev
PEERS := .peers
FUSEKI := 5.2.0
SOAK ?= 3600

.DEFAULT_GOAL := help
.PHONY: help long demo test peers test-peers conform check build serve bench docs lock clean

help: ## Say what there is
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "aftalegraf needs Python 3.11 or newer; set PYTHON=..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

FRONTEND := $(shell find frontend -path frontend/node_modules -prune -o -type f -print)

$(RUN): $(BIN)/python requirements.txt pyproject.toml hatch_build.py $(FRONTEND)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(DEV): $(RUN) requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

demo: $(RUN) ## Build the graph, review it, ask the flagship question, draw the picture
	@echo; echo "== Grafen bygges"; $(BIN)/aftalegraf build
	@echo; echo "== Aftalen gennemgås mod vejledningen"; $(BIN)/aftalegraf validate --aftale agr-midt-2019-2023
	@echo; echo "== Hvad siger dokumenterne?"; $(BIN)/aftalegraf ask indikatorer-for-nationalt-maal --param maal=ng-leveaar
	@echo; echo "== Og med redaktionens tilføjelser?"; $(BIN)/aftalegraf ask indikatorer-for-nationalt-maal --param maal=ng-leveaar --param grundlag=redaktionel
	@echo; echo "== Den røde tråd tegnes"; $(BIN)/aftalegraf draw --view thread -o out/roed-traad.svg; $(BIN)/aftalegraf draw --view thread -o out/roed-traad.png
	@echo; echo "Start serveren med 'make serve' og åbn http://127.0.0.1:8000/"

test: $(DEV) ## Run every test
	$(BIN)/python -m pytest --numprocesses auto

peers: ## Fetch what other makers made into .peers: Fuseki (needs Maven and Java 17), oxigraph, rdflib-endpoint, TopBraid
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-peers.txt
	mvn --batch-mode --quiet dependency:copy -Dartifact=org.apache.jena:jena-fuseki-server:$(FUSEKI) -DoutputDirectory=$(abspath $(PEERS)) -Dmdep.stripVersion=true

test-peers: $(DEV) ## Ask Fuseki, Virtuoso and oxigraph every question (see `make peers`); run the W3C SHACL suite (needs ../shared)
	$(BIN)/python -m tests.peers
	@test -f ../shared/conform/shacl_suite.py || { echo "the W3C suite is not beside the checkout (../shared/conform and ../shared/w3c); nothing was run" >&2; exit 1; }
	$(BIN)/python ../shared/conform/shacl_suite.py --jobs 2 --threshold 99 --cmd '$(BIN)/aftalegraf validate --shapes {shapes} --format turtle {data}'

conform: $(DEV) ## Run the W3C's tests of SPARQL against `aftalegraf serve --data` and write docs/conformance.md (needs ../shared)
	$(BIN)/python -m tests.conformity

check: $(DEV) ## Lint, types, form of the files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/aftalegraf format --check

build: $(DEV) ## Make the wheel in dist/
	rm -rf dist
	$(BIN)/python -m build --wheel --no-isolation --outdir dist .

serve: $(RUN) ## Serve the pages on http://127.0.0.1:8000/
	$(BIN)/aftalegraf serve

bench: $(DEV) ## Measure the cold commands, the pages, a large tree of goals, a whole nation, its validation, columns, heavy queries, and SPARQL beside the servers of `make peers`
	@failed=0; for what in cold pages hierarchy tracing columns validation heavy service; do $(BIN)/python -m benchmarks.$$what || failed=1; done; exit $$failed

long: $(DEV) ## Work out the whole table of mutations again and walk the longest pages by keyboard; hold the engines of SHACL against each other, and TopBraid (see `make peers`); load ten million triples; ask two servers for SOAK seconds
	$(BIN)/python -m tests.mutations --check
	AFTALEGRAF_LONG=1 $(BIN)/python -m pytest tests/browser/test_keyboard.py tests/test_shape_engines.py tests/test_topbraid.py
	$(BIN)/python -m benchmarks.long
	$(BIN)/python -m benchmarks.soak $(SOAK)

docs: $(DEV) ## Write anew what is made: commands, reused terms, counts, the tables of the checked reading, the worked cases
	$(BIN)/python -m typer aftalegraf.cli utils docs --name aftalegraf > docs/cli.md
	$(BIN)/aftalegraf ontology --format reuse -o docs/genbrug.md
	$(BIN)/python -m tests.tally
	$(BIN)/python -m tests.rule_table
	$(BIN)/python -m tests.facit
	$(BIN)/python -m tests.worked

lock: $(DEV) ## Pin every package anew, with hashes and without addresses
	$(BIN)/python -m uv pip compile --quiet --universal --no-emit-index-url --no-header --generate-hashes --python-version 3.11 pyproject.toml --group build -o requirements.txt
	$(BIN)/python -m uv pip compile --quiet --universal --no-emit-index-url --no-header --generate-hashes --python-version 3.11 pyproject.toml --extra dev --group build -o requirements-dev.txt
	$(BIN)/python -m uv pip compile --quiet --universal --no-emit-index-url --no-header --generate-hashes --python-version 3.11 --group peers -o requirements-peers.txt

clean: ## Remove what was made
	rm -rf $(VENV) $(PEERS) dist out frontend/node_modules src/aftalegraf/static
