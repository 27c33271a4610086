"""From what a person typed to a call: one place for the window and the command line."""

from __future__ import annotations

from core.calling import ArgumentError, Call, CallClient
from core.engine.argument_words import argument_words
from core.engine.dial_target import DialError, DialTarget, TargetKind


async def dial(calls: CallClient, target: DialTarget, *, video: bool) -> Call:
    """Place the call. Raises ``DialError`` with a sentence, ``InvalidOperation`` when not online."""
    try:
        return await _place(calls, target, video=video)
    except ArgumentError as error:
        raise DialError(argument_words(error)) from error


async def _place(calls: CallClient, target: DialTarget, *, video: bool) -> Call:
    match target.kind:
        case TargetKind.PHONE:
            return await calls.callPhoneNumber(target.address)
        case TargetKind.SIP:
            return await calls.callSip(target.address)
        case TargetKind.CONFERENCE:
            return await calls.callConference(target.address)
        case TargetKind.NEARBY:
            return await calls.callNearby(target.address, video=video)
        case TargetKind.USER:
            return await (calls.callUserVideo if video else calls.callUser)(target.address)
