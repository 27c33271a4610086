"""What is said of running calls: who hears the person, who is on hold, why something cannot be done."""

from __future__ import annotations

from collections.abc import Sequence

from core.snapshots import CallSnapshot
from ui.viewmodels import words
from ui.viewmodels.calls.call_desk import is_ringing_here

KEYS_WAYS = {
    "": "",
    "rtp": "The keys travel inside the sound (RFC 4733).",
    "info": "The keys travel as messages beside the sound (SIP INFO).",
}


def name_of(call: CallSnapshot) -> str:
    """Return what the other end is called: its name, else its address."""
    return call.remote_name or call.remote_address


def stage_words(call: CallSnapshot) -> str:
    """Say what the call does, below the name of the other end."""
    name = name_of(call)
    if call.state != "established":
        return words.call_state(call.state) + _by_account(call)
    if call.is_held and call.is_held_by_remote:
        return f"On hold: you and {name} both paused the call"
    if call.is_held:
        return f"On hold: {name} cannot hear you"
    if call.is_held_by_remote:
        return f"{name} has put you on hold"
    if call.remote_video_paused:
        return "Camera is off"
    return ("No picture" if call.video else "Voice call") + _by_account(call)


def _by_account(call: CallSnapshot) -> str:
    """Name the account at another provider that the call goes by."""
    way = "for" if call.direction == "inbound" else "by"
    return f" · {way} {call.account}" if call.account else ""


def row_words(call: CallSnapshot) -> str:
    """Say how the call stands, in a list of several."""
    if is_ringing_here(call):
        return "Is calling you"
    if call.state != "established":
        return words.call_state(call.state)
    if call.is_held:
        return "On hold"
    if call.is_held_by_remote:
        return "Put you on hold"
    if call.has_microphone:
        return "Muted" if call.muted else "Hears you"
    return "Does not hear you"


def waiting_words(call: CallSnapshot) -> str:
    """Say what kind of call waits while another goes on."""
    kind = "Video call" if call.video else "Call"
    if call.account:
        return f"{kind} for {call.account}"
    return f"{kind} for you · not verified" if call.is_unverified else f"{kind} for you"


def talking_words(calls: Sequence[CallSnapshot]) -> str:
    """Say which of several calls has the microphone."""
    heard = next((call for call in calls if call.has_microphone and call.state == "established"), None)
    if heard is not None:
        return f"You are talking to {name_of(heard)}" + (", muted" if heard.muted else "")
    begun = next(
        (c for c in calls if c.state not in ("established", "ended") and not is_ringing_here(c)), None
    )
    if begun is not None:
        verb = "Connecting with" if begun.state == "answered" else "Calling"
        return f"{verb} {name_of(begun)}…"
    if any(call.state == "established" and not call.is_held for call in calls):
        return "Nobody hears you: there is no microphone"
    return "Nobody hears you: all calls are on hold"


def quality_words(quality: Sequence[str]) -> str:
    """Return the standing sign for a call that is not as good as it should be; empty when it is."""
    return quality[0] if len(quality) == 1 else f"{len(quality)} problems with the call" if quality else ""


def hold_reason(call: CallSnapshot) -> str:
    """Say why the call cannot be put on hold or taken back; empty when it can."""
    if call.can_hold:
        return ""
    return call.hold_reason or _before_answer(call, "be put on hold") or "This call cannot be put on hold."


def transfer_reason(call: CallSnapshot) -> str:
    """Say why the call cannot be transferred; empty when it can."""
    if call.can_transfer:
        return ""
    return (
        call.transfer_reason or _before_answer(call, "be transferred") or "This call cannot be transferred."
    )


def keys_reason(call: CallSnapshot) -> str:
    """Say why no keys can be sent in the call; empty when they can."""
    if call.can_send_keys:
        return ""
    if call.keys_reason:
        return call.keys_reason
    if call.state == "established" and call.is_held:
        return "Resume the call to send keys."
    return _before_answer(call, "take keys") or f"{name_of(call)} does not take keys."


def share_reason(call: CallSnapshot, problem: str) -> str:
    """Say why no screen can be shared in the call; empty when one can. ``problem``: of all screens."""
    if call.can_share or call.is_sharing:
        return ""
    if call.state == "established" and call.is_held:
        return "Resume the call to share your screen."
    return _before_answer(call, "show a screen") or problem or "This call cannot show a screen."


def _before_answer(call: CallSnapshot, verb: str) -> str:
    return "" if call.state == "established" else f"The call can {verb} once it is answered."
