"""One call, as the application holds it; ``CallLife`` is the inside."""

from __future__ import annotations

from core.calling import arguments
from core.calling.call.abilities import Ability, in_established_call
from core.calling.call.details import CallDetails, CallDirection, CallState
from core.calling.call.life import CallLife
from core.calling.call.owner import CallOwner, CallTerms
from core.calling.call.record import describe, state_times
from core.calling.errors import ArgumentError, InvalidOperation
from core.calling.listeners import CallListener
from core.calling.machine import events
from core.calling.machine.stages import Stage
from core.calling.ports import Leg, Media
from core.calling.quality.diary import Verdict
from core.calling.room.call_room import CallRoom
from core.calling.targets import TargetKind
from core.media.pictures import PictureSlot
from core.media.statistics import MediaReport
from core.sentences import sentence
from core.trust.way import Way

LONGEST_SOURCE_ID = 1000


class Call:
    """A call, from before the first message until after the last.

    Every method belongs on the loop of the client and raises ``InvalidOperation`` elsewhere; every callback
    arrives on it.
    """

    def __init__(self, owner: CallOwner, terms: CallTerms, leg: Leg | None = None) -> None:
        self._owner = owner
        self._terms = terms
        self._wall_offset = owner.runtime.wall_clock() - owner.runtime.clock()
        self.life = CallLife(self, owner, terms, leg)
        """The inside: what happens to the call. Not for applications."""
        self.incomingStream = self.life.media.incoming_stream
        """What the other side sends: there from the start, its tracks arrive when media connects."""
        self.outgoingStream = self.life.media.outgoing_stream
        """What we send, likewise."""

    # What the application reads.

    @property
    def callId(self) -> str:
        """The call's id, the same on both ends unless a gateway is between them."""
        return self._terms.call_id

    @property
    def remoteUserId(self) -> str:
        """The other party: as dialled, or as the caller's address says."""
        return self._terms.remote_user_id

    @property
    def remoteUserDisplayName(self) -> str:
        """The name that the other party gives itself; empty if none, and until the one called rings."""
        return self.life.remote_name

    @property
    def hasEarlyMedia(self) -> bool:
        """Whether sound comes although the call is not answered yet (this project's addition)."""
        return self.life.machine.flows_early and self.state in (CallState.PROGRESSING, CallState.RINGING)

    @property
    def isUnverified(self) -> bool:
        """Whether the caller's name is only what a stranger's machine says it is."""
        return not self._terms.is_verified

    @property
    def accountId(self) -> str:
        """The user's account at another provider that the call goes by, empty: none (our addition)."""
        return self._terms.account_id

    @property
    def direction(self) -> CallDirection:
        """Who called."""
        return self._terms.direction

    @property
    def state(self) -> CallState:
        """How far it has come."""
        return self.life.machine.state

    @property
    def headers(self) -> dict[str, str]:
        """The application's own data, as the caller gave it."""
        return dict(self._terms.headers)

    @property
    def details(self) -> CallDetails:
        """Times, durations and end, as of now."""
        tracks = [*self.incomingStream.getTracks(), *self.outgoingStream.getTracks()]
        return describe(
            self.life.machine,
            self._wall_offset,
            video=self._terms.video,
            kinds={track.kind for track in tracks},
        )

    @property
    def stateTimes(self) -> dict[CallState, float]:
        """When each state was reached, in monotonic seconds of the client's clock, in that order."""
        return state_times(self.life.machine)

    @property
    def media(self) -> Media | None:
        """This call's media session; None on an incoming call until it is answered, and after the end."""
        return self.life.media.session

    @property
    def incomingPicture(self) -> PictureSlot:
        """The newest picture of the other side; another slot than before once the call is answered."""
        return self.life.media.incoming_picture

    @property
    def hasIncomingVideo(self) -> bool:
        """Whether the other side sends pictures, paused or not."""
        session = self.life.media.session
        return session is not None and session.has_incoming_video

    @property
    def establishedAt(self) -> float:
        """The monotonic second in which media began to flow; 0 before."""
        return self.life.machine.established or 0.0

    @property
    def endsAt(self) -> float:
        """The monotonic second in which the service ends this call, since its minutes are used up then.

        0 where nothing is known of that; this project's addition.
        """
        return self.life.ends_at

    @property
    def isReconnecting(self) -> bool:
        """Whether this call goes on while its media, or the service, cannot be reached."""
        is_away = self.life.is_unreachable or self.life.path.is_lost
        return self.life.machine.stage is not Stage.ENDED and is_away

    @property
    def qualityVerdict(self) -> Verdict | None:
        """What was worst about this call's quality so far; None if nothing is worth telling."""
        return self.life.quality.diary.verdict()

    @property
    def isMuted(self) -> bool:
        """Whether our microphone is muted."""
        return self.life.media.is_muted

    @property
    def isVideoPaused(self) -> bool:
        """Whether our camera is paused."""
        return self.life.media.is_video_paused

    @property
    def isRemoteMuted(self) -> bool:
        """Whether the other side says that it is muted."""
        return self.life.media.remote.is_muted

    @property
    def isRemoteVideoPaused(self) -> bool:
        """Whether the other side sends no pictures: it says so, or none have come for a while."""
        return self.life.media.remote.is_paused

    @property
    def isRemoteSilent(self) -> bool:
        """Whether nothing at all comes from the other side: its program or its network may be gone."""
        return self.life.media.remote.is_silent

    @property
    def isOnHold(self) -> bool:
        """Whether we have put the call on hold, and the other side knows."""
        return self.life.media.is_held

    @property
    def isHeldByRemote(self) -> bool:
        """Whether the other side has put us on hold."""
        return self.life.media.remote.is_held

    @property
    def dtmfWay(self) -> str:
        """How keys go: "rtp" (RFC 4733), "info" (application/dtmf-relay), or "" when they cannot go."""
        return self.life.keys.way

    @property
    def canHold(self) -> Ability:
        """Whether ``hold`` and ``resume`` can be used now, and if not, why."""
        return in_established_call(self.life.machine.stage, is_reconnecting=self.life.is_unreachable)

    @property
    def canTransfer(self) -> Ability:
        """Whether the other side can be sent to somebody else now, and if not, why."""
        ability = self.canHold
        if not ability:
            return ability
        if not self.life.transfers.is_idle:
            return Ability(sentence("A transfer is under way already."))
        if self.life.leg is not None and not self.life.leg.allows("REFER"):
            return Ability(sentence("The other side's program cannot be sent to another call."))
        return ability

    @property
    def canSendDtmf(self) -> Ability:
        """Whether ``sendDtmf`` can be used now, and if not, why."""
        way = self.life.keys.way
        ability = in_established_call(
            self.life.machine.stage,
            is_reconnecting=self.life.is_unreachable,
            needs_service=way != "rtp",
        )
        return Ability(sentence("The other side takes no keys.")) if ability and not way else ability

    @property
    def canShareScreen(self) -> Ability:
        """Whether ``shareScreen`` can be used now, and if not, why."""
        return self.canHold

    @property
    def isSharing(self) -> bool:
        """Whether we show a screen or window to the other side, or have offered to."""
        return self.life.media.is_sharing

    @property
    def sharedSource(self) -> str:
        """The id of the screen or window that we show; empty if none."""
        session = self.life.media.session
        return session.shared_source if session is not None else ""

    @property
    def sharesSound(self) -> bool:
        """Whether what other programs of this machine play goes with what we show."""
        session = self.life.media.session
        return session is not None and session.shares_sound

    @property
    def sharedSoundProblem(self) -> str:
        """Why it does not for the moment, as a sentence; empty while all is well."""
        session = self.life.media.session
        return session.shared_sound_problem if session is not None else ""

    @property
    def isRemoteSharing(self) -> bool:
        """Whether the other side shows a screen; its pictures are in ``incomingScreen``."""
        return self.life.media.remote.is_sharing

    @property
    def incomingScreen(self) -> PictureSlot:
        """The newest picture of the other side's screen; another slot once the call is answered."""
        return self.life.media.incoming_screen

    @property
    def room(self) -> CallRoom | None:
        """The conference room that the call is in; None in other calls (this project's addition)."""
        return self.life.room

    @property
    def way(self) -> Way:
        """What is known of who takes this call's media, hop by hop (this project's addition)."""
        session, leg = self.life.media.session, self.life.leg
        user = self._terms.remote_user_id
        return Way(
            path=leg.path if leg is not None else None,
            is_encrypted=session is not None and bool(session.srtp_profile),
            is_protected=leg is not None and leg.is_protected,
            user=user,
            is_number=self._terms.kind is TargetKind.PHONE or user.startswith("+"),
        )

    @property
    def referredBy(self) -> str:
        """Who, by its own word, had the caller call us (RFC 3892); empty if nobody."""
        return self._terms.referred_by

    # What the application does.

    def addListener(self, listener: CallListener | object) -> None:
        """Add a listener."""
        self.life.listeners.add(arguments.listener(listener))

    def removeListener(self, listener: CallListener | object) -> None:
        """Remove a listener."""
        self.life.listeners.remove(listener)

    async def answer(self) -> None:
        """Accept an incoming call; returns once the answer is on its way.

        Raises ``InvalidOperation`` when this is no ringing incoming call, or media could not be set up.
        """
        self._owner.check_loop()
        if self.life.machine.stage is not Stage.ALERTING:
            raise InvalidOperation("only an incoming call that is still ringing can be answered")
        await self.life.answer()

    def hangup(self) -> None:
        """Decline (603), cancel or hang up, whichever the state asks for; harmless on an ended call."""
        self._owner.check_loop()
        self.life.handle(events.UserHungUp(at=self.life.now()))

    def reject(self, busy: bool = False) -> None:
        """Decline a ringing incoming call: for all of this user's devices (603), or as busy (486).

        From inside ``onIncomingCall`` the caller hears this and nothing before it: not that it rang.

        Raises ``InvalidOperation`` when this is no incoming call that still rings.
        """
        self._owner.check_loop()
        if self.life.machine.stage is not Stage.ALERTING:
            raise InvalidOperation("only an incoming call that is still ringing can be rejected")
        at = self.life.now()
        self.life.handle(events.UserIsBusy(at=at) if busy else events.UserHungUp(at=at))

    async def stats(self) -> MediaReport | None:
        """Return what is measured of this call's media (W3C webrtc-stats); this project's addition.

        After the end it is what was measured last; None if there never was any media.
        """
        self._owner.check_loop()
        return await self.life.media.report()

    def mute(self) -> None:
        """Stop sending the microphone; before the answer: begin muted. The other side is told."""
        self._owner.check_loop()
        self.life.media.set_muted(True)

    def unmute(self) -> None:
        """Go on sending the microphone."""
        self._owner.check_loop()
        self.life.media.set_muted(False)

    def pauseVideo(self) -> None:
        """Stop sending the camera; before the answer: answer without it. The other side is told."""
        self._owner.check_loop()
        self.life.media.set_video_paused(True)

    def resumeVideo(self) -> None:
        """Go on sending the camera."""
        self._owner.check_loop()
        self.life.media.set_video_paused(False)

    def sendDtmf(self, keys: str) -> None:
        """Press ``keys``, one or more of ``0-9 * # A-D`` and ``,`` (a pause of 2 s), one after the other.

        Keys last 160 ms with 80 ms between them and go as events on the audio stream (RFC 4733), or by INFO
        where that was not negotiated; ``onDtmfSent`` tells of each. What waits is forgotten when the call
        ends. Raises ``ArgumentError`` for other keys, more than 64 at once or 256 waiting, and
        ``InvalidOperation`` when ``canSendDtmf`` says no.
        """
        self._owner.check_loop()
        keys = arguments.dtmf_keys(keys)
        _require(self.canSendDtmf)
        self.life.keys.press(keys)

    def hold(self) -> None:
        """Put the call on hold (RFC 3264 8.4): at once nothing is sent and the devices are released.

        ``onCallHeld`` follows when the other side knows, ``onHoldFailed`` when it cannot be told; the call is
        as it was then. Harmless on a call on hold. Raises ``InvalidOperation`` when ``canHold`` says no.
        """
        self._want_hold(True)

    def resume(self) -> None:
        """Take the call up again; ``onCallResumed`` or ``onHoldFailed`` follows. Raises like ``hold``."""
        self._want_hold(False)

    def shareScreen(self, sourceId: str, withSound: bool = False) -> None:
        """Show a screen or window beside the camera, or another one than before (this project's addition).

        ``withSound`` adds what other programs of this machine play to the microphone, whether that is muted
        or not; ``onSharedSoundChanged`` tells when that does not work, and when it works again.
        ``sourceId`` is one of ``LocalMedia.screens``. ``onSharingFailed`` tells that the other side takes no
        screens, ``onSharingStopped`` that the source is gone. Raises ``ArgumentError`` for an empty id, and
        ``InvalidOperation`` when ``canShareScreen`` says no.
        """
        self._owner.check_loop()
        if not isinstance(sourceId, str) or not 0 < len(sourceId) <= LONGEST_SOURCE_ID:
            raise ArgumentError("sourceId", "must name a screen or window")
        _require(self.canShareScreen)
        session = self.life.media.session
        assert session is not None, "an established call has media"
        self.life.media.share_screen(session, sourceId, with_sound=bool(withSound))

    def stopSharing(self) -> None:
        """Show it no more. Without effect when nothing is shown."""
        self._owner.check_loop()
        self.life.media.stop_sharing()

    def transfer(self, target: str) -> None:
        """Send the other side to ``target`` without asking there first (blind transfer, RFC 3515).

        ``target`` is a user id, ``user@domain``, a number in E.164 or a ``sip:`` address.
        ``onTransferProgress`` tells how it goes: this call ends when it has succeeded, and goes on when not.
        Raises ``ArgumentError``, and ``InvalidOperation`` when ``canTransfer`` says no.
        """
        self._owner.check_loop()
        whom = arguments.transfer_target(target)
        _require(self.canTransfer)
        self.life.transfers.send_to(whom)

    def transferTo(self, other: Call) -> None:
        """Let the other sides of this call and ``other`` talk to each other (attended transfer, RFC 3891).

        The other side of this call takes over ``other`` by itself; both calls end here when it has. Raises
        ``ArgumentError`` when ``other`` is this call or none of this client's, ``InvalidOperation`` when one
        of them is not established or ``canTransfer`` says no.
        """
        self._owner.check_loop()
        if not isinstance(other, Call) or other is self or other._owner is not self._owner:
            raise ArgumentError("other", "must be another call of the same client")
        _require(self.canTransfer)
        _require(other.canHold)
        self.life.transfers.send_to(other._terms.target, other.life.leg)

    def _want_hold(self, held: bool) -> None:
        self._owner.check_loop()
        _require(self.canHold)
        self.life.handle(events.HoldWanted(at=self.life.now(), held=held))


def _require(ability: Ability) -> None:
    if not ability:
        raise InvalidOperation(ability.reason)
