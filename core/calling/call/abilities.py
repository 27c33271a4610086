"""Whether something can be done with a call now, and if not, why."""

from __future__ import annotations

from dataclasses import dataclass

from core.calling.machine.stages import Stage
from core.sentences import sentence


@dataclass(frozen=True, slots=True)
class Ability:
    """True or false in a condition; ``reason`` is a sentence for a person when it is false."""

    reason: str = ""

    def __bool__(self) -> bool:
        return not self.reason


ABLE = Ability()


def in_established_call(stage: Stage, *, is_reconnecting: bool, needs_service: bool = True) -> Ability:
    """Return whether an established call is there, and (``needs_service``) a way to tell the other side."""
    if stage is Stage.ENDED:
        return Ability(sentence("The call has ended."))
    if stage is not Stage.ESTABLISHED:
        return Ability(sentence("The call is not established yet."))
    if needs_service and is_reconnecting:
        return Ability(sentence("The connection to the call service is away just now."))
    return ABLE
