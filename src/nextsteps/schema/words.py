"""What each key of a rulebook's files means, in one line: shown by editors where it is written."""

from collections.abc import Mapping

from nextsteps.schema.tidy import Schema

EVERYWHERE: Mapping[str, str] = {
    "id": "Its name for other entries, plans and records: never changed once released",
    "title": "What readers see as its name",
    "because": "The reason, in one plain sentence, as you would say it to the person",
    "sources": "Who says so, and where: one citation or more",
    "checked": "The day on which somebody last looked it up, as in 2026-11-23",
    "grade": "A: meta-analyses or a guideline's first line; B: consistent trials or a guideline's "
    "option; C: limited evidence or published advice; unverified: from memory, awaiting review",
    "when": "The condition, in words of the rule language",
}

WORDS: Mapping[str, Mapping[str, str]] = {
    "Identity": {
        "version": "Three numbers, as in 0.1.0",
        "title": "What the rulebook is for, in one line",
    },
    "Source": {
        "title": "The title as it is printed",
        "year": "The year in which it was published",
        "organisation": "Who published it, if not people",
        "authors": "Who wrote it",
        "address": "Where it is on the web",
        "doi": "Its DOI, without an address before it",
        "note": "Where else to find it, and what to know of it",
    },
    "Citation": {
        "source": "The id of a source",
        "locator": "The page, section, row or recommendation where it says so",
        "says": "The point that it supports, in our own words",
        "grade": "How good the evidence for this one point is, where it is weaker than the source",
    },
    "Finding": {
        "id": "Its name in conditions, with underscores: never changed once released",
        "title": "What is found, as in: a poor fit with the therapist",
        "danger": "Makes it a danger: what must happen, and how soon",
    },
    "Danger": {
        "level": "How soon help is needed: emergency (now), same_day or days",
        "core": "The steps that are always given with it, and that nothing can take away",
        "kind": "harm, or misconduct of a therapist",
    },
    "Recommendation": {
        "title": "What to do, in a few words",
        "advice": "Its category, with a parameter after a colon, as in switch_modality:cbt",
        "kind": "action, or a warning in a box of its own",
        "stage": "Where it comes in the order of steps; the first three are safety steps",
        "urgency": "How soon, before any rule raises it; above days only for safety steps",
        "effort": "How much it takes",
        "needs": "A condition for offering it at all: FALSE: not offered; unknown: with a check",
        "opposites": "Of these and this, only the higher is given",
        "drastic": "true: it waits while facts contradict each other",
        "acts": "What it makes somebody do",
        "look_again": "When to see whether it helped, in words for every reader",
        "client": "Words for the one in therapy; without them it is not offered to them",
        "relative": "Words for a parent, partner or relative; without them it is not for them",
        "clinician": "Words for the clinician; without them it is not for them",
    },
    "Text": {
        "title": "The title in words for this reader, where it differs",
        "what": "What to do, in one or two plain sentences",
        "how": "The steps, one by one",
    },
    "Rule": {
        "strength": "How strong the argument is; when in doubt, the weaker",
        "urgency": "Raises how soon; above days only where the condition implies a danger",
        "ground": "The reason that several rules share, so that it counts once",
        "until": "What must happen first, as in: three weeks have passed",
        "if_unknown": "While nobody knows whether it holds: hold (the step waits), "
        "check (it is given, with a question first) or ignore",
    },
    "Contradiction": {
        "when": "What cannot all be true",
        "facts": "The facts that it is about",
        "question": "What to ask then",
    },
    "Vignette": {
        "story": "Somebody in one or two sentences",
        "facts": "What is known of them; what is left out is unknown",
        "holds": "These rules are TRUE",
        "fails": "These rules are FALSE",
        "unknown": "These rules are UNKNOWN",
        "first": "One of these comes first",
        "includes": "All of these are recommended",
        "leaves_out": "None of these is recommended",
        "asks": "These facts are among the questions",
        "level": "How grave it is at least",
        "urgency": "Exactly so urgent, now or later",
        "order": "Recommended, and in this order",
        "later": "These wait until a danger has passed",
        "not_yet": "These are held back",
        "excluded": "These must not be advised here",
        "cautions": "These are given, and something speaks against them",
        "checks": "Given, once these facts are sure; none: without a check",
    },
    "Contact": {
        "country": 'Two capital letters, as in DE; "*": all others',
        "emergency": "The emergency number",
        "lines": "Telephone lines and services",
        "confidence": "seen (at the operator or government), secondary (elsewhere) or unverified",
    },
    "Line": {
        "name": "What the line is called",
        "contact": "The number, or what to do",
        "for": "What it helps with",
    },
    "Law": {
        "always": "Wherever its `when` is TRUE, its `then` is so",
        "never": "A condition that no situation makes TRUE",
        "only": "Without a sign, none of this",
        "monotone": "More danger never lowers this",
    },
    "Always": {"then": "What is so wherever `when` is TRUE"},
    "Then": {
        "holds": "This condition is TRUE as well",
        "level": "It is this grave or graver",
        "urgency": "What `now` or `given` names is at least so urgent",
        "given": "One of these is given, now or later",
        "now": "One of these is given now",
        "first": "One of these comes first",
        "not_given": "None of these is given, now or later",
        "cautioned": "Where these are given, something speaks against them",
    },
    "Only": {
        "when": "The sign without which none of this is so",
        "level": "It is never this grave or graver",
        "given": "None of these is given, now or later",
        "urgency": "None of `given` is so urgent or more",
        "cautioned": "Nothing speaks against these",
    },
    "Monotone": {
        "facts": "The danger facts that grow; left out: all",
        "of": "What they never lower: level, or the urgency of a step",
    },
    "Meant": {
        "check": "The code of the check, as in V111",
        "about": "The id of what it reports: a rule, a recommendation, a finding or a fact",
        "because": "Why it is right as it is",
    },
    "Measure": {
        "title": "Its short name",
        "name": "Its full name",
        "kind": "What it measures",
        "concern": "The concern that it is about",
        "items": "How many questions, and the points of each",
        "factor": "The total is the sum of the points times this",
        "higher_is": "Whether more points are worse or better",
        "severity_fact": "The fact that the name of a band fills in",
        "case_fact": "The fact that the cut-off fills in",
        "parts": "Items that have a cut-off of their own",
        "risk_item": "The item about self-harm",
        "norms": "What totals mean, by one source each; the first is used unless another is named",
        "prorating": "How many answers may be missing, where the source allows it",
        "loinc": "Its codes, only where they are certain",
        "licence": "Who may use it",
    },
    "Items": {
        "count": "How many questions",
        "low": "The least points of one",
        "high": "The most points of one",
        "only": "Questions that can have only some of the points",
    },
    "Restriction": {
        "items": "Which questions, counted from 1",
        "points": "The points they can have",
    },
    "Norms": {
        "title": "Whose norms these are",
        "bands": "Ranges of totals, from the lowest to the highest, without gaps",
        "caseness": "The first total that counts",
        "reliable_change": "The smallest difference that counts, in points",
        "change_by_band": "true: another band is what counts as change",
        "response_percent": "The fall from the first score that counts as response",
        "remission_below": "Below this total it counts as remission",
    },
    "Band": {
        "low": "The lowest total in it",
        "high": "The highest total in it",
        "name": "What it is called",
        "value": "What it fills into the severity fact",
    },
    "Part": {
        "name": "What the part is called",
        "items": "Its questions, counted from 1",
        "caseness": "The first sum that counts",
        "case_fact": "The fact that it fills in",
    },
    "Prorating": {"most_missing": "How many answers may be missing"},
    "RiskItem": {
        "item": "Which question, counted from 1",
        "at_least": "What the fact self_harm_item is at least, once the answer is above zero",
    },
    "Stated": {
        "status": "Whether it is a draft, was reviewed, or is no longer to be used",
        "intended_use": "What it is meant for",
        "users": "Who is meant to use it",
        "not_for": "What it must not be used for",
        "population": "For people of which age and with which problems",
        "setting": "Where they are in care",
        "exclusions": "For whom it was not written",
        "method": "How the rules came about, and whether anything is learned from data",
        "developer": "Who wrote it",
        "funding": "Who paid for it",
        "licence": "Under which licence it may be used",
        "language": "In which language its texts are",
        "released": "The day on which this version came out",
        "revised": "The day on which it was last changed in substance",
        "review": "Who has reviewed it, and when; or that nobody has",
        "regulatory": "What it is in law, and who answers for what is built on it",
        "feedback": "Where to tell what is wrong",
        "limits": "What it cannot do",
        "attributes": "What facts of one's own vocabulary tell of a person; [] for nothing",
    },
    "Hazard": {
        "hazard": "What can go wrong",
        "cause": "How it comes about",
        "effect": "What it does to somebody",
        "severity": "How bad the worst effect is that is to be reckoned with",
        "control": "What is done about it",
        "evidence": "What shows that the control works",
        "remains": "What no control takes away",
    },
    "Evidence": {
        "test": "The id of a test, as in tests/test_app.py::test_the_number_is_shown",
        "law": "The id of a law",
        "vignette": "The id of a vignette",
        "check": "The code of a check of the loader or the prover",
    },
    "Loinc": {"total": "The code of the score", "panel": "The code of the questionnaire"},
}
"""By the name of the model, then by key."""

KINDS_IN_WORDS: Mapping[str, str] = {
    "rulebook": "Its id, version and title; in one file of the folder",
    "sources": "Where the knowledge comes from, each listed once",
    "findings": "Names for what several rules need",
    "recommendations": "Steps, in words for each reader",
    "rules": "When something is argued for or against, and why",
    "contradictions": "Facts that cannot all be true, and what to ask",
    "vignettes": "Short stories with what must come of them",
    "contacts": "Where to get help at once, by country",
    "measures": "Questionnaires as numbers, never the words of their questions",
    "laws": "What must be so in every possible situation",
    "meant": "What a check would report and is right as it is",
    "hazards": "How it could do harm, and what shows that this is controlled",
    "card": "What only people can say of the rulebook; in one file of the folder",
}
"""By the key at the top of a file."""


def in_words(name: str, schema: Schema) -> Schema:
    """Return the schema of the model *name* with what each key means, unless it says so itself."""
    words = {**EVERYWHERE, **WORDS[name]} if name in WORDS else {}
    properties = {
        key: {"description": words[key], **part} if key in words else part
        for key, part in schema.get("properties", {}).items()
    }
    return {**schema, "properties": properties} if properties else schema
