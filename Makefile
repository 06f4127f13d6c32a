# Two commands do everything on a fresh machine with Python 3.11+ and make: `make start` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 8000

.PHONY: start test install install-test lint types corpus openapi eval stored clean

start: install ## install, read corpus/ when the index is empty, serve the page
	$(BIN)/cls-assistant serve --host $(HOST) --port $(PORT)

test: install-test lint types ## everything that CI runs
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

lint: install-test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: install-test
	$(BIN)/mypy

install: $(VENV)/installed
install-test: $(VENV)/installed-test

# torch first and alone: its exact version is the CPU build, a range would pull gigabytes of CUDA.
$(VENV)/installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 ou plus récent est nécessaire." if sys.version_info < (3, 11) else 0)'
	@echo "Installation dans $(VENV)/ : quelques minutes la première fois (plusieurs centaines de Mo à télécharger)."
	@test -x $(BIN)/python || { echo "1/3 Environnement Python…"; $(PYTHON) -m venv $(VENV); }
	@echo "2/3 Calcul (PyTorch, le plus gros)…"
	@$(BIN)/python -m pip install --disable-pip-version-check -c constraints.txt torch
	@echo "3/3 L'assistant et ses bibliothèques…"
	@$(BIN)/python -m pip install --disable-pip-version-check -c constraints.txt -e .
	@touch $@
	@echo "Installation terminée."

$(VENV)/installed-test: $(VENV)/installed
	sh tools/system-packages.sh
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	touch $@

corpus: install-test ## typeset the notices of corpus/ from their sources
	$(BIN)/python corpus/build.py

openapi: install ## write the description of the interface again
	$(BIN)/python -m api.description > docs/openapi.json

eval: install ## measure the index in place
	$(BIN)/cls-assistant eval

# Where the reference documents are: the stored result is measured on them, and kept in eval/reference, README and docs.
REFERENCE ?= $(if $(CLS_REFERENCE_CORPUS),$(CLS_REFERENCE_CORPUS),../shared/corpus)

stored: install-test ## measure everything anew and make it the result that CI compares with
	$(BIN)/cls-assistant eval --documents $(REFERENCE)/documents --store

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
