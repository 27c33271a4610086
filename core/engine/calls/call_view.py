"""How a call looks in the window and in the history: pure functions over a ``Line``."""

from __future__ import annotations

from dataclasses import replace

from core.calling import Call, CallState
from core.engine.calls.ending_words import ending_words, error_code, is_missed
from core.engine.calls.line import Line
from core.engine.calls.verdict_words import verdict_words
from core.rooms import CONFERENCE_SCHEME, RoomSnapshot
from core.sentences import sentence
from core.snapshots import CallSnapshot, DevicesSnapshot, HistorySnapshot
from core.trust.hops import Proof
from core.trust.summary import summary


def call_snapshot(
    line: Line,
    devices: DevicesSnapshot,
    *,
    has_floor: bool,
    rings_quietly: bool,
    account: str = "",
    room: RoomSnapshot | None = None,
    proof: Proof = Proof.SERVICE,
) -> CallSnapshot:
    """Return the call of ``line`` as the window shows it; with ``has_floor`` the microphone is its own."""
    call, details, name = line.call, line.call.details, line.name
    has_ended = call.state is CallState.ENDED
    shown = CallSnapshot(
        call_id=call.callId,
        direction=call.direction,
        state=call.state,
        remote_name=name,
        remote_address=dialled_address(call),
        video=details.requestedVideo,
        muted=line.is_muted,
        video_paused=call.isVideoPaused,
        remote_muted=call.isRemoteMuted,
        remote_video_paused=call.isRemoteVideoPaused,
        has_incoming_video=call.hasIncomingVideo,
        has_outgoing_video=details.requestedVideo and not call.isVideoPaused,
        without_microphone=not devices.microphones,
        without_camera=not devices.cameras,
        established_at=call.establishedAt,
        ends_at=call.endsAt,
        duration_ms=details.duration,
        end_cause=str(details.endCause) if has_ended else "",
        end_text=ending_words(details, call.direction, name, line.ending) if has_ended else "",
        verdict=verdict_words(call.qualityVerdict) if has_ended else "",
        connection=connection_words(call),
        is_unverified=call.isUnverified,
        account=account,
        is_first_contact=line.is_first_contact,
        hears_early=call.hasEarlyMedia,
        is_held=call.isOnHold,
        is_held_by_remote=call.isHeldByRemote,
        has_microphone=has_floor and line.is_open and bool(devices.microphones),
        keys_sent=line.keys_sent,
        keys_way=line.keys_way,
        transfer=line.transfer,
        quality=tuple(line.quality.values()),
        rings_quietly=rings_quietly,
        room=room,
        trust=summary(call.way.hops(name, proof)),
    )
    return _with_sharing(_with_abilities(shown, call), line)


def _with_abilities(shown: CallSnapshot, call: Call) -> CallSnapshot:
    """Add what can be done with the call now, and why the rest cannot."""
    return replace(
        shown,
        can_hold=bool(call.canHold),
        can_transfer=bool(call.canTransfer),
        can_send_keys=bool(call.canSendDtmf),
        can_share=bool(call.canShareScreen),
        hold_reason=call.canHold.reason,
        transfer_reason=call.canTransfer.reason,
        keys_reason=call.canSendDtmf.reason,
    )


def _with_sharing(shown: CallSnapshot, line: Line) -> CallSnapshot:
    """Add whose screen is shared in the call."""
    call = line.call
    return replace(
        shown,
        is_sharing=call.isSharing,
        sharing_name=line.sharing_name if call.isSharing else "",
        shares_sound=call.isSharing and call.sharesSound,
        shared_sound_problem=call.sharedSoundProblem,
        is_remote_sharing=call.isRemoteSharing,
    )


def dialled_address(call: Call) -> str:
    """Return what is dialled to get into this call, or to call back."""
    room = call.room
    if room is not None and room.conferenceId:
        return f"{CONFERENCE_SCHEME}{room.conferenceId}"
    return call.remoteUserId


def connection_words(call: Call) -> str:
    """Say what is not as it should be with the connection of an established call."""
    if call.state is not CallState.ESTABLISHED:
        return ""
    if call.room is not None and (call.isReconnecting or call.isRemoteSilent):
        return sentence("Reconnecting")
    if call.isRemoteSilent and not call.isHeldByRemote:
        return sentence("Reconnecting: nothing comes from the other side")
    if call.isReconnecting and call.life.path.is_lost:
        return sentence("Reconnecting")
    if call.isReconnecting:
        return sentence("The call service is away; the call goes on")
    return ""


def history_entry(line: Line, *, ended_at: float, account: str = "") -> HistorySnapshot:
    """Return the history's entry for the ended call of ``line``."""
    call, details, name = line.call, line.call.details, line.name
    missed = is_missed(details, call.direction, line.welcome)
    return HistorySnapshot(
        call_id=call.callId,
        name=name,
        address=dialled_address(call),
        direction=call.direction,
        video=details.requestedVideo,
        started_at=details.startedTime.timestamp() if details.startedTime else ended_at,
        duration_ms=details.duration,
        end_cause=str(details.endCause),
        end_text=ending_words(details, call.direction, name, line.ending),
        is_missed=missed,
        is_new=missed,
        is_blocked=line.welcome is line.welcome.BLOCKED,
        error=error_code(details.error),
        account=account,
        quality=_quality(line),
    )


def _quality(line: Line) -> str:
    """Say how good the call was; nothing where nobody talked."""
    if line.call.details.establishedTime is None:
        return ""
    return verdict_words(line.call.qualityVerdict) or sentence("Good: nothing was wrong with it.")
