# The few commands of this project; CI runs .ci/run.
.PHONY: help check test fast docs site record bench release-check differential fhir clients fuzz mutation rule-mutation

help:
	@echo "check   all that CI runs"
	@echo "test    the tests"
	@echo "fast    format, lint, types and layers"
	@echo "docs    write the generated pages"
	@echo "site    build the documentation as a site in site/, and check its links"
	@echo "bench   measure how fast it is, and write docs/reference/benchmarks.md (minutes; WHEN=2027-01)"
	@echo "record  record golden files and generated pages anew; read the diff"
	@echo "differential  all engines on a million situations: MINUTES=5 make differential stops sooner"
	@echo "fhir    what leaves as FHIR, in programs of others from npm and PyPI"
	@echo "clients what calls the service: schemathesis from its OpenAPI, and HealthChain; LONG=1 takes minutes"
	@echo "fuzz    the readers of YAML, conditions and plan JSON, a minute each: SECONDS_EACH=600 make fuzz"
	@echo "mutation       faults in the code that no test notices: writes docs/reference/code-mutation.md (an hour)"
	@echo "rule-mutation  mistakes in the rulebook, and what notices them: writes docs/reference/mutation.md"
	@echo "release-check  what must hold on the day of a release: RELEASE_DATE=2027-06-30 make release-check"

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

site:
	uv run --group docs python -m docs.site

record: docs
	uv run python examples/notebooks/refresh.py
	UPDATE_GOLDEN=1 uv run pytest -q tests/cli tests/render tests/knowledge tests/docs tests/explore tests/test_readme.py

bench:
	uv run --group bench python -m benchmarks $(if $(WHEN),--when "$(WHEN)")

release-check:
	RELEASE_DATE=$${RELEASE_DATE:-$$(date +%F)} uv run pytest -q tests/knowledge/test_contacts.py

differential:
	uv run python -m tests.differential.run --situations 1000000 --minutes $${MINUTES:-240}

fhir:
	npm --prefix tests/fhir/node install
	npm --prefix tests/fhir/node run unpack
	NEXTSTEPS_REQUIRE_NODE=1 uv run --group fhir --group browser pytest -n 0 -m fhir tests/fhir

clients:
	uv sync --script tests/service/healthchain_client.py
	NEXTSTEPS_REQUIRE_CLIENTS=1 $(if $(LONG),HYPOTHESIS_PROFILE=thorough) uv run --group service-checks pytest -n 0 -m clients tests/service

fuzz:
	uv run --group fuzz python -m fuzz.run --seconds $${SECONDS_EACH:-60}

mutation:
	uv run --group mutation python -m tests.mutation.run
	uv run --group mutation python -m tests.mutation.survivors --date $$(date +%F)

rule-mutation:
	uv run python -m benchmarks.rule_mutation --date $$(date +%F)
