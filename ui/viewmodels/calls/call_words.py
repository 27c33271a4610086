"""What is said of running calls: who hears the person, who is on hold, why something cannot be done."""

from __future__ import annotations

from collections.abc import Sequence

from core.sentences import joined, plural, sentence
from core.snapshots import CallSnapshot
from ui.viewmodels import words
from ui.viewmodels.calls.call_desk import is_ringing_here

KEYS_WAYS = {
    "": "",
    "rtp": sentence("The keys travel inside the sound (RFC 4733)."),
    "info": sentence("The keys travel as messages beside the sound (SIP INFO)."),
}


def name_of(call: CallSnapshot) -> str:
    """Return what the other end is called: its name, else its address."""
    return call.remote_name or call.remote_address


def stage_words(call: CallSnapshot) -> str:
    """Say what the call does, below the name of the other end."""
    name = name_of(call)
    if call.state != "established":
        return _by_account(words.call_state(call.state), call)
    if call.is_held and call.is_held_by_remote:
        return sentence("On hold: you and {name} both paused the call", name=name)
    if call.is_held:
        return sentence("On hold: {name} cannot hear you", name=name)
    if call.is_held_by_remote:
        return sentence("{name} has put you on hold", name=name)
    if call.remote_video_paused:
        return sentence("{name} has paused the video", name=name)
    return _by_account(sentence("No picture") if call.video else sentence("Voice call"), call)


def _by_account(said: str, call: CallSnapshot) -> str:
    """Add the account at another provider that the call goes by."""
    if not call.account:
        return said
    is_inbound = call.direction == "inbound"
    way = (
        sentence("for {account}", account=call.account)
        if is_inbound
        else sentence("by {account}", account=call.account)
    )
    return joined((said, way), " · ")


def row_words(call: CallSnapshot) -> str:
    """Say how the call stands, in a list of several."""
    if is_ringing_here(call):
        return sentence("Is calling you")
    if call.state != "established":
        return words.call_state(call.state)
    if call.is_held:
        return sentence("On hold")
    if call.is_held_by_remote:
        return sentence("Put you on hold")
    if call.has_microphone:
        return sentence("Muted") if call.muted else sentence("Hears you")
    return sentence("Does not hear you")


def waiting_words(call: CallSnapshot) -> str:
    """Say what kind of call waits while another goes on."""
    if call.account and call.video:
        return sentence("Video call for {account}", account=call.account)
    if call.account:
        return sentence("Call for {account}", account=call.account)
    said = sentence("Video call for you") if call.video else sentence("Call for you")
    first = sentence("first call from this address") if call.is_first_contact else ""
    doubt = sentence("not verified") if call.is_unverified else ""
    return joined((said, first, doubt), " · ")


def talking_words(calls: Sequence[CallSnapshot]) -> str:
    """Say which of several calls has the microphone."""
    heard = next((call for call in calls if call.has_microphone and call.state == "established"), None)
    if heard is not None:
        return (
            sentence("You are talking to {name}, muted", name=name_of(heard))
            if heard.muted
            else sentence("You are talking to {name}", name=name_of(heard))
        )
    begun = next(
        (c for c in calls if c.state not in ("established", "ended") and not is_ringing_here(c)), None
    )
    if begun is not None:
        if begun.state == "answered":
            return sentence("Connecting with {name}…", name=name_of(begun))
        return sentence("Calling {name}…", name=name_of(begun))
    if any(call.state == "established" and not call.is_held for call in calls):
        return sentence("Nobody hears you: there is no microphone")
    return sentence("Nobody hears you: all calls are on hold")


def quality_words(quality: Sequence[str]) -> str:
    """Return the standing sign for a call that is not as good as it should be; empty when it is."""
    if len(quality) < 2:
        return quality[0] if quality else ""
    return plural(len(quality), "1 problem with the call", "{n} problems with the call")


def hold_reason(call: CallSnapshot) -> str:
    """Say why the call cannot be put on hold or taken back; empty when it can."""
    if call.can_hold:
        return ""
    return (
        call.hold_reason
        or _before_answer(call, sentence("The call can be put on hold once it is answered."))
        or sentence("This call cannot be put on hold.")
    )


def transfer_reason(call: CallSnapshot) -> str:
    """Say why the call cannot be transferred; empty when it can."""
    if call.can_transfer:
        return ""
    return (
        call.transfer_reason
        or _before_answer(call, sentence("The call can be transferred once it is answered."))
        or sentence("This call cannot be transferred.")
    )


def keys_reason(call: CallSnapshot) -> str:
    """Say why no keys can be sent in the call; empty when they can."""
    if call.can_send_keys:
        return ""
    if call.keys_reason:
        return call.keys_reason
    if call.state == "established" and call.is_held:
        return sentence("Resume the call to send keys.")
    return _before_answer(call, sentence("The call can take keys once it is answered.")) or sentence(
        "{name} does not take keys.", name=name_of(call)
    )


def share_reason(call: CallSnapshot, problem: str) -> str:
    """Say why no screen can be shared in the call; empty when one can. ``problem``: of all screens."""
    if call.can_share or call.is_sharing:
        return ""
    if call.state == "established" and call.is_held:
        return sentence("Resume the call to share your screen.")
    return (
        _before_answer(call, sentence("The call can show a screen once it is answered."))
        or problem
        or sentence("This call cannot show a screen.")
    )


def _before_answer(call: CallSnapshot, reason: str) -> str:
    return "" if call.state == "established" else reason
