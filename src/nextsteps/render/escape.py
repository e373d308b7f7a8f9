"""Text that is only text, wherever it stands in HTML."""

import html
import re

_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def escaped(text: str) -> str:
    """
    Return *text* so that no letter in it is markup, steers, or reverses what is around it.

    >>> escaped("1 < 2")
    '1 &lt; 2'
    """
    return html.escape(_UNPRINTABLE.sub("\ufffd", text))
