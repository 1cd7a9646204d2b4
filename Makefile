# make reports   install what running needs, run what is stale, write reports/index.html
# make test      install what tests add, run linters, every test, and the notebooks under nbval
# make quick     the tests without those marked slow
# make slowest   every test once more, with the twenty that took longest
# make coverage  the tests once more, with the lines of src/helpers that none of them reaches
# make pages     look at every row of every page of reports/ with axe, light and dark: what the
#                tests in a browser leave out on an ordinary day
# make zip       pack the published version into one file
# make pdf       print it into one file, where Chromium is installed
# make lab       open the notebooks in JupyterLab
# make bench     measure every ratio that has a goal, under ten minutes; writes the README's table
# make bench-full  the same in all sizes and more pairs, for hours
# make lock      resolve both locks and environment.yml anew after a change in pyproject.toml
# make clean     remove what the other targets made, and nothing else
.POSIX:
PYTHON ?= python3
VENV = .venv
# Stamps made from what the environment is installed from: what running needs, and with what tests add.
# Relative paths keep blanks in the checkout's own path out of every rule.
RUN = $(VENV)/run
READY = $(VENV)/ready
ONE_FILE = made-in-china-2025
# A file on a processor, in the order given: files that take long stand first. nbval has no part in it.
SPREAD = -n auto --dist loadfile --no-loadscope-reorder -p no:nbval
# Bytecode is kept, whatever the machine's own settings: else each of the many processes that tests
# and builds start would compile every module, and pytest rewrite every test, again.
PYTHON_HERE = PYTHONDONTWRITEBYTECODE= $(VENV)/bin/python

.PHONY: reports test quick slowest coverage notebooks pages zip pdf lint lab bench bench-full lock clean

reports: $(RUN)
	$(PYTHON_HERE) -m helpers build

# The linters run by themselves here, and in no test beside; they and nbval each keep one processor
# busy, so they run side by side.
test: $(READY)
	$(MAKE) -j 2 lint notebooks
	$(PYTHON_HERE) -m pytest $(SPREAD) --random-order -m "not lint"

slowest: $(READY)
	$(PYTHON_HERE) -m pytest $(SPREAD) -m "not lint" --durations=20

quick: $(READY)
	$(PYTHON_HERE) -m pytest $(SPREAD) -m "not slow and not lint"

coverage: $(READY)
	$(PYTHON_HERE) -m pytest $(SPREAD) --cov=helpers --cov-report=term-missing:skip-covered

notebooks: $(READY)
	$(PYTHON_HERE) -m pytest --nbval --nbval-current-env --nbval-cell-timeout=120 \
	    -p no:cacheprovider notebooks

pages: $(READY)
	$(PYTHON_HERE) -m helpers build
	MIC2025_THOROUGH=1 $(PYTHON_HERE) -m pytest -n auto --dist loadgroup -p no:nbval \
	    -m more_pages tests/pages

zip: reports
	$(VENV)/bin/python -m helpers export $(ONE_FILE).zip

pdf: reports
	$(VENV)/bin/python -m helpers export $(ONE_FILE).pdf

lint: $(READY)
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy

$(RUN): requirements.lock pyproject.toml
	PYTHON="$(PYTHON)" sh .ci/setup.sh run
	touch $(RUN)

$(READY): $(RUN) requirements-test.lock
	sh .ci/setup.sh test
	touch $(READY)

# Kernels that say of themselves what the notebooks keep: opening one does not change it.
lab: $(RUN)
	JUPYTER_PATH="$$PWD/.ci/jupyter" $(VENV)/bin/jupyter lab notebooks

bench: $(READY)
	$(PYTHON_HERE) -m tests.benchmarks

bench-full: $(READY)
	$(PYTHON_HERE) -m tests.benchmarks --full

lock: $(READY)
	sh .ci/lock.sh

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache $(ONE_FILE).zip $(ONE_FILE).pdf
