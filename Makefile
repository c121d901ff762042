# make            set up, then run the workflow on seeds/ (for your own articles: make SEEDS=folder RESULTS=folder)
# make help       list all targets
SHELL := /bin/sh
# Compile packages when they are first imported: compiling all of them during setup takes 40 CPU seconds.
unexport PYTHONDONTWRITEBYTECODE
SEEDS ?= seeds
RESULTS ?= results
VENV ?= .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/ready
READY := $(VENV)/importable
SITE_READY := $(VENV)/site-ready
DEMO := demo
# Quote a name so that the shell reads it as one word.
quote = '$(subst ','\'',$(1))'
PLACES = $(if $(filter-out seeds results,$(SEEDS) $(RESULTS)),--config $(call quote,seeds=$(SEEDS)) $(call quote,results=$(RESULTS)))

.DEFAULT_GOAL := run
.PHONY: run test test-all check demo lab notebooks verify changes report bench expected docs lock clean help
.PHONY: crate share page rebuild claims site

run: $(READY) ## set up, then run the workflow on SEEDS (default seeds/) into RESULTS (default results/)
	@$(BIN)/snakemake $(PLACES)

test: $(READY) ## set up, then check format, lint, types and layers, and run the tests (a few minutes)
	@$(MAKE) --no-print-directory check
	@$(BIN)/python -m pytest -m "not slow"

test-all: $(SITE_READY) ## run the slow tests
	@$(BIN)/python -m pytest -m slow

check: $(READY) ## check format, lint, types and the order of packages
	@$(MAKE) --no-print-directory --jobs --keep-going $(CHECKS) && echo "checked: format, lint, rules, types, layers"

# Each check prints nothing unless it fails.
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

demo: $(READY) $(DEMO)/articles.csv ## run the workflow on 3,824 news articles, into results-demo/
	@$(BIN)/snakemake --config seeds=$(DEMO) results=results-demo
	@echo "times: results-demo/work/timings.csv"

$(DEMO)/articles.csv: $(READY) workflow/commands/fetch_demo.py
	@$(BIN)/python workflow/commands fetch_demo $@

lab: $(READY) ## open JupyterLab in notebooks/
	@cd notebooks && ../$(BIN)/jupyter lab

notebooks: $(READY) ## run the notebooks and save them as pages in RESULTS/notebooks/
	@$(BIN)/snakemake notebooks $(PLACES)

verify: $(READY) ## compare RESULTS with their manifest and with a rebuild; for one figure: make verify FIGURE=file.pdf
	@$(BIN)/python workflow/commands verify --seeds $(call quote,$(SEEDS)) --results $(call quote,$(RESULTS)) \
	  $(if $(FIGURE),--figure $(call quote,$(FIGURE)))

crate: $(READY) ## pack RESULTS, articles and workflow as a research crate (RO-Crate) for a repository
	@PRESSWORK_SUMMARY=no $(BIN)/snakemake archive_crate $(PLACES) && echo crate: $(call quote,$(RESULTS)/archive/crate.zip)

share: SHARE = share$(if $(HEADLINES),-with-headlines).zip
share: $(READY) ## pack them without running text; HEADLINES=yes keeps the headlines
	@PRESSWORK_SUMMARY=no $(BIN)/snakemake $(call quote,$(RESULTS)/archive/$(SHARE)) $(PLACES) \
	  && echo share: $(call quote,$(RESULTS)/archive/$(SHARE))

page: TEXT ?= snippets
page: $(READY) ## a copy of the page to send: with short quotations (TEXT=snippets, the default) or without text (TEXT=none)
	@PRESSWORK_SUMMARY=no $(BIN)/snakemake $(call quote,$(RESULTS)/archive/page-$(TEXT)) $(PLACES) \
	  && echo page: $(call quote,$(RESULTS)/archive/page-$(TEXT)/index.html)

rebuild: $(READY) ## in an unpacked share: make the figures again from the counts and compare their bytes
	@$(BIN)/python workflow/commands rebuild

bench: $(READY) ## measure speed against other packages
	@$(BIN)/python benchmarks/speed_startup.py runs
	@$(BIN)/python benchmarks/speed_stages.py corpus
	@$(BIN)/python benchmarks/speed_stages.py tokens
	@$(BIN)/python benchmarks/speed_stages.py terms

claims: $(READY) ## list what the docs claim; CLAIM=name, quick or all checks it; WRITE=yes writes it into the docs
	@$(BIN)/python $(if $(CLAIM),benchmarks/check_claims.py check $(call quote,$(CLAIM)) $(if $(WRITE),write),\
	  benchmarks/check_claims.py show)

report: run ## write Snakemake's report on the run beside RESULTS: figures, tables, rules, times
	@$(BIN)/python workflow/commands report --seeds $(call quote,$(SEEDS)) --results $(call quote,$(RESULTS)) \
	  --output $(call quote,$(RESULTS)-report.html)

changes: $(READY) ## list numbers that have changed since SINCE (folder, manifest or commit) and the lines of PAPER that quote them
	@$(BIN)/python workflow/commands changes --since $(call quote,$(SINCE)) --results $(call quote,$(RESULTS)) $(if $(PAPER),--paper $(PAPER))

expected: run ## accept the results of the seed corpus: copy manifest to expected/ and figures to docs/figures/
	@cp $(RESULTS)/manifest.json expected/manifest.json
	@cp $(RESULTS)/figures/top_terms.png docs/figures/
	@if [ -f results-demo/figures/keyness.png ]; then cp results-demo/figures/keyness.png docs/figures/demo_keyness.png; fi

docs: $(READY) ## generate config/config.yaml, docs/configuration.md and docs/tables.md
	@$(BIN)/python workflow/commands write_docs

site: $(SITE_READY) ## build the documentation in site/; a broken link is an error
	@$(BIN)/python -m sphinx --quiet --fail-on-warning --fresh-env --write-all --doctree-dir $(VENV)/doctrees docs site \
	  && echo "site: site/index.html"

COMPILE = $(BIN)/uv pip compile --system-certs --universal --generate-hashes --no-annotate --no-header --upgrade \
	  --no-emit-index-url --no-emit-find-links --python-version 3.11 --quiet
lock: $(READY) ## resolve the dependencies in pyproject.toml again
	@$(COMPILE) pyproject.toml --output-file requirements.lock
	@$(COMPILE) --group site --constraint requirements.lock --output-file requirements-site.lock

clean: ## remove RESULTS and Snakemake's records of how they were made
	@if [ -d $(call quote,$(RESULTS)) ]; then cd $(call quote,$(RESULTS)) && find . -mindepth 1 -not -path ./.gitkeep -delete; fi
	@rm -rf .snakemake site

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# Notebooks import the library of this checkout, wherever they are, by a .pth file in its environment.
$(READY): $(INSTALLED)
	@$(BIN)/python -c 'import pathlib, sys, sysconfig; \
	  pathlib.Path(sysconfig.get_path("purelib"), "presswork.pth").write_text(sys.argv[1] + "\n")' $(call quote,$(CURDIR)/workflow)
	@touch $(READY)

# Take the newest Python found that is new enough; uv then installs what the lock lists within seconds.
$(INSTALLED): requirements.lock
	@set -e; python=; \
	for each in python3 python3.14 python3.13 python3.12 python3.11; do \
	  if command -v $$each >/dev/null && $$each -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then python=$$each; break; fi; \
	done; \
	if [ -z "$$python" ]; then echo "Presswork needs Python 3.11 or newer: install one, then run make again." >&2; exit 1; fi; \
	if [ -L $(VENV) ] || { [ -e $(VENV) ] && [ ! -f $(VENV)/pyvenv.cfg ]; }; then \
	  echo "$(VENV) is a link, or does not contain a Python environment, and setting up would empty it." >&2; \
	  echo "Move it away, or choose another folder: make VENV=folder" >&2; exit 1; fi; \
	echo "setting up $(VENV) with $$($$python --version)"; \
	$$python -m venv --clear $(VENV) || { echo "Python's venv module is missing; on Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; }; \
	awk '/^uv==/ {on=1; print; next} /^[^ ]/ {on=0} on' requirements.lock > $(VENV)/uv.txt; \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement $(VENV)/uv.txt; \
	$(BIN)/uv pip install --system-certs --quiet --python $(VENV) --require-hashes --requirement requirements.lock; \
	touch $(INSTALLED)

$(SITE_READY): $(READY) requirements-site.lock
	@$(BIN)/uv pip install --system-certs --quiet --python $(VENV) --require-hashes --requirement requirements-site.lock
	@touch $(SITE_READY)
