"""From what a person typed to a call: one place for the window and the command line."""

from __future__ import annotations

from core.calling import ArgumentError, Call, CallClient, Feature, SinchClient
from core.calling.signalling.ice_servers import has_relay
from core.engine.argument_words import argument_words
from core.engine.dial_target import DialError, DialTarget, TargetKind
from core.sentences import sentence

NO_RELAY = sentence(
    "Your calls go by a relay alone, and your call service has none. Let them go directly: "
    "Settings, Privacy, “Always use a relay”."
)


def lacks_relay(client: SinchClient | None) -> bool:
    """Whether the person wants media to go by a relay alone, and the service names none."""
    return client is not None and client.relay_only and not has_relay(client.ice_servers)


async def dial(calls: CallClient, target: DialTarget, *, video: bool, account: str = "") -> Call:
    """Place the call, by an account at another provider if its id is given.

    Raises ``DialError`` with a sentence, ``InvalidOperation`` when not online.
    """
    try:
        if account:
            return await calls.callSip(target.address, None, account)
        return await _place(calls, target, video=video)
    except ArgumentError as error:
        raise DialError(argument_words(error)) from error


async def _place(calls: CallClient, target: DialTarget, *, video: bool) -> Call:
    match target.kind:
        case TargetKind.PHONE:
            if reason := calls.features.reason(Feature.PHONE):
                raise DialError(reason)
            return await calls.callPhoneNumber(target.address)
        case TargetKind.SIP:
            return await calls.callSip(target.address)
        case TargetKind.EMERGENCY:
            return await _call_for_help(calls, target.address)
        case TargetKind.CONFERENCE:
            return await calls.callConference(target.address, video=video)
        case TargetKind.NEARBY:
            return await calls.callNearby(target.address, video=video)
        case TargetKind.USER:
            return await (calls.callUserVideo if video else calls.callUser)(target.address)


async def _call_for_help(calls: CallClient, number: str) -> Call:
    """Call an emergency number where that is possible; a SIP provider knows by itself what it means."""
    from core.phone_numbers.reading import emergency_digits

    if reason := calls.features.reason(Feature.EMERGENCY):
        raise DialError(reason)
    if calls.has_own_number:
        return await calls.callUser(emergency_digits(number))
    return await calls.callPhoneNumber(number)
