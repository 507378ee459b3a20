# run: set up, bring the index in line with the corpus, serve the page. test: everything that is checked.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
# A further package index to take torch from (see README, "A smaller torch").
TORCH_INDEX ?=

.PHONY: run setup check test bench soak chromium pictures

run: setup
	$(BIN)/signpost ingest || test $$? -eq 3  # 3: published, but for documents that it names
	$(BIN)/signpost serve --port $(PORT)

setup: $(VENV)/.installed

$(VENV)/.installed: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet -c constraints.txt $(if $(TORCH_INDEX),--extra-index-url $(TORCH_INDEX)) torch
	$(BIN)/python -m pip install --quiet -c constraints.txt -e .
	touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[test]'
	touch $@

check: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

chromium:
	sh tests/browser/install-chromium.sh

# Two processes, each with whole files: what a file's tests share is made once.
test: $(VENV)/.installed-test check chromium
	$(BIN)/python -m pytest -n 2 --dist loadfile

bench: $(VENV)/.installed-test
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.reading
	$(BIN)/python -m benchmarks.reingest
	$(BIN)/python -m benchmarks.documents
	$(BIN)/python -m benchmarks.questions
	$(BIN)/python -m benchmarks.ablation
	$(BIN)/python -m benchmarks.calibrate

soak: $(VENV)/.installed-test
	$(BIN)/python -m pytest -m soak

# The pictures of the README, from the tests that take them.
pictures: $(VENV)/.installed-test chromium
	$(BIN)/python -m pytest tests/browser/test_in_the_browser.py tests/browser/test_leads.py tests/browser/test_maintain.py
	for width in 1280 320; do for page in ask-five where read sources maintain; do \
	  cp tests/artefacts/$$page-$$width.png docs/pictures/$${page%-five}-$$width.png; done; done
