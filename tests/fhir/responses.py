"""What a program that shows our Questionnaires would send back."""


def response(form, answers, day="2026-11-16"):
    """A filled-in form: *answers* are points in order, None where there is none."""
    items = []
    for item, points in zip(form["item"], answers, strict=False):
        if points is not None:
            [chosen] = [one for one in item["answerOption"] if points_of(one) == points]
            answer = {"valueCoding": chosen["valueCoding"]}
            items.append({"linkId": item["linkId"], "answer": [answer]})
    return {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": form["url"],
        "status": "completed",
        "authored": day,
        "item": items,
    }


def points_of(option):
    """The points of an answer, which stand there twice."""
    [points] = {one["valueDecimal"] for one in option["extension"]}
    return points


def total_of(form):
    """The FHIRPath of the total, the variable put in, for an engine that begins at the response."""
    [variable] = form["extension"]
    [total] = [
        one["valueExpression"]["expression"]
        for one in form["item"][-1]["extension"]
        if "valueExpression" in one
    ]
    points = variable["valueExpression"]["expression"].replace("%resource", "%context")
    return total.replace("%points", f"({points})")
