"""
The library inside another app: a situation in, a plan out.

    uv run --with uvicorn uvicorn examples.fastapi_app:app
    curl localhost:8000/recommend --json '{"no_progress": true, "weeks_in_therapy": 14}'

The situation is the body, checked as it comes in: a fact that does not exist, or has a wrong
type or range, is answered with status 422 and what is wrong with it. Nothing is stored or sent.
"""

from typing import Any

from fastapi import FastAPI

import nextsteps as ns

app = FastAPI(
    title="Next steps",
    description="What to do when therapy isn't working. Not a diagnosis, not for emergencies.",
)
rulebook = ns.Rulebook.default()


@app.post("/recommend")
def recommend(situation: ns.Situation) -> dict[str, Any]:
    """The plan: safety and contacts first, then ranked steps with reasons, then questions."""
    return rulebook.recommend(situation).to_dict()


@app.get("/facts")
def facts() -> list[ns.Fact]:
    """Every fact that a situation may hold, with its question: enough to build a form."""
    return list(ns.Situation.vocabulary().facts.values())
