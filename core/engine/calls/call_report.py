"""The report of one call as JSON, for scripts and tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from core.calling import Call, CallEndCause, Sinch
from core.media.statistics import MediaReport
from core.network.interfaces import NetworkKind, interface_names, kind_of


class CallReport:
    """Collects what a report of ``call`` holds. Times are monotonic milliseconds of this machine."""

    def __init__(self, call: Call, user_id: str) -> None:
        self._call = call
        self._user_id = user_id
        self._media: MediaReport | None = None

    async def measure(self) -> None:
        """Read the media's counters: as they are now, or as they were at the end."""
        self._media = await self._call.stats() or self._media

    def write(self, path: Path, code: int, sentence: str) -> None:
        """Write the report. Raises ``OSError``."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(self.as_json(code, sentence), indent=1) + "\n", encoding="utf-8")

    def as_json(self, code: int, sentence: str) -> dict[str, Any]:
        """Return the report as plain values."""
        call, details = self._call, self._call.details
        return {
            "ahoy": Sinch.version,
            "exitCode": code,
            "verdict": sentence,
            "callId": call.callId,
            "user": self._user_id,
            "direction": call.direction.value,
            "remote": call.remoteUserId,
            "states": [
                {"state": state.value, "ms": round(at * 1000, 1)} for state, at in call.stateTimes.items()
            ],
            "endCause": str(details.endCause) if details.endCause is not CallEndCause.NONE else None,
            "wasBusy": details.wasBusy,
            "error": _error(call),
            "durationMs": details.duration,
            "requestedVideo": details.requestedVideo,
            "onHold": call.isOnHold,
            "heldByRemote": call.isHeldByRemote,
            "keysWay": call.dtmfWay or None,
            "replacedBy": details.replacedBy or None,
            "room": _room(call),
            "media": self._media.as_json() if self._media else None,
            "network": media_network(call),
        }


def media_network(call: Call) -> NetworkKind:
    """Return over what kind of network the media of ``call`` leaves this machine."""
    media = call.media
    address = media.local_address if media is not None else ""
    return kind_of(interface_names().get(address, "")) if address else NetworkKind.UNKNOWN


def _room(call: Call) -> dict[str, Any] | None:
    """Return who is in the room that the call is in, and how many of their pictures were shown."""
    room = call.room
    if room is None:
        return None
    return {
        "id": room.conferenceId,
        "members": [
            {"id": one.id, "name": one.name, "isSelf": one.id == room.memberId} for one in room.members
        ],
        "isHost": room.isHost,
        "pictures": {name: room.picture(name).frames for name in sorted(room.pictures)},
        "endReason": str(room.endReason) if room.endReason is not None else None,
    }


def _error(call: Call) -> dict[str, Any] | None:
    error = call.details.error
    if error is None:
        return None
    return {"message": error.message, "code": int(error.code), "domain": error.domain.value}
