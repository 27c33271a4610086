"""One member's call with its room: its dialog, its descriptions, and what it is told."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any, Protocol

from core.service.agents.flow import AgentLeg
from core.service.callbacks.svaml.actions import Music
from core.service.conference.calls.mailbox import Letter, Mailbox
from core.service.conference.calls.negotiation import Negotiation
from core.service.conference.media.ports import MemberMedia
from core.sip.agent.events import (
    AckReceived,
    AgentEvent,
    InfoReceived,
    ReinviteAnswered,
    ReinviteFailed,
    ReinviteReceived,
    RequestAnswered,
    SessionEnded,
)
from core.sip.agent.invite_session import InviteSession
from core.sip.bodies import dtmf_relay, room_events, room_requests
from core.sip.bodies.media_state import CONTENT_TYPE as MEDIA_STATE_TYPE
from core.sip.bodies.media_state import MediaState
from core.sip.dialogs.dialog import Dialog
from core.sip.messages import ParseError, Reason, Request

log = logging.getLogger(__name__)

TRICKLE_TYPE = "application/trickle-ice-sdpfrag"
MAX_CANDIDATES = 32
"""Fragments of candidates that are worked on at once."""
GONE = 481
"""The other side does not know the call any more."""
STALE_SECONDS = 5.0
"""After which a member that could not be told something is told everything."""


class Host(Protocol):
    """What a member's call asks of its room."""

    def stands(self, member: MemberCall) -> None:
        """Take it that the call is answered and acknowledged."""

    def agreed(self, member: MemberCall) -> None:
        """Take it that its descriptions have changed."""

    def told_media(self, member: MemberCall, state: MediaState) -> None:
        """Take what it says of its microphone and camera."""

    def asked(self, member: MemberCall, request: room_requests.RoomRequest) -> None:
        """Carry out a request that was judged."""

    def pressed(self, member: MemberCall, key: str) -> None:
        """Take a key."""

    def missed(self, member: MemberCall) -> None:
        """Tell it everything anew: it has missed something."""

    def ended(self, member: MemberCall, event: SessionEnded) -> None:
        """Take it that its call is over, whoever ended it."""


class MemberCall:
    """A call in either direction. ``host`` hears of it; media is closed by ``close``."""

    def __init__(
        self, member_id: str, leg: AgentLeg, media: MemberMedia, host: Host, *, is_told: bool = True
    ) -> None:
        self.id = member_id
        self._is_told = is_told
        self.leg = leg
        self.media = media
        self.session: InviteSession | None = None
        self.music: Music | None = None
        """What it hears on hold, if something else was wished for than for being alone."""
        self._host = host
        self._loop = asyncio.get_running_loop()
        self._negotiation = Negotiation(media, self, lambda: host.agreed(self))
        self._mailbox = Mailbox(self._send)
        self._tasks: set[asyncio.Task[None]] = set()
        self._candidates = 0
        self._music: asyncio.Task[None] | None = None
        self._retry: asyncio.TimerHandle | None = None
        self._is_closed = False

    # --- looking --------------------------------------------------------------------------------------

    @property
    def takes_events(self) -> bool:
        """Whether it is told who is there: a telephone is not, which would show JSON or say it is broken."""
        dialog = self.session.dialog if self.session is not None else None
        if dialog is None or not self._is_told:
            return False
        return dialog.remote_methods is None or "MESSAGE" in dialog.remote_methods

    @property
    def takes_requests(self) -> bool:
        """Whether it is an app of ours, which understands more than ConfBridge says."""
        dialog = self.session.dialog if self.session is not None else None
        return dialog is not None and room_requests.INFO_PACKAGE in dialog.remote_packages

    def dialog_of(self, request: Request) -> Dialog | None:
        """Return the dialog of this call if ``request`` came in it, and the call is not over."""
        session = self.session
        if session is None or session.is_ended or session.call_id != request.call_id:
            return None
        dialog = session.dialog_of(request.from_.tag or "")
        return dialog if dialog is not None and dialog.local.tag == request.to.tag else None

    # --- what the room does ---------------------------------------------------------------------------

    def tell(self, write: Callable[[], bytes], topic: str = "") -> None:
        """Send an event of the room, after those before it."""
        if self.takes_events and not self._is_closed:
            self._mailbox.post(Letter(write, topic))

    def tell_last(self, body: bytes) -> None:
        """Send an event at once: the call is about to be ended."""
        if self.session is not None:
            kind = room_events.CONTENT_TYPE
            self.session.message(kind, body, self.leg.line.now(), may_end_session=False)

    def ask(self, request: room_requests.RoomRequest, topic: str) -> None:
        """Send a request of the room's; the newest of a topic counts."""
        if self.takes_requests and not self._is_closed:
            body = room_requests.room_request_body(request)
            kind, package = room_requests.CONTENT_TYPE, room_requests.INFO_PACKAGE
            self._mailbox.post(Letter(lambda: body, topic, kind, package))

    def press(self, key: str) -> None:
        """Send a key on to who has a telephone; an app would not know what to do with it."""
        if not self._is_told and not self._is_closed:
            body = bytes(dtmf_relay.DtmfSignal(key))
            self._mailbox.post(Letter(lambda: body, "", dtmf_relay.CONTENT_TYPE, ""))

    def offer_anew(self) -> None:
        """Offer the member what is due now."""
        self._negotiation.want()

    def hang_up(self, reason: Reason | None = None) -> None:
        """End the call."""
        if self.session is not None:
            self.session.bye(self.leg.line.now(), reason)
            self.leg.line.pump()

    def play(self, sound: Coroutine[Any, Any, None] | None) -> None:
        """Play something in place of what is played now; None: nothing."""
        if self._music is not None:
            self._music.cancel()
        self._music = self.run(sound) if sound is not None else None

    def run(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run something that ends with the member."""
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    async def close(self) -> None:
        """End everything but the call. Idempotent."""
        if self._is_closed:
            return
        self._is_closed = True
        if self._retry is not None:
            self._retry.cancel()
        await self._negotiation.stop()
        tasks = [task for task in self._tasks if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self.media.close()

    # --- what the call does ---------------------------------------------------------------------------

    def heard(self, event: AgentEvent) -> None:
        """Take an event of the call."""
        match event:
            case AckReceived() if self._negotiation.is_running:
                pass
            case AckReceived():
                self.begin()
            case ReinviteReceived(_, body):
                self._offered(body)
            case ReinviteAnswered(_, body):
                self._negotiation.answered(body.decode("utf-8", "replace"))
            case ReinviteFailed():
                self._negotiation.failed()
            case InfoReceived():
                self._informed(event)
            case RequestAnswered(method="MESSAGE" | "INFO", status=status):
                self._through(status)
            case SessionEnded():
                self._host.ended(self, event)

    def begin(self) -> None:
        """The call stands."""
        if self._is_closed:
            return
        self._negotiation.start()
        self._host.stands(self)
        if self.media.is_offer_due:
            self._negotiation.want()

    def _offered(self, body: bytes) -> None:
        if body:
            self._negotiation.offered(body.decode("utf-8", "replace"))
        elif self.session is not None:
            self.session.reject_reinvite(488, self.leg.line.now())
            self.leg.line.pump()

    def _informed(self, info: InfoReceived) -> None:
        kind = info.content_type
        try:
            if kind == TRICKLE_TYPE:
                self._take_candidates(info.body.decode("utf-8", "replace"))
            elif kind == MEDIA_STATE_TYPE:
                self._host.told_media(self, MediaState.parse(info.body))
            elif info.package == room_requests.INFO_PACKAGE:
                self._host.asked(self, room_requests.parse_room_request(info.body))
            elif kind in (dtmf_relay.CONTENT_TYPE, dtmf_relay.SHORT_CONTENT_TYPE):
                self._host.pressed(self, dtmf_relay.DtmfSignal.parse(info.body, info.content_type).key)
        except (ParseError, ValueError) as error:
            log.info("a member of a room says nonsense: %s", error)

    def _take_candidates(self, fragment: str) -> None:
        if self._candidates < MAX_CANDIDATES:
            self._candidates += 1
            task = self.run(self.media.take_candidates(fragment))
            task.add_done_callback(self._candidates_taken)

    def _candidates_taken(self, task: asyncio.Task[None]) -> None:
        self._candidates -= 1

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("something of a member of a room failed", exc_info=error)

    # --- Dialog (of the negotiation) ------------------------------------------------------------------

    def reinvite(self, offer: str) -> bool:
        """Send an offer; False if the call does not stand."""
        session = self.session
        is_sent = session is not None and session.reinvite(offer.encode(), self.leg.line.now())
        self.leg.line.pump()
        return is_sent

    def withdraw(self) -> None:
        """Do not send what waits to be sent again."""
        if self.session is not None:
            self.session.withdraw_reinvite()

    def answer(self, answer: str) -> None:
        """Answer the member's offer."""
        if self.session is not None:
            self.session.answer_reinvite(answer.encode(), self.leg.line.now())
            self.leg.line.pump()

    def refuse(self, status: int) -> None:
        """Refuse the member's offer."""
        if self.session is not None:
            self.session.reject_reinvite(status, self.leg.line.now())
            self.leg.line.pump()

    # --- the mailbox ----------------------------------------------------------------------------------

    def _send(self, letter: Letter) -> bool:
        session, now = self.session, self.leg.line.now()
        if session is None or self._is_closed:
            return False
        kind, body = letter.content_type, letter.write()
        if letter.package is None:
            is_sent = session.message(kind, body, now, may_end_session=False)
        else:
            package = (("Info-Package", letter.package),) if letter.package else ()
            is_sent = session.info(kind, body, now, package, may_end_session=False)
        self.leg.line.pump()
        return is_sent

    def _through(self, status: int) -> None:
        if status == GONE:
            self._mailbox.forget()
            self.hang_up()
            return
        if 200 <= status < 300 or status in (405, 415, 469, 488, 489, 501):
            self._mailbox.answered()  # taken, or never to be taken: nothing to say again
            return
        self._mailbox.forget()
        if self._retry is None and not self._is_closed:
            self._retry = self._loop.call_later(STALE_SECONDS, self._tell_all)

    def _tell_all(self) -> None:
        self._retry = None
        self._host.missed(self)
