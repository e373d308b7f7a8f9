"""
JSON Schema (2020-12) of what the library reads and writes, and the same as TypeScript.

An editor that knows the schema of a rulebook's files completes keys and choices and marks
mistakes as they are typed; an app in another language checks a situation before it sends it.
The schemas are made from the models that read the files, so they say what the loader says.
What no schema can say (a condition that parses, bands without gaps) only the loader finds.
"""

from nextsteps.schema.documents import model_schema, plan_schema, rulebook_schema, situation_schema
from nextsteps.schema.typescript import typescript

__all__ = ["model_schema", "plan_schema", "rulebook_schema", "situation_schema", "typescript"]
