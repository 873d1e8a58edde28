# Everything sets itself up: a fresh machine needs Python 3.11 (or newer) and make.
PLACE ?= Tengen
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
FRONT := .venv/.front

.PHONY: advise serve test bench lint setup tools data clean
.DEFAULT_GOAL := help

help:
	@echo "make advise PLACE=Tengen   Erstberatung im Terminal, dazu PDF und JSON"
	@echo "make serve                 dasselbe im Browser, http://127.0.0.1:8000"
	@echo "make test                  alle Tests"
	@echo "make bench                 Messungen mit Vergleich, Ergebnis in bench.json"
	@echo "make lint                  Stil, Typen, Schichten"

# Python packages, locked by hash.
$(READY): requirements.lock pyproject.toml
	@echo "Einrichten: Python-Pakete …"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(BIN)/uv --quiet pip sync --python $(BIN)/python --compile-bytecode --require-hashes requirements.lock
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --upgrade-deps .venv >/dev/null
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(BIN)/uv --quiet pip install --python $(BIN)/python --no-deps --editable .
	@$(BIN)/python -m compileall -q src
	@touch $@

# Front-end files and fonts, locked; copied into folders that git ignores. Without them everything
# works, only plainer; the next call tries again.
$(FRONT): $(READY) package-lock.json
	@echo "Einrichten: Oberfläche und Schriften …"
	@$(BIN)/python -m schaltstelle.web.assets && touch $@ || true

setup: $(READY) $(FRONT)

advise: setup
	@$(BIN)/schaltstelle advise "$(PLACE)" --save

serve: setup
	@$(BIN)/schaltstelle serve

tools:
	@sh tools/system-packages.sh

test: setup tools
	@$(BIN)/schaltstelle content check
	@$(BIN)/python -m pytest -q -n 2 --database postgres -m django_db
	@$(BIN)/python -m pytest -q -n 2

lint: setup
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: setup tools
	@$(BIN)/python -m tests.bench

clean:
	rm -rf .venv node_modules build bench.json
