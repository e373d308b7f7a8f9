"""A reader of the CQL that we write, into ELM: what stands in brackets is one operand."""

import re
from functools import reduce

TOKEN = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[0-9.-]+|[a-z]+|!=|<=|>=|[()=<>]""")
DEFINITION = re.compile(r'^define "((?:[^"\\]|\\.)*)":\n  (.*)$', re.MULTILINE)
PARAMETER = re.compile(r'^parameter "((?:[^"\\]|\\.)*)" ([A-Z][a-z]+)$', re.MULTILINE)
SYSTEM = "{urn:hl7-org:elm-types:r1}"
SIGNS = {
    "=": "Equal", "<": "Less", "<=": "LessOrEqual", ">": "Greater", ">=": "GreaterOrEqual",
}  # fmt: skip


def definitions_in(text):
    """Each definition as ELM."""
    parameters = dict(PARAMETER.findall(text))
    return {
        plain(name): Reader(TOKEN.findall(said), parameters).expression()
        for name, said in DEFINITION.findall(text)
    }


def plain(text):
    """What an escaped text says."""
    return re.sub(r"\\(.)", r"\1", text)


class Reader:
    """Reads tokens from the left."""

    def __init__(self, tokens, parameters):
        self._left, self._parameters = list(tokens), parameters

    def expression(self):
        """All that is left, or up to a bracket that closes."""
        if self._left[0] == "not":
            self._left.pop(0)
            return {"type": "Not", "operand": self._operand()}
        if self._left[0] == "if":
            return self._choice()
        first = self._operand()
        if not self._left or self._left[0] == ")":
            return first
        sign = self._left.pop(0)
        if sign == "is":
            return {"type": f"Is{self._left.pop(0).title()}", "operand": first}
        if sign == "!=":
            return {
                "type": "Not",
                "operand": {"type": "Equal", "operand": [first, self._operand()]},
            }
        if sign in SIGNS:
            return {"type": SIGNS[sign], "operand": [first, self._operand()]}
        parts = [first, self._operand()]
        while self._left and self._left[0] == sign:
            self._left.pop(0)
            parts.append(self._operand())
        return reduce(lambda one, other: {"type": sign.title(), "operand": [one, other]}, parts)

    def _choice(self):
        parts = {}
        for word, part in (("if", "condition"), ("then", "then"), ("else", "else")):
            assert word == self._left.pop(0)
            parts[part] = self._operand()
        return {"type": "If", **parts}

    def _operand(self):
        token = self._left.pop(0)
        if "(" == token:
            inner = self.expression()
            assert ")" == self._left.pop(0)
            return inner
        if token[0] == '"':
            name = plain(token[1:-1])
            kind = "ParameterRef" if name in self._parameters else "ExpressionRef"
            return {"type": kind, "name": name}
        if token[0] == "'":
            return literal("String", plain(token[1:-1]))
        if "null" == token:
            return {"type": "As", "asType": f"{SYSTEM}Boolean", "operand": {"type": "Null"}}
        if token in ("true", "false"):
            return literal("Boolean", token)
        return literal("Decimal" if "." in token else "Integer", token)


def literal(kind, value):
    """A literal of ELM."""
    return {"type": "Literal", "valueType": f"{SYSTEM}{kind}", "value": value}
