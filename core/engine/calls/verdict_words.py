"""One line about how good a call was, for its end: nothing when nothing was wrong."""

from __future__ import annotations

from core.calling.quality.diary import Trouble, Verdict
from core.sentences import hundredths, sentence


def verdict_words(verdict: Verdict | None) -> str:
    """Return a sentence for a person, empty for a good call."""
    if verdict is None:
        return ""
    seconds, amount = verdict.seconds, verdict.amount
    match verdict.trouble:
        case Trouble.CUT:
            return sentence("The connection was gone for {seconds} s.", seconds=seconds)
        case Trouble.LOSS_IN:
            return sentence(
                "On the way to you {amount} was lost for {seconds} s.",
                amount=hundredths(amount),
                seconds=seconds,
            )
        case Trouble.LOSS_OUT:
            return sentence(
                "On the way from you {amount} was lost for {seconds} s.",
                amount=hundredths(amount),
                seconds=seconds,
            )
        case Trouble.FROZEN:
            return sentence("The picture stood still again and again for {seconds} s.", seconds=seconds)
        case Trouble.SLOW:
            return sentence(
                "The connection was slow: {amount} ms there and back, for {seconds} s.",
                amount=round(amount * 1000),
                seconds=seconds,
            )
