# make            set up, then run the workflow on seeds/        make SEEDS=folder RESULTS=folder for your own
# make help       what else there is
SHELL := /bin/sh
# Compile packages when they are first imported: compiling all of them during setup takes 40 CPU seconds.
unexport PYTHONDONTWRITEBYTECODE
SEEDS ?= seeds
RESULTS ?= results
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
SITE_READY := $(VENV)/site-ready
DEMO := demo
# A name as one word of the shell, whatever stands in it.
quote = '$(subst ','\'',$(1))'
PLACES = $(if $(filter-out seeds results,$(SEEDS) $(RESULTS)),--config $(call quote,seeds=$(SEEDS)) $(call quote,results=$(RESULTS)))

.DEFAULT_GOAL := run
.PHONY: run test test-all check demo lab notebooks verify changes report bench expected docs lock clean help
.PHONY: crate share rebuild claims site

run: $(READY) ## set up, then run the workflow on SEEDS (default seeds/) into RESULTS (default results/)
	@$(BIN)/snakemake $(PLACES)

test: $(READY) ## set up, then formatter, linter, types, order of the house, and the tests (a few minutes)
	@$(MAKE) --no-print-directory check
	@$(BIN)/python -m pytest -m "not slow"

test-all: $(SITE_READY) ## the slow tests too
	@$(BIN)/python -m pytest -m slow

check: $(READY) ## formatter, linter, type checker, order of the house
	@$(MAKE) --no-print-directory --jobs --keep-going $(CHECKS) && echo "checked: format, lint, rules, types, layers"

# Each prints nothing unless it fails.
CHECKS := check-format check-lint check-rules check-workflow check-types check-layers
.PHONY: $(CHECKS)
check-format: TOOL = ruff format --check .
check-lint: TOOL = ruff check --quiet .
check-rules: TOOL = snakefmt --check Snakefile workflow/rules
check-workflow: TOOL = snakemake --lint
check-types: TOOL = mypy
check-layers: TOOL = lint-imports
$(CHECKS):
	@said=$$(PYTHONPATH=workflow $(BIN)/$(TOOL) 2>&1) || { printf '%s\n' "$@ failed: $(BIN)/$(TOOL)" "$$said"; exit 1; }

demo: $(READY) $(DEMO)/articles.csv ## the same workflow on 3,824 news articles, into results-demo/
	@$(BIN)/snakemake --config seeds=$(DEMO) results=results-demo
	@echo "seconds by stage: results-demo/work/timings.csv"

$(DEMO)/articles.csv: $(READY) workflow/commands/fetch_demo.py
	@$(BIN)/python workflow/commands fetch_demo $@

lab: $(READY) ## JupyterLab on notebooks/
	@cd notebooks && ../$(BIN)/jupyter lab

notebooks: $(READY) ## executed copies of the notebooks as pages, into RESULTS/notebooks/
	@$(BIN)/snakemake notebooks $(PLACES)

verify: $(READY) ## RESULTS against their manifest, and against a rebuild; or one figure: make verify FIGURE=file.pdf
	@$(BIN)/python workflow/commands verify --seeds $(call quote,$(SEEDS)) --results $(call quote,$(RESULTS)) \
	  $(if $(FIGURE),--figure $(call quote,$(FIGURE)))

crate: $(READY) ## everything for a repository: RESULTS, articles, workflow and proof as a research crate (RO-Crate)
	@PRESSWORK_SUMMARY=no $(BIN)/snakemake archive_crate $(PLACES) && echo crate: $(call quote,$(RESULTS)/archive/crate.zip)

share: SHARE = share$(if $(HEADLINES),-with-headlines).zip
share: $(READY) ## the same without running text; HEADLINES=yes keeps the headlines
	@PRESSWORK_SUMMARY=no $(BIN)/snakemake $(call quote,$(RESULTS)/archive/$(SHARE)) $(PLACES) \
	  && echo share: $(call quote,$(RESULTS)/archive/$(SHARE))

rebuild: $(READY) ## in an unpacked share: its figures again from the counts, and their bytes compared
	@$(BIN)/python workflow/commands rebuild

bench: $(READY) ## timings as ratios against peers
	@$(BIN)/python benchmarks/speed_startup.py runs
	@$(BIN)/python benchmarks/speed_stages.py corpus
	@$(BIN)/python benchmarks/speed_stages.py tokens
	@$(BIN)/python benchmarks/speed_stages.py terms

claims: $(READY) ## what docs claim, and what checking costs; CLAIM=name, quick or all checks; WRITE=yes writes into docs
	@$(BIN)/python $(if $(CLAIM),benchmarks/check_claims.py check $(call quote,$(CLAIM)) $(if $(WRITE),write),\
	  benchmarks/check_claims.py show)

report: run ## Snakemake's report on the run, as a page beside RESULTS: figures, tables, rules, times
	@$(BIN)/python workflow/commands report --seeds $(call quote,$(SEEDS)) --results $(call quote,$(RESULTS)) \
	  --output $(call quote,$(RESULTS)-report.html)

changes: $(READY) ## numbers that differ since SINCE (folder, manifest or commit), and the lines of PAPER that quote them
	@$(BIN)/python workflow/commands changes --since $(call quote,$(SINCE)) --results $(call quote,$(RESULTS)) $(if $(PAPER),--paper $(PAPER))

expected: run ## take the seed corpus's manifest as what is expected, and its figures into docs/figures/
	@cp $(RESULTS)/manifest.json expected/manifest.json
	@cp $(RESULTS)/figures/*.png docs/figures/

docs: $(READY) ## write what is generated: config/config.yaml, docs/configuration.md, docs/tables.md
	@$(BIN)/python workflow/commands write_docs

site: $(SITE_READY) ## the documentation as a web site, into site/; a broken link stops it
	@$(BIN)/python -m sphinx --quiet --fail-on-warning --fresh-env --write-all --doctree-dir $(VENV)/doctrees docs site \
	  && echo "site: site/index.html"

COMPILE = $(BIN)/uv pip compile --system-certs --universal --generate-hashes --no-annotate --no-header --upgrade \
	  --no-emit-index-url --no-emit-find-links --python-version 3.11 --quiet
lock: $(READY) ## resolve the dependencies of pyproject.toml anew
	@$(COMPILE) pyproject.toml --output-file requirements.lock
	@$(COMPILE) --group site --constraint requirements.lock --output-file requirements-site.lock

clean: ## remove RESULTS and the memory of how they were made
	@if [ -d $(call quote,$(RESULTS)) ]; then cd $(call quote,$(RESULTS)) && find . -mindepth 1 -delete; fi
	@rm -rf .snakemake site

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# The newest Python that is there and new enough; uv, from the lock, installs the rest in seconds. The library of this
# checkout is not copied: a .pth file makes it importable in notebooks.
$(READY): requirements.lock
	@set -e; python=; \
	for each in python3 python3.14 python3.13 python3.12 python3.11; do \
	  if command -v $$each >/dev/null && $$each -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then python=$$each; break; fi; \
	done; \
	if [ -z "$$python" ]; then echo "Presswork needs Python 3.11 or newer: install one, then run make again." >&2; exit 1; fi; \
	if [ -L $(VENV) ] || { [ -e $(VENV) ] && [ ! -f $(VENV)/pyvenv.cfg ]; }; then \
	  echo "$(VENV) is a link, or holds something else than Presswork's packages, and setting up would empty it." >&2; \
	  echo "Move it away, or name another folder: make VENV=folder" >&2; exit 1; fi; \
	echo "setting up $(VENV) with $$($$python --version)"; \
	$$python -m venv --clear $(VENV) || { echo "Python's venv module is missing; on Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; }; \
	awk '/^uv==/ {on=1; print; next} /^[^ ]/ {on=0} on' requirements.lock > $(VENV)/uv.txt; \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement $(VENV)/uv.txt; \
	$(BIN)/uv pip install --system-certs --quiet --python $(VENV) --require-hashes --requirement requirements.lock; \
	$(BIN)/python -c 'import pathlib, sys, sysconfig; \
	  pathlib.Path(sysconfig.get_path("purelib"), "presswork.pth").write_text(sys.argv[1] + "\n")' $(call quote,$(CURDIR)/workflow); \
	touch $(READY)

$(SITE_READY): $(READY) requirements-site.lock
	@$(BIN)/uv pip install --system-certs --quiet --python $(VENV) --require-hashes --requirement requirements-site.lock
	@touch $(SITE_READY)
