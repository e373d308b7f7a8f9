"""
A CDS Hooks service that knows nothing of this library's rules: it asks for a weight.

    pip install 'nextsteps[service]'
    uvicorn examples.cds_hooks_service:app

A health record calls it when a chart is opened, and shows the card.
"""

from nextsteps.cdshooks import OVERRIDE_REASONS, Action, Card, Coding, Source, Suggestion
from nextsteps.cdshooks.app import FeedbackStore, create_app, service

SOURCE = Source(
    label="Example clinic",
    topic=Coding(system="https://example.org/topics", code="weight", display="Body weight"),
)


@service(
    "weight-reminder",
    "patient-view",
    title="Weight reminder",
    description="Reminds of weighing a patient of whom no weight is known",
    prefetch={"weights": "Observation?patient={{context.patientId}}&code=29463-7&_count=1"},
)
def weight_reminder(request):
    """No weight, one card; some weight, none."""
    weights = request.prefetch["weights"] or {}
    if weights.get("entry"):
        return []
    patient = request.context["patientId"]
    task = {
        "resourceType": "Task",
        "status": "requested",
        "intent": "proposal",
        "description": "Take the weight",
        "for": {"reference": f"Patient/{patient}"},
    }
    weigh = Suggestion(
        label="Ask the nurse to weigh",
        actions=(Action(type="create", description="A task to take the weight", resource=task),),
    )
    return [
        Card(
            summary="No weight is on record",
            indicator="info",
            detail="Doses that depend on weight **cannot be checked** without one.",
            source=SOURCE,
            suggestions=(weigh,),
            selection_behavior="any",
            override_reasons=OVERRIDE_REASONS,
        )
    ]


app = create_app([weight_reminder], store=FeedbackStore())

if __name__ == "__main__":
    import uvicorn

    uvicorn.run(app, host="127.0.0.1", port=8000)
