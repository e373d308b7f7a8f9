"""
A situation to play with: answers on one side, the plan as it changes on the other.

All that is shown is made here, by plain functions from values to values: `form_of` describes
the questions, and `respond` turns what a page asks into what it draws. The same JavaScript
(`front/explorer.js`) draws it in a notebook (`widget.Explorer`) and in a page that runs this
library in the browser (`page.write_page`), and knows no rules.
"""

from nextsteps.explorer.form import form_of
from nextsteps.explorer.respond import respond

__all__ = ["form_of", "respond"]
