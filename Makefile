# Two commands matter: `make board` and `make test`. `make` alone lists the rest.
# Written for GNU make 3.81 (macOS) and newer. On Windows see the README: the same steps, no make.

PYTHON ?= python3
PLAN ?= data/examples/prairie-view
WORKERS ?= 2

BIN := .venv/bin
FLOOR := $(shell sed -n 's/^requires-python = ">=\([0-9.]*\)".*/\1/p' pyproject.toml)
# Every package is pinned with a hash and listed with what it needs, so pip has nothing to choose.
INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps

# Where Python keeps no bytecode, every program that a test starts would compile the planner again.
unexport PYTHONDONTWRITEBYTECODE
# Long files first (tests/conftest.py says which), so that all workers end together.
PYTEST := $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

.DEFAULT_GOAL := help
.PHONY: help board desk test check coverage docs mutants bench setup setup-dev browser lock clean
.DELETE_ON_ERROR:

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

board: setup ## the board page of the example district (PLAN=folder for your own)
	@$(BIN)/planner board "$(PLAN)"

desk: setup ## JupyterLab, opened on the plan (PLAN=folder for your own)
	@$(BIN)/planner desk "$(PLAN)"

test: setup-dev ## all tests, in a real browser too (WORKERS=2)
	@env -u PYTHONDONTWRITEBYTECODE $(PYTEST)

check: $(BIN)/.ready-dev ## style, types, floors of the house, nothing unused
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/vulture
	$(BIN)/nbstripout --keep-id --verify notebooks/*.ipynb

coverage: setup-dev ## all tests, and the branches that none of them takes
	@$(PYTEST) --cov

docs: $(BIN)/.ready-dev ## the documents as a site in build/docs; fails on a broken link
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict
	@echo "The site is build/docs/index.html"

mutants: $(BIN)/.ready-dev ## whether tests notice a wrong word, number or branch (ROOM=planner/views/board)
	@$(BIN)/python tests/mutants/run.py --lanes $(WORKERS) $(ROOM)

bench: $(BIN)/.ready-bench ## how long things take, compared with other ways (PARTS="decks desk")
	@$(BIN)/python benchmarks/run.py $(PARTS)

setup: $(BIN)/.ready ## the environment in .venv, from requirements.lock

setup-dev: $(BIN)/.ready-dev browser ## the same with what tests and checks need

# The environment for development contains the one for use, so it makes both stamps.
$(BIN)/.ready: requirements.lock pyproject.toml
	@$(make-venv)
	@$(call install-lock,requirements.lock)
	@touch $@

$(BIN)/.ready-dev: requirements-dev.lock pyproject.toml
	@$(make-venv)
	@$(call install-lock,requirements-dev.lock)
	@touch $(BIN)/.ready $@

# Another 0.3 GB, for comparison only: the workbench and the statistics it needs.
$(BIN)/.ready-bench: requirements-bench.lock $(BIN)/.ready-dev
	@$(call install-lock,requirements-bench.lock)
	@touch $@

define make-venv
command -v "$(PYTHON)" >/dev/null 2>&1 || { \
  echo "There is no $(PYTHON) here: install Python $(FLOOR) or newer, or name yours: make PYTHON=/path/to/python3" >&2; exit 1; }; \
"$(PYTHON)" -c "import sys; sys.exit(sys.version_info < tuple(map(int, '$(FLOOR)'.split('.'))))" || { \
  echo "$(PYTHON) is $$("$(PYTHON)" --version 2>&1), and the planner needs Python $(FLOOR) or newer: install one and name it, for example make PYTHON=python3.13" >&2; exit 1; }; \
"$(PYTHON)" -c "import ensurepip, venv" 2>/dev/null || { \
  echo "$(PYTHON) cannot make environments: install its venv module (on Debian and Ubuntu: apt-get install python3-venv)" >&2; exit 1; }; \
test -x $(BIN)/python || "$(PYTHON)" -m venv .venv
endef

define install-lock
echo "Installing $(1) into .venv (once; it takes a minute or two) ..."; \
began=$$(date +%s); \
$(INSTALL) --require-hashes -r $(1) && \
$(INSTALL) --no-build-isolation --editable . && \
echo "Ready after $$(($$(date +%s) - began)) seconds."
endef

# Debian's Chromium if there is one, playwright's own elsewhere. A machine without fonts
# draws boxes instead of letters, so fonts belong to it.
browser: $(BIN)/.ready-dev ## Chromium for the tests, if there is none
	@wanted=""; sudo=""; \
	command -v chromium >/dev/null 2>&1 || wanted="chromium"; \
	if grep -qs '^ID=debian' /etc/os-release; then \
	  find /usr/share/fonts /usr/local/share/fonts -name '*.[to]tf' 2>/dev/null | grep -q . \
	    || wanted="$$wanted fonts-dejavu-core fonts-liberation"; \
	  test "$$(id -u)" = 0 || sudo="sudo -n"; \
	  if test -n "$$wanted" && $$sudo true 2>/dev/null; then \
	    echo "Installing $$wanted ..."; \
	    $$sudo apt-get update -qq && \
	    $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
	      --no-install-recommends $$wanted >/dev/null && exit 0; \
	  fi; \
	fi; \
	case "$$wanted" in chromium*) $(BIN)/python -m playwright install chromium;; esac

lock: $(BIN)/.ready-dev ## write the lock files again (UPGRADE=1 takes newer versions)
	$(BIN)/uv pip compile pyproject.toml --quiet --universal --generate-hashes $(if $(UPGRADE),--upgrade) \
	  --custom-compile-command "make lock" --extra dev --output-file requirements-dev.lock
	$(BIN)/uv pip compile pyproject.toml --quiet --universal --generate-hashes $(if $(UPGRADE),--upgrade) \
	  --custom-compile-command "make lock" --extra build --constraint requirements-dev.lock \
	  --output-file requirements.lock
	$(BIN)/uv pip compile pyproject.toml --quiet --universal --generate-hashes $(if $(UPGRADE),--upgrade) \
	  --custom-compile-command "make lock" --extra bench --constraint requirements-dev.lock \
	  --output-file requirements-bench.lock
	@! grep -n '://' requirements.lock requirements-dev.lock requirements-bench.lock

clean: ## remove the environment and caches (outputs/ stays)
	rm -rf .venv .coverage .coverage.* build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find planner tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
