"""A small evaluator of the ELM that we write, by the tables of CQL: null is unknown."""

import operator

COMPARISONS = {
    "Equal": operator.eq,
    "Less": operator.lt,
    "LessOrEqual": operator.le,
    "Greater": operator.gt,
    "GreaterOrEqual": operator.ge,
}
LITERALS = {"Boolean": lambda text: text == "true", "Integer": int, "Decimal": float, "String": str}


def evaluated(elm, parameters):
    """The value of each definition, in order."""
    library, values = elm["library"], {}
    for one in library["statements"]["def"]:
        values[one["name"]] = value_of(one["expression"], parameters, values)
    return values


def value_of(said, parameters, values):
    """The value of one expression; a name that was not defined before is a KeyError."""
    kind = said["type"]
    if kind == "ParameterRef":
        return parameters[said["name"]]
    if kind == "ExpressionRef":
        return values[said["name"]]
    if kind == "Literal":
        return LITERALS[said["valueType"].rpartition("}")[2]](said["value"])
    if kind == "As":
        return None
    if kind == "If":
        chosen = "then" if value_of(said["condition"], parameters, values) is True else "else"
        return value_of(said[chosen], parameters, values)
    operands = said["operand"] if isinstance(said["operand"], list) else [said["operand"]]
    inner = [value_of(one, parameters, values) for one in operands]
    return combined(kind, inner)


def combined(kind, inner):
    """What an operator makes of its operands."""
    match kind:
        case "Not":
            return None if inner[0] is None else not inner[0]
        case "And":
            return False if False in inner else None if None in inner else True
        case "Or":
            return True if True in inner else None if None in inner else False
        case "IsTrue":
            return inner[0] is True
        case "IsFalse":
            return inner[0] is False
        case "IsNull":
            return inner[0] is None
    return None if None in inner else COMPARISONS[kind](*inner)
