"""Every program that reads FHIR R4 here, on the same resources."""

from tests.fhir.invariants import Definitions

NOT_IN_PYTHON = "hasValue()"
"""fhirpathpy does not have it."""


class Checks:
    """What the validators and the invariants say of resources; nothing, where all is well."""

    def __init__(self, node, unpacked, module):
        self._node, self._fhirkit = node, module("fhirkit")
        self._fhirpathpy = module("fhirpathpy")
        self._r4 = module("fhirpathpy.models").models["r4"]
        self._definitions = Definitions(unpacked("definitions"))

    def faults(self, resources):
        """All that is wrong, by the name of who says so."""
        return {
            name: found
            for name, found in (
                (
                    "fhir (npm)",
                    [one for some in self._node("validate.js", resources) for one in some],
                ),
                (
                    "fhirkit",
                    [str(one) for each in resources for one in self._fhirkit.validate(each)],
                ),
                ("fhirpath.js", list(self._broken_in_node(resources))),
                ("fhirpathpy", list(self._broken_in_python(resources))),
            )
            if found
        }

    def _broken_in_node(self, resources):
        asked = [
            {"at": at, "expressions": [one.claim for one in self._definitions.invariants(each)]}
            for at, each in enumerate(resources)
        ]
        answers = self._node("invariants.js", {"resources": resources, "asked": asked})
        for each, found in zip(resources, answers, strict=True):
            for one, answer in zip(self._definitions.invariants(each), found, strict=True):
                if answer != [True]:
                    yield f"{each['resourceType']}: {one.key} at {one.path}: {answer}"

    def _broken_in_python(self, resources):
        for each in resources:
            for one in self._definitions.invariants(each):
                if NOT_IN_PYTHON not in one.expression:
                    answer = self._fhirpathpy.evaluate(
                        each, one.claim, {"resource": each, "rootResource": each}, self._r4
                    )
                    if answer != [True]:
                        yield f"{each['resourceType']}: {one.key} at {one.path}: {answer}"
