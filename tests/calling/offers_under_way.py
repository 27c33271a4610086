"""An offer in any stage, and what brings it to its end."""

from __future__ import annotations

from core.calling.machine import events
from core.calling.machine.reoffer_machine import ReofferEffect, ReofferMachine, ReofferStage, step

REST: dict[ReofferStage, tuple[events.CallEvent, ...]] = {
    ReofferStage.OFFERING: (events.RenegotiationFailed(at=1.0, reason=""),),
    ReofferStage.OFFERED: (events.ReofferRefused(at=1.0, status=488),),
    ReofferStage.SETTLING: (events.ReanswerApplied(at=1.0),),
    ReofferStage.ANSWERING: (events.ReanswerMade(at=1.0, answer=""),),
    ReofferStage.COUNTERING: (events.RenegotiationFailed(at=1.0, reason=""),),
    ReofferStage.AWAITING_ACK: (events.AckReceived(at=1.0, answer=""), events.ReanswerApplied(at=1.0)),
}


def brought_to_its_end(machine: ReofferMachine) -> tuple[ReofferMachine, list[ReofferEffect]]:
    """Return what becomes of ``machine`` when the offer under way is over, and all effects of that."""
    found: list[ReofferEffect] = []
    for event in REST[machine.stage]:
        machine, more = step(machine, event)
        found += more
    return machine, found
