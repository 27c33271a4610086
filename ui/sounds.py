"""Ringtone, ringback and the tone at the end of a call: which one is due; the core plays it."""

from __future__ import annotations

from typing import Protocol

from core import commands
from ui.bridge import Bridge
from ui.viewmodels.calls.call_desk import CallDesk


class TonePlayer(Protocol):
    """Plays one tone at a time."""

    def play(self, name: str, *, loop: bool, speaker: str = "") -> None:
        """Play tone ``name`` instead of the present one, on ``speaker`` (an id; empty: the default)."""

    def stop(self) -> None:
        """Be silent."""


def wanted_tone(desk: CallDesk) -> str:
    """Return the tone that fits the calls: ``ringtone``, ``ringback``, ``second-call`` or none."""
    if desk.incoming is not None:
        return "second-call" if desk.incoming.rings_quietly else "ringtone"
    call = desk.active
    if call is None or call.direction != "outbound" or call.state != "ringing":
        return ""
    return "" if call.hears_early else "ringback"


def end_tone(desk: CallDesk) -> str:
    """Return the tone for the end of a call: ``busy`` when the other end declined, else ``ended``."""
    was_denied = desk.summary is not None and desk.summary.end_cause.casefold() == "denied"
    return "busy" if was_denied else "ended"


class Sounds:
    """Follows the calls and changes the tone only when another one is due."""

    def __init__(self, player: TonePlayer) -> None:
        self._player = player
        self._playing = ""
        self._had_active = False

    def follow(self, desk: CallDesk, speaker: str = "") -> None:
        """Play what fits ``desk`` on ``speaker``."""
        wanted = wanted_tone(desk)
        if wanted and wanted != self._playing:
            self._player.play(wanted, loop=True, speaker=speaker)
        elif not wanted and self._playing:
            self._player.stop()
        has_ended = self._had_active and desk.active is None
        if has_ended and not wanted:
            self._player.play(end_tone(desk), loop=False, speaker=speaker)
        self._playing = wanted
        self._had_active = desk.active is not None

    def test(self, tone: str, speaker: str) -> None:
        """Play ``tone`` once on ``speaker``, unless something rings."""
        if not self._playing:
            self._player.play(tone, loop=False, speaker=speaker)

    def silence(self) -> None:
        """Stop at once."""
        self._player.stop()
        self._playing = ""


class CoreTones:
    """Has the core play the tones, through its mixer: that way they are cancelled as echo.

    Which speaker it is the core knows by itself.
    """

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge

    def play(self, name: str, *, loop: bool, speaker: str = "") -> None:
        """Play tone ``name``; nothing happens where there is no such tone or no speaker."""
        self._bridge.post(commands.PlayTone(name, loop))

    def stop(self) -> None:
        """Be silent."""
        self._bridge.post(commands.StopTone())
