# The few commands of this project; CI runs .ci/run.
.PHONY: help check test fast docs record

help:
	@echo "check   all that CI runs"
	@echo "test    the tests"
	@echo "fast    format, lint, types and layers"
	@echo "docs    write the generated pages"
	@echo "record  record golden files and generated pages anew; read the diff"

check:
	bash .ci/run

test:
	uv run pytest

fast:
	uv run ruff format --check
	uv run ruff check
	uv run mypy
	uv run lint-imports

docs:
	uv run python docs/generate.py

record: docs
	UPDATE_GOLDEN=1 uv run pytest -q tests/cli tests/render tests/test_readme.py
