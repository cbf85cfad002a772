# Two commands do everything on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
EXAMPLE := examples/nile_dam.txt

.PHONY: demo test setup check format reference clean

demo: $(STAMP)  ## read the example article and show its page
	$(BIN)/dragoman read $(EXAMPLE) --date 2022-03-15 --format page
	$(BIN)/dragoman read $(EXAMPLE) --date 2022-03-15 --format html > demo.html
	@echo "The same reading as a page for the browser: demo.html"

test: $(STAMP) check  ## the whole test suite
	$(BIN)/python -m pytest

check: $(STAMP)  ## types, style, layers
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

setup: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[dev]"
	@touch $@

reference: $(STAMP)  ## write the generated reference pages anew
	$(BIN)/python -m docs.build_reference

format: $(STAMP)
	$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV) demo.html
