"""Asking one question at a time until nothing is left that could change the plan."""

from nextsteps.interview.model import Interview, Step
from nextsteps.interview.progress import Progress
from nextsteps.interview.question import OpenQuestion

__all__ = ["Interview", "OpenQuestion", "Progress", "Step"]
