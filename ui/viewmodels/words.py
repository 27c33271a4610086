"""Pure wording: initials, durations, times and states as people say them."""

from __future__ import annotations

import datetime as dt
import zlib

from core.engine.account_calls import is_address
from core.rooms import CONFERENCE_SCHEME
from core.sentences import plural, sentence
from core.snapshots import Presence, ServiceSnapshot, ServiceState
from ui.language import formats
from ui.viewmodels.dial_words import shown_address

AVATAR_COLOURS = 8
"""How many avatar colours the theme has."""

PLAIN_END = sentence("The call has ended.")
"""The core's sentence for an end with nothing to tell about it."""

NEARBY_SUFFIX = ".ahoy.invalid"
"""Ends the addresses of people nearby, which say nothing to a person: a key and no name."""

ADDRESS_LIMIT = 255
"""The longest address that can be kept."""

ECHO = "echo"
"""Address of the built-in echo test."""

_CALL_STATES = {
    "initiating": sentence("Calling…"),
    "progressing": sentence("Calling…"),
    "ringing": sentence("Ringing…"),
    "answered": sentence("Connecting…"),
}

_SERVICE_STATES = {
    ServiceState.STARTING: sentence("Starting…"),
    ServiceState.ONLINE: sentence("Online"),
    ServiceState.RECONNECTING: sentence("Reconnecting…"),
    ServiceState.FAILED: sentence("Offline"),
}


_PRESENCES = {
    Presence.UNKNOWN: "",
    Presence.OFFLINE: sentence("Offline"),
    Presence.ONLINE: sentence("Online"),
    Presence.IN_CALL: sentence("In a call"),
    Presence.DO_NOT_DISTURB: sentence("Do not disturb"),
}


def initials(name: str) -> str:
    """Return one or two letters for ``name``: of its first and last word; ``#`` for a number, or ``?``."""
    if name.strip().startswith("+"):
        return "#"
    words = [word for word in name.replace("_", " ").replace("-", " ").split() if word[0].isalnum()]
    if not words:
        return "?"
    letters = words[0][0] + (words[-1][0] if len(words) > 1 else "")
    return letters.upper()


def colour_index(name: str) -> int:
    """Return a stable index of the avatar palette, the same on every machine and in every session.

    Of the name, not the address: one person is reached at several addresses, and calls from another.
    """
    return (zlib.crc32(name.strip().casefold().encode()) >> 7) % AVATAR_COLOURS


def glyph(address: str) -> str:
    """Return the icon that stands for ``address`` instead of initials, empty for people."""
    return "echo" if address == ECHO else ""


def clock(duration_ms: int) -> str:
    """Return ``m:ss`` or ``h:mm:ss``, as a call timer shows it."""
    seconds = max(0, duration_ms) // 1000
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def duration(duration_ms: int) -> str:
    """Return a duration as a person says it: ``42 s``, ``3 min 5 s``, ``1 h 12 min``."""
    seconds = max(0, round(duration_ms / 1000))
    if seconds < 60:
        return sentence("{seconds} s", seconds=seconds)
    minutes, seconds = divmod(seconds, 60)
    if minutes < 60:
        return (
            sentence("{minutes} min {seconds} s", minutes=minutes, seconds=seconds)
            if seconds
            else sentence("{minutes} min", minutes=minutes)
        )
    hours, minutes = divmod(minutes, 60)
    if minutes:
        return sentence("{hours} h {minutes} min", hours=hours, minutes=minutes)
    return sentence("{hours} h", hours=hours)


def time_left(seconds: float) -> str:
    """Return how long a call may still last: ``2 h 5 min left``, ``12 min left``, ``48 s left``."""
    whole = max(0, int(seconds))
    if whole < 90:
        return sentence("{duration} left", duration=sentence("{seconds} s", seconds=whole))
    return sentence("{duration} left", duration=duration(whole // 60 * 60000))


def when(timestamp: float, now: float) -> str:
    """Return the local time of ``timestamp`` (Unix seconds) relative to ``now``: time, weekday or date."""
    moment, today = dt.datetime.fromtimestamp(timestamp), dt.datetime.fromtimestamp(now)
    days = (today.date() - moment.date()).days
    if days <= 0:
        return formats.time_of_day(moment)
    if days == 1:
        return sentence("Yesterday")
    if days < 7:
        return formats.weekday(moment)
    return formats.short_date(moment, with_year=moment.year != today.year)


def day(timestamp: float, now: float) -> str:
    """Return the local day of ``timestamp`` (Unix seconds) as the heading of what was on it."""
    moment, today = dt.datetime.fromtimestamp(timestamp), dt.datetime.fromtimestamp(now)
    if is_same_day(timestamp, now):
        return sentence("Today")
    if is_same_day(timestamp, now - 86_400):
        return sentence("Yesterday")
    if 0 < (today.date() - moment.date()).days < 7:
        return formats.weekday(moment)
    return formats.short_date(moment, with_year=moment.year != today.year)


def time_of_day(timestamp: float) -> str:
    """Return hour and minute of ``timestamp`` (Unix seconds), local."""
    return formats.time_of_day(dt.datetime.fromtimestamp(timestamp))


def is_same_day(one: float, other: float) -> bool:
    """Whether two moments (Unix seconds) are on one day here."""
    return dt.datetime.fromtimestamp(one).date() == dt.datetime.fromtimestamp(other).date()


def moment(timestamp: float) -> str:
    """Return the local time of ``timestamp`` (Unix seconds) in full."""
    return formats.full_moment(dt.datetime.fromtimestamp(timestamp))


def badge(count: int) -> str:
    """Return a count as a small badge shows it, empty for none."""
    return "" if count <= 0 else str(count) if count < 100 else "99+"


def missed_calls(count: int) -> str:
    """Return how many missed calls are new, as a person says it; empty for none."""
    return "" if count <= 0 else plural(count, "1 new missed call", "{n} new missed calls")


def forgotten_calls(count: int) -> str:
    """Return how many calls were forgotten a moment ago, as a person says it; empty for none."""
    return "" if count <= 0 else plural(count, "1 call forgotten", "{n} calls forgotten")


def presence(state: Presence) -> str:
    """Return how reachable somebody is, in a word or three; empty when nobody knows."""
    return _PRESENCES[state]


def address_problem(address: str) -> str:
    """Say why ``address`` is none that can be called; empty when it may be."""
    address = address.strip()
    if not address:
        return sentence("Give an address: a user id, a number with +, or name@server.")
    if not address.isprintable() or len(address) > ADDRESS_LIMIT:
        return sentence("This is not an address that can be called.")
    return ""


def call_state(state: str) -> str:
    """Return what is happening before a call is established, empty afterwards."""
    return _CALL_STATES.get(state, "")


def service_state(service: ServiceSnapshot) -> str:
    """Return how the client stands with its call service, in a word or two."""
    return _SERVICE_STATES[service.state]


def dial_kind(text: str) -> str:
    """Say what kind of call the typed text would be; empty when nothing was typed."""
    text = text.strip()
    if not text:
        return ""
    if text.startswith("+"):
        return sentence("Phone number")
    if text.startswith(CONFERENCE_SCHEME):
        return sentence("Conference room")
    if is_address(text):
        return sentence("SIP address")
    return sentence("User")


def address_words(address: str, host: str = "") -> str:
    """Return the second line under a name: where or how the person is reached."""
    if host:
        return sentence("On this network, {host}", host=host)
    return (
        sentence("On this network, not seen now")
        if address.endswith(NEARBY_SUFFIX)
        else shown_address(address)
    )


def is_same_address(one: str, other: str) -> bool:
    """Whether two addresses lead to the same place, with or without ``sip:`` before them."""
    return place_of(one) == place_of(other)


def place_of(address: str) -> str:
    """Return what all spellings of ``address`` that lead to one place have in common."""
    return address.removeprefix("sip:").casefold()


def ended(duration_ms: int) -> str:
    """Return how long a call lasted as the headline of its end, empty when nobody talked."""
    return sentence("Call ended after {duration}", duration=duration(duration_ms)) if duration_ms > 0 else ""


def end_lines(duration_ms: int, end_text: str) -> tuple[str, str]:
    """Return the headline of a call's end and the line below it; neither says what the other says."""
    headline = ended(duration_ms)
    if not headline:
        return end_text or PLAIN_END, ""
    return headline, "" if end_text == PLAIN_END else end_text
