"""A call's details, computed from where its machine has been."""

from __future__ import annotations

from collections.abc import Set
from datetime import UTC, datetime

from core.calling.call.details import CallDetails, CallDirection, CallState
from core.calling.machine.stages import CallMachine


def describe(machine: CallMachine, wall_offset: float, *, video: bool, kinds: Set[str]) -> CallDetails:
    """Return the details as of now.

    ``wall_offset`` turns monotonic into Unix seconds, ``video`` is what the caller asked for, ``kinds`` are
    the kinds of tracks that were made.
    """

    def date(at: float | None) -> datetime | None:
        return None if at is None else datetime.fromtimestamp(at + wall_offset, UTC)

    return CallDetails(
        startedTime=date(machine.started),
        progressedTime=date(machine.progressed),
        rungTime=date(machine.rung),
        answeredTime=date(machine.answered),
        establishedTime=date(machine.established),
        endedTime=date(machine.ended),
        duration=_milliseconds(machine.established, machine.ended),
        setupDuration=_milliseconds(machine.started, machine.progressed),
        notifyingDuration=_milliseconds(machine.progressed, machine.rung),
        ringingDuration=_ringing(machine),
        requestedVideo=video,
        hadAudioStream="audio" in kinds,
        hadVideoStream="video" in kinds,
        endCause=machine.end_cause,
        wasBusy=machine.was_busy,
        error=machine.error,
        replacedBy=machine.replaced_by,
    )


def state_times(machine: CallMachine) -> dict[CallState, float]:
    """Return when each state was reached, in monotonic seconds and in order."""
    reached = {
        CallState.INITIATING: machine.started,
        CallState.PROGRESSING: machine.progressed,
        CallState.RINGING: machine.rung,
        CallState.ANSWERED: machine.answered,
        CallState.ESTABLISHED: machine.established,
        CallState.ENDED: machine.ended,
    }
    return {state: at for state, at in reached.items() if at is not None}


def _ringing(machine: CallMachine) -> int:
    start = machine.started if machine.direction is CallDirection.INBOUND else machine.rung
    return _milliseconds(start, machine.answered if machine.answered is not None else machine.ended)


def _milliseconds(start: float | None, end: float | None) -> int:
    return 0 if start is None or end is None else round((end - start) * 1000)
