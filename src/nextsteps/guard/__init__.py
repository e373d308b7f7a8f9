"""
A guard for drafted answers: does a text advise what the plan does not?

>>> from nextsteps.guard import check_reply
>>> check = check_reply({"partner_violence": True}, "You could try couples counselling.")
>>> [(fault.kind, fault.step) for fault in check.faults]
[('excluded', 'couples-work'), ('no_safety_step', 'abuse-support-services')]
"""

from nextsteps.guard.check import check_reply
from nextsteps.guard.reply import FaultKind, Quote, ReplyCheck, ReplyFault

__all__ = ["FaultKind", "Quote", "ReplyCheck", "ReplyFault", "check_reply"]
