# `make run` and `make test` are all most people need; each does its own set-up.

PY = .venv/bin/python
export PYTHON MAKECMDGOALS

.PHONY: help run test soak lint format bench faults screenshot lock clean

help:           ## Say what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' Makefile

run:            ## Start the app on the worked example and print its address
	@.ci/venv run
	@$(PY) -m appraisal serve

test:           ## Run the checks and tests, and say what each part took
	@began=$$(date +%s); .ci/venv test && .ci/tools && \
	 $(PY) .ci/test.py --set-up-took $$(( $$(date +%s) - began ))

soak:           ## Run what needs long: kills, power cuts, races, every field left in every way
	@began=$$(date +%s); .ci/venv test && .ci/tools && \
	 $(PY) .ci/test.py --soak --set-up-took $$(( $$(date +%s) - began ))

lint:           ## Check style, types and the walls between the rooms
	@.ci/venv test
	@$(PY) .ci/test.py style format types walls

format:         ## Put the code into its standard form
	@.ci/venv test
	@.venv/bin/ruff check --quiet --fix . ; .venv/bin/ruff format .

bench:          ## Measure speed, beside the peers' packages
	@.ci/venv test
	@.ci/tools
	@$(PY) -m tests.bench

faults:         ## Kill, fill and damage things on purpose, for an hour or so
	@.ci/venv test
	@.ci/tools
	@FAULTS=full $(PY) -m pytest -q -s -m "soak or hours" tests/faults tests/service
	@FAULTS=full $(PY) -m pytest -q -s --timeout 14400 tests/browser/test_torture.py tests/browser/test_two_hands.py tests/browser/test_lost_line.py
	@FAULTS=full $(PY) -m pytest -q tests/laws

screenshot:     ## Take the README's picture again
	@.ci/venv test
	@.ci/tools
	@$(PY) .ci/screenshot.py

lock:           ## Write the pinned lists anew from .ci/requirements/*.in
	@.ci/lock

clean:          ## Remove the virtual environment and what the tools keep (no data)
	@rm -rf .venv .venv-bench .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache tests/browser/artifacts
