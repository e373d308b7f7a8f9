"""Values in words."""


def shown(value: object) -> str:
    """
    Return a fact's value in words: yes, no, unknown, or as it is.

    >>> shown(True), shown(None), shown(14.0), shown("weekly")
    ('yes', 'unknown', '14', 'weekly')
    """
    match value:
        case None:
            return "unknown"
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:g}"
        case _:
            return str(value)
