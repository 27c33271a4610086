"""One line about how good a call was, for its end: nothing when nothing was wrong."""

from __future__ import annotations

from core.calling.quality.diary import Trouble, Verdict


def verdict_words(verdict: Verdict | None) -> str:
    """Return a sentence for a person, empty for a good call."""
    if verdict is None:
        return ""
    seconds, amount = verdict.seconds, verdict.amount
    match verdict.trouble:
        case Trouble.CUT:
            return f"The connection was gone for {seconds} s."
        case Trouble.LOSS_IN:
            return f"On the way to you {amount:.0%} was lost for {seconds} s."
        case Trouble.LOSS_OUT:
            return f"On the way from you {amount:.0%} was lost for {seconds} s."
        case Trouble.FROZEN:
            return f"The picture stood still again and again for {seconds} s."
        case Trouble.SLOW:
            return f"The connection was slow: {amount * 1000:.0f} ms there and back, for {seconds} s."
