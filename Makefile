# Two commands: `make site` checks the worked example and builds its site; `make test` runs the tests.
# Both need Python 3.11+, git and make, and prepare .venv by themselves when it is missing or out of date.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
extra-dev := [dev]
# The example is the plan of this day, with sprints that run and waivers that hold; later it would only look late.
EXAMPLE := --today 2026-11-30

.DEFAULT_GOAL := site
.PHONY: site plan test demo lint types floor

site: plan
	$(BIN)/backlogue build $(EXAMPLE) --out public

plan: $(VENV)/.ready-site
	$(BIN)/backlogue check $(EXAMPLE)

test: $(VENV)/.ready-dev
	$(BIN)/pytest -n 2

# A throw-away repository of the example with a history of two increments, checked, built and served.
demo: $(VENV)/.ready-site
	$(BIN)/python tools/demo/demo.py build/demo --serve

lint: $(VENV)/.ready-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/.ready-dev
	$(BIN)/mypy

floor: $(VENV)/.ready-dev
	$(BIN)/lint-imports
	$(BIN)/deptry tools/backlogue

# One stamp for each set of packages, so that a second run installs nothing.
$(VENV)/.ready-%: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed, and $(PYTHON) is not: name one, e.g. make PYTHON=python3.12" >&2; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV) || { \
	  echo "No virtual environment could be made: on Debian and Ubuntu, apt-get install python3-venv" >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.$(extra-$*)'
	@# An editable install is not compiled by pip; every start would compile what Python may not write.
	@$(BIN)/python -m compileall -q tools/backlogue
	@touch $@
