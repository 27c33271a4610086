"""How a call looks in the window and in the history: pure functions over a ``Call``."""

from __future__ import annotations

from core.calling import Call, CallDirection, CallState
from core.engine.calls.ending_words import ending_words, is_missed
from core.snapshots import CallSnapshot, DevicesSnapshot, HistorySnapshot


def call_snapshot(
    call: Call, name: str, devices: DevicesSnapshot, *, connection: str, ended_here: bool
) -> CallSnapshot:
    """Return ``call`` as the window shows it under ``name``."""
    details = call.details
    has_ended = call.state is CallState.ENDED
    return CallSnapshot(
        call_id=call.callId,
        direction=call.direction,
        state=call.state,
        remote_name=name,
        remote_address=call.remoteUserId,
        video=details.requestedVideo,
        muted=call.isMuted,
        video_paused=call.isVideoPaused,
        remote_muted=call.isRemoteMuted,
        remote_video_paused=call.isRemoteVideoPaused,
        has_incoming_video=call.hasIncomingVideo,
        has_outgoing_video=details.requestedVideo and not call.isVideoPaused,
        without_microphone=not devices.microphones,
        without_camera=not devices.cameras,
        established_at=call.establishedAt,
        duration_ms=details.duration,
        end_cause=str(details.endCause) if has_ended else "",
        end_text=ending_words(details, call.direction, name, ended_here=ended_here) if has_ended else "",
        connection=connection,
        is_unverified=call.isUnverified,
    )


def history_entry(call: Call, snapshot: CallSnapshot, *, ended_at: float) -> HistorySnapshot:
    """Return the history's entry for an ended ``call``."""
    details = call.details
    return HistorySnapshot(
        call_id=call.callId,
        name=snapshot.remote_name,
        address=call.remoteUserId,
        direction=call.direction,
        video=details.requestedVideo,
        started_at=details.startedTime.timestamp() if details.startedTime else ended_at,
        duration_ms=details.duration,
        end_cause=snapshot.end_cause,
        end_text=snapshot.end_text,
        is_missed=is_missed(details, CallDirection(call.direction)),
    )
