"""A call service and media in memory: several full clients joined back to back on a seeded schedule."""

from __future__ import annotations

import asyncio
import itertools
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from core.calling import (
    Call,
    CallClient,
    CallingRuntime,
    CallQualityWarningEvent,
    CallTimeouts,
    ClientRegistration,
    ConnectionStatus,
    ServiceFeatures,
    Sinch,
    SinchClient,
    SinchError,
    TransferProgress,
)
from core.calling.client.network import WatchAddresses
from core.calling.machine import events
from core.calling.ports import (
    Invitation,
    Leg,
    LegObserver,
    LinkChallenged,
    LinkError,
    LinkEvent,
    LinkInvited,
    LinkLost,
    LinkOffers,
    LinkPresence,
    LinkRefused,
    LinkRegistered,
    LinkSettings,
    Outgoing,
    PushOffer,
)
from core.calling.targets import Target, TargetKind
from core.media import media_events
from core.media.pictures import PictureSlot
from core.media.rooms.member_pictures import MemberPictures
from core.media.session import IceServer
from core.media.statistics import MediaReport
from core.media.streams import MediaStream
from core.push.subscription import PushSubscription
from core.sip.bodies.room_events import RosterEvent
from core.trust.path_header import Path
from tests.calling.fake_rooms import FakeRooms
from tests.identity.vectors import KEY


class Post:
    """Delivers messages in order per mailbox, each after a seeded number of turns of the loop."""

    def __init__(self, seed: int = 0) -> None:
        self._chance = random.Random(seed)
        self._boxes: dict[object, list[tuple[Callable[..., None], tuple[Any, ...]]]] = {}

    def send(self, box: object, deliver: Callable[..., None], *args: Any) -> None:
        """Deliver to ``box`` a little later."""
        waiting = self._boxes.setdefault(box, [])
        waiting.append((deliver, args))
        if len(waiting) == 1:
            self._later(box, self._chance.randint(0, 5))

    def _later(self, box: object, turns: int) -> None:
        loop = asyncio.get_running_loop()
        if turns > 0:
            loop.call_soon(self._later, box, turns - 1)
            return
        # It stays in the box while it is read, so that what it causes waits its turn.
        deliver, args = self._boxes[box][0]
        deliver(*args)
        del self._boxes[box][0]
        if self._boxes[box]:
            loop.call_soon(self._later, box, self._chance.randint(0, 5))


class FakeLeg:
    """One end of a call's signalling; ``log`` is what it was told to send."""

    def __init__(self, post: Post, call_id: str) -> None:
        self.post = post
        self.call_id = call_id
        self.peer: FakeLeg | None = None
        self.observer: LegObserver | None = None
        self.log: list[str] = []
        self.is_over = False
        self.is_focus = False
        """Whether the other end is a conference room."""
        self.path: Path | None = None
        self.is_protected = True
        self.glares = 0
        """How many re-INVITEs get lost, as if they waited to be repeated after a 491."""
        self.refuses: set[str] = set()
        self.names_target = ""
        """What a REFER says that its target is called."""
        self.wanted_offer = ""
        self.refused_reoffers = 0
        self._noted = asyncio.Event()

    def note(self, line: str) -> None:
        """Write down what is sent."""
        self.log.append(line)
        self._noted.set()

    async def says(self, line: str) -> None:
        """Return once ``line`` was sent."""
        async with asyncio.timeout(5):
            while line not in self.log:
                self._noted.clear()
                await self._noted.wait()

    def tell(self, event_type: type[events.CallEvent], **fields: Any) -> None:
        """Have the other end's observer told, unless either end is over or cut off."""
        peer = self.peer
        if peer is not None:
            self.post.send(peer, peer.take, event_type, fields)

    def take(self, event_type: type[events.CallEvent], fields: dict[str, Any]) -> None:
        """Take what the other end sent."""
        if self.observer is not None and not self.is_over:
            self.observer.handle(event_type(at=self.observer.now(), **fields))

    def ring(self) -> None:
        self.note("180")
        self.tell(events.RingingReceived)

    def accept(self, answer: str) -> None:
        self.note("200")
        self.tell(events.AcceptReceived, answer=answer)

    def reject(self, status: int) -> None:
        self.note(str(status))
        self.tell(events.RejectReceived, status=status)

    def cancel(self, cause: int) -> None:
        self.note("CANCEL")
        self.tell(events.CancelReceived, cause=cause)

    def bye(self, cause: int | None = None) -> None:
        self.note("BYE" if cause is None else f"BYE {cause}")
        self.tell(events.ByeReceived, cause=cause)

    def reoffer(self, offer: str) -> None:
        self.note("re-INVITE")
        self.wanted_offer = offer
        if self.glares:
            self.glares -= 1
            self.note("glare")
            return
        self.tell(events.ReofferReceived, offer=offer)

    def withdraw_reoffer(self) -> None:
        self.note("withdrawn re-INVITE")
        self.wanted_offer = ""

    def answer_reoffer(self, answer: str) -> None:
        self.note("200 re-INVITE")
        self.tell(events.ReofferAnswered, answer=answer)

    def reject_reoffer(self, status: int) -> None:
        self.note(f"{status} re-INVITE")
        if status == 491 and self.peer is not None and self.refused_reoffers < 8:
            # The other side's user agent repeats it unless its owner withdraws it.
            self.refused_reoffers += 1
            self.post.send(self.peer, self.peer.reoffer_again)
            return
        self.tell(events.ReofferRefused, status=status)

    def reoffer_again(self) -> None:
        """Send once more what met a re-INVITE of the other side."""
        if self.wanted_offer:
            self.tell(events.ReofferReceived, offer=self.wanted_offer)

    def takes_info(self, package: str) -> bool:
        return package not in self.refuses

    def address_of(self, uri: str) -> str:
        return uri.removeprefix("sip:").removesuffix("@example.org")

    def room_tells(self, event: RosterEvent) -> None:
        """Have the other end, a room, tell us of an event."""
        if self.observer is not None:
            self.observer.told("MESSAGE", "application/x-asterisk-confbridge-event+json", bytes(event))

    def follow_conference(self) -> None:
        self.note("SUBSCRIBE conference")

    def unfollow_conference(self) -> None:
        self.note("no SUBSCRIBE conference")

    def allows(self, method: str) -> bool:
        return method not in self.refuses

    def refer(self, target: Target, replaces: Leg | None = None) -> None:
        self.note(f"REFER {target.address}")
        peer = None
        if replaces is not None:
            assert isinstance(replaces, FakeLeg)
            peer = replaces.peer
        self.tell(
            events.ReferReceived,
            target=f"conf:{target.address}" if target.kind is TargetKind.CONFERENCE else target.address,
            target_name=self.names_target,
            replaces=peer,
            referred_by="sip:somebody@example.org",
        )

    def accept_refer(self) -> None:
        self.note("202")
        self.tell(events.ReferAnswered, status=202)
        self.tell(events.ReferProgressed, status=100)

    def reject_refer(self, status: int) -> None:
        self.note(f"{status} REFER")
        self.tell(events.ReferAnswered, status=status)

    def notify_refer(self, status: int) -> None:
        self.note(f"NOTIFY {status}")
        self.tell(events.ReferProgressed, status=status, is_final=status >= 200)

    def inform(self, content_type: str, body: bytes, headers: Mapping[str, str] = {}) -> None:
        self.note(f"INFO {body.decode()}")
        if (peer := self.peer) is not None:
            self.post.send(peer, self._inform, content_type, body)

    def _inform(self, content_type: str, body: bytes) -> None:
        if self.peer is not None and self.peer.observer is not None:
            self.peer.observer.informed(content_type, body)


class FakeService:
    """Registers everybody whose token is not in ``bad_tokens`` and connects calls between them."""

    def __init__(self, seed: int = 0) -> None:
        self.post = Post(seed)
        self.links: list[FakeLink] = []
        self.bad_tokens: set[str] = set()
        self.tokens: list[str] = []
        self.connect_error: LinkError | None = None
        self.wants_sign_in = False
        self.refusal: LinkRefused | None = None
        self.is_silent = False
        self.on_register: Callable[[], None] = lambda: None
        self.features: frozenset[str] = frozenset()
        """What it says to carry beyond what every service does."""
        self.connects = 0
        self.legs: list[FakeLeg] = []
        self.rooms = FakeRooms(self.post.send)

    def make_link(self, settings: LinkSettings, on_event: Callable[[LinkEvent], None]) -> FakeLink:
        """Stand in for ``SipLink``."""
        return FakeLink(self, settings, on_event)

    def drop_all(self) -> None:
        """Break every connection."""
        for link in list(self.links):
            link.drop()

    def registered(self, user_id: str) -> list[FakeLink]:
        """Return the links of one user."""
        return [link for link in self.links if link.settings.user_id == user_id]


class FakeLink:
    """See ``core.calling.ports.Link``."""

    ice_url = ""
    push_offer = PushOffer()
    local_address = "192.0.2.1"
    remote_address = ""

    def __init__(
        self, service: FakeService, settings: LinkSettings, on_event: Callable[[LinkEvent], None]
    ) -> None:
        self.service = service
        self.settings = settings
        self.on_event = on_event
        self.is_open = False
        self.was_unregistered = False
        self.display_name = ""
        self.outgoing: list[Outgoing] = []
        self.presence = ""
        self.watched: frozenset[str] = frozenset()

    async def connect(self) -> None:
        self.service.connects += 1
        await asyncio.sleep(0)
        if self.service.connect_error is not None:
            raise self.service.connect_error
        if self.service.features:
            self.on_event(LinkOffers(self.service.features))
        self.is_open = True

    async def must_sign_in(self) -> bool:
        return self.service.wants_sign_in

    async def close(self) -> None:
        self.abandon()

    def drop(self) -> None:
        """Break the connection as a network does."""
        self.is_open = False
        if self in self.service.links:
            self.service.links.remove(self)
        self.on_event(LinkLost())

    def abandon(self) -> None:
        self.is_open = False
        if self in self.service.links:
            self.service.links.remove(self)

    def register(self, token: str) -> None:
        self.service.tokens.append(token)
        self.service.on_register()
        if not self.is_open or self.service.is_silent:
            return
        answer: LinkEvent = LinkRegistered()
        if self.service.refusal is not None:
            answer = self.service.refusal
        elif token in self.service.bad_tokens:
            answer = LinkChallenged("invalid_token")
        elif self not in self.service.links:
            self.service.links.append(self)
        self.service.post.send(self, self.on_event, answer)

    def introduce(self, display_name: str) -> None:
        self.display_name = display_name

    def wake_by(self, told: PushSubscription | None) -> None:
        self.told = told

    async def stand_by(self) -> None:
        self.stands_by = True

    async def unregister(self) -> None:
        self.was_unregistered = True
        await asyncio.sleep(0)

    def invite(self, outgoing: Outgoing, observer: LegObserver) -> Leg:
        if not self.is_open:
            raise LinkError("There is no connection to the call service right now.")
        self.outgoing.append(outgoing)
        call_id, post = outgoing.call_id, self.service.post
        ours, theirs = FakeLeg(post, call_id), FakeLeg(post, call_id)
        self.service.legs += [ours, theirs]
        ours.observer, ours.peer, theirs.peer = observer, theirs, ours
        if outgoing.target.kind is TargetKind.CONFERENCE:
            room = self.service.rooms[outgoing.target.address]
            room.join(outgoing, self.settings.user_id, ours, theirs)
            return ours
        called = self.service.registered(outgoing.target.address)
        if not called:
            theirs.tell(events.RejectReceived, status=404)
            return ours
        theirs.tell(events.ProgressReceived)
        invitation = Invitation(
            call_id,
            self.settings.user_id,
            outgoing.offer,
            self.display_name,
            dict(outgoing.headers),
            replaces=outgoing.replaces if isinstance(outgoing.replaces, FakeLeg) else None,
            referred_by=outgoing.referred_by,
        )
        post.send(theirs, called[0].on_event, LinkInvited(theirs, invitation))
        return ours

    def publish_presence(self, presence: str) -> None:
        self.presence = presence
        for link in self.service.links:
            if self.settings.user_id in link.watched:
                said = LinkPresence(self.settings.user_id, presence)
                self.service.post.send(link, link.on_event, said)

    def watch_presence(self, user_ids: frozenset[str]) -> None:
        self.watched = user_ids
        for link in self.service.links:
            if link.settings.user_id in user_ids and link.presence:
                said = LinkPresence(link.settings.user_id, link.presence)
                self.service.post.send(self, self.on_event, said)

    def observe(self, leg: Leg, observer: LegObserver) -> None:
        assert isinstance(leg, FakeLeg)
        leg.observer = observer


class FakeMedia:
    """Media that flows on both ends once the answer has come, unless the world says otherwise."""

    def __init__(
        self,
        world: World,
        *,
        video: bool,
        ice_servers: Sequence[IceServer],
        is_offerer: bool,
        on_event: Callable[[Any], None],
    ) -> None:
        self.world = world
        self.video = video
        self.is_offerer = is_offerer
        self.on_event = on_event
        self.outgoing_stream, self.incoming_stream = MediaStream(), MediaStream()
        self.incoming_picture = PictureSlot()
        self.incoming_screen = PictureSlot()
        self.shared_source = self.shared_sound_problem = ""
        self.shares_sound = False
        self.is_screen_agreed = self.is_remote_sharing = False
        self.members = MemberPictures()
        self.limits: list[tuple[int, int, bool]] = []
        self.has_incoming_video = video
        self.has_outgoing_video = video
        self.muted = self.paused = False
        self.held = self._remote_hold = False
        self.has_open_offer = False
        self.offer_error: Exception | None = None
        self.local_address = "192.0.2.1"
        self.srtp_profile = ""
        self.keys: list[str] = []
        self.fragments: list[str] = []
        self.report = MediaReport()
        self.closed = asyncio.Event()
        self.log: list[str] = []

    async def create_offer(self, *, restart_ice: bool = False) -> str:
        self.log.append("create_offer restart_ice" if restart_ice else "create_offer")
        await self.world.pause()
        assert not self.has_open_offer, "two offers at once"
        if self.offer_error is not None:
            raise self.offer_error
        self.has_open_offer = True
        return self._describe("m=audio 9 X\r\n" + ("m=video 9 X\r\n" if self.video else ""))

    async def accept_offer(self, sdp: str) -> str:
        self.log.append("accept_offer")
        await self.world.pause()
        assert not self.has_open_offer, "their offer while ours is open"
        if self.world.negotiation_error is not None:
            raise self.world.negotiation_error
        self._read(sdp)
        return self._describe("")

    async def accept_answer(self, sdp: str) -> None:
        self.log.append("accept_answer")
        await self.world.pause()
        assert self.has_open_offer, "an answer without an offer"
        self.has_open_offer = False
        if self.world.answer_error is not None:
            raise self.world.answer_error
        self._read(sdp)
        self._flow_soon()
        self.world.media[int(sdp.rpartition(" ")[2])]._flow_soon()

    def limit_picture(self, height: int, kbps: int, *, is_screen: bool = False) -> None:
        self.limits.append((height, kbps, is_screen))

    async def take_candidates(self, fragment: str) -> None:
        self.fragments.append(fragment)

    async def roll_back_offer(self) -> None:
        self.log.append("roll_back_offer")
        self.has_open_offer = False

    def set_held(self, held: bool) -> None:
        self.held = held

    @property
    def remote_hold(self) -> bool:
        return self._remote_hold

    @property
    def is_sharing(self) -> bool:
        return bool(self.shared_source)

    def share_screen(self, source_id: str, *, with_sound: bool = False) -> None:
        self.shared_source, self.shares_sound = source_id, with_sound
        self.shared_sound_problem = self.shared_sound_problem if with_sound else ""

    def stop_sharing(self) -> None:
        self.shared_source, self.shares_sound = "", False

    def _describe(self, sections: str) -> str:
        direction = {(False, False): "sendrecv", (True, False): "sendonly", (False, True): "recvonly"}
        said = direction.get((self.held, self._remote_hold), "inactive")
        sections += "a=content:slides\r\n" if self.is_sharing else ""
        return f"{sections}a={said}\r\nby {self.world.media.index(self)}"

    def _read(self, sdp: str) -> None:
        held = "a=sendonly" in sdp or "a=inactive" in sdp
        if held != self._remote_hold:
            self._remote_hold = held
            self.on_event(media_events.RemoteHeld(held))
        is_shown = "a=content:slides" in sdp
        if is_shown != self.is_remote_sharing:
            self.is_remote_sharing = is_shown
            self.on_event(media_events.RemoteSharing(is_shown))

    @property
    def can_send_dtmf(self) -> bool:
        return self.world.sends_dtmf

    async def send_dtmf(self, key: str, duration: float) -> None:
        await asyncio.sleep(duration)
        self.keys.append(key)
        for media in self.world.media:
            if media is not self and not media.is_closed:
                media.on_event(media_events.DtmfReceived(key, duration))

    async def stats(self) -> MediaReport:
        return self.report

    def set_muted(self, muted: bool) -> None:
        self.muted = muted

    def set_video_paused(self, paused: bool) -> None:
        self.paused = paused

    async def close(self) -> None:
        self.closed.set()

    @property
    def is_closed(self) -> bool:
        """Whether the call has let go of it."""
        return self.closed.is_set()

    def _flow_soon(self) -> None:
        if self.world.media_flows and "flowing" not in self.log:
            self.log.append("flowing")
            self.world.service.post.send(self, self.on_event, media_events.MediaFlowing())


class Heard:
    """A listener of every kind that writes down what it hears."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.calls: list[Call] = []
        self.errors: list[SinchError] = []
        self.statuses: list[ConnectionStatus] = []
        self.tokens: list[str | None] = []
        self.progress: list[TransferProgress] = []
        self.asked = 0
        self.changed = asyncio.Event()
        self.patience = 5.0

    def note(self, name: str) -> None:
        """Write down ``name`` and wake whoever waits."""
        self.names.append(name)
        self.changed.set()

    async def until(self, condition: Callable[[], object]) -> None:
        """Return once ``condition`` holds; it is looked at after each callback."""
        async with asyncio.timeout(self.patience):
            while not condition():
                self.changed.clear()
                await self.changed.wait()

    async def hears(self, name: str, times: int = 1) -> None:
        """Return once ``name`` was heard so many times."""
        await self.until(lambda: self.names.count(name) >= times)

    def onClientStarted(self, client: SinchClient) -> None:
        self.note("started")

    def onClientFailed(self, client: SinchClient, error: SinchError) -> None:
        self.errors.append(error)
        self.note("failed")

    def onCredentialsRequired(self, client: SinchClient, registration: ClientRegistration) -> None:
        self.asked += 1
        token = self.tokens.pop(0) if self.tokens else f"token-{client.userId}-{self.asked}"
        if token is None:
            registration.registerFailed()
        else:
            registration.register(token)
        self.note("credentials")

    def onConnectionChanged(self, client: SinchClient, status: ConnectionStatus) -> None:
        self.statuses.append(status)
        self.note(status.state.value)

    def onIncomingCall(self, callClient: CallClient, call: Call) -> None:
        self.calls.append(call)
        call.addListener(self)
        self.note("incoming")

    def onCallProgressing(self, call: Call) -> None:
        self.note("progressing")

    def onCallRinging(self, call: Call) -> None:
        self.note("ringing")

    def onEarlyMedia(self, call: Call) -> None:
        self.note("early media")

    def onCallAnswered(self, call: Call) -> None:
        self.note("answered")

    def onCallEstablished(self, call: Call) -> None:
        self.note("established")

    def onCallEnded(self, call: Call) -> None:
        self.note("ended")

    def onCallHeld(self, call: Call) -> None:
        self.note("held")

    def onCallResumed(self, call: Call) -> None:
        self.note("resumed")

    def onHoldFailed(self, call: Call, error: SinchError) -> None:
        self.errors.append(error)
        self.note("hold failed")

    def onRemoteSharingStarted(self, call: Call) -> None:
        self.note("remote screen")

    def onRemoteSharingStopped(self, call: Call) -> None:
        self.note("remote screen gone")

    def onSharingStopped(self, call: Call, reason: str) -> None:
        self.note(f"screen stopped: {reason}")

    def onSharedSoundChanged(self, call: Call) -> None:
        self.note(f"shared sound: {call.sharedSoundProblem}")

    def onSharingFailed(self, call: Call, error: SinchError) -> None:
        self.errors.append(error)
        self.note("screen refused")

    def onRemoteHeld(self, call: Call) -> None:
        self.note("remote held")

    def onRemoteResumed(self, call: Call) -> None:
        self.note("remote back from hold")

    def onDtmfSent(self, call: Call, key: str) -> None:
        self.note(f"sent {key}")

    def onDtmfReceived(self, call: Call, key: str) -> None:
        self.note(f"got {key}")

    def onTransferProgress(self, call: Call, progress: TransferProgress) -> None:
        self.progress.append(progress)
        self.note(f"transfer {progress.state}")

    def onCallReplaced(self, call: Call, newCall: Call) -> None:
        self.calls.append(newCall)
        newCall.addListener(self)
        self.note("replaced")

    def onCallQualityWarningEvent(self, call: Call, event: CallQualityWarningEvent) -> None:
        self.note(f"{event.type} {event.name}")

    def onFeaturesChanged(self, client: SinchClient, features: ServiceFeatures) -> None:
        self.note("features")

    def onPresenceChanged(self, client: SinchClient, userId: str, presence: str) -> None:
        self.note(f"{userId} is {presence}")

    def onRemoteMuted(self, call: Call) -> None:
        self.note("remote muted")

    def onRemoteUnmuted(self, call: Call) -> None:
        self.note("remote unmuted")

    def onRemoteVideoPaused(self, call: Call) -> None:
        self.note("remote paused")

    def onRemoteVideoResumed(self, call: Call) -> None:
        self.note("remote resumed")

    def onRemotePictureStarted(self, call: Call) -> None:
        self.note("picture")

    def onRoomChanged(self, call: Call) -> None:
        self.note("room")

    def onRoomNotice(self, call: Call, text: str) -> None:
        self.note(f"notice: {text}")

    def onRoomMuted(self, call: Call) -> None:
        self.note("muted by host")

    def onRoomRefused(self, call: Call, error: SinchError) -> None:
        self.errors.append(error)
        self.note("room refused")

    def of(self, *names: str) -> list[str]:
        """Return what was heard of ``names``, in order."""
        return [name for name in self.names if name in names]

    @property
    def call_story(self) -> list[str]:
        """The six callbacks of calls, in the order in which they came."""
        return self.of("incoming", "progressing", "ringing", "answered", "established", "ended")


@dataclass
class World:
    """One fake service, its clients, their media, and the switches that tests turn."""

    seed: int = 0
    timeouts: CallTimeouts = field(default_factory=CallTimeouts)
    media_flows: bool = True
    negotiation_error: Exception | None = None
    answer_error: Exception | None = None
    sends_dtmf: bool = False
    watch_addresses: WatchAddresses | None = None
    media: list[FakeMedia] = field(default_factory=list)
    clients: list[SinchClient] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.service = FakeService(self.seed)
        self._chance = random.Random(self.seed)
        self._numbers = itertools.count(1)

    async def pause(self) -> None:
        """Take a seeded number of turns of the loop."""
        for _ in range(self._chance.randint(0, 5)):
            await asyncio.sleep(0)

    def make_media(self, **terms: Any) -> FakeMedia:
        """Stand in for ``MediaSession``."""
        media = FakeMedia(self, **terms)
        self.media.append(media)
        return media

    def runtime(self, **changes: Any) -> CallingRuntime:
        """Return what a client of this world runs on."""
        options: dict[str, Any] = {
            "media_factory": self.make_media,
            "link_factory": self.service.make_link,
            "timeouts": self.timeouts,
            "random": random.Random(self.seed),
            "retry_base": 0.001,
            "new_call_id": lambda: f"call-{next(self._numbers)}",
            "fetches_ice_servers": False,
            "watch_addresses": self.watch_addresses,
        }
        return CallingRuntime(**(options | changes))

    def client(self, user_id: str, **changes: Any) -> tuple[SinchClient, Heard]:
        """Build a client with a listener on everything."""
        builder = Sinch.getSinchClientBuilder().applicationKey(KEY).userId(user_id)
        client = builder.environmentHost("calls.example.org").runtime(self.runtime(**changes)).build()
        heard = Heard()
        client.addListener(heard)
        client.callClient.addListener(heard)
        self.clients.append(client)
        return client, heard

    async def started(self, user_id: str, **changes: Any) -> tuple[SinchClient, Heard]:
        """Build a client and wait until it is registered."""
        client, heard = self.client(user_id, **changes)
        await client.start()
        await heard.hears("started")
        return client, heard

    async def media_closed(self) -> None:
        """Return once every call has let go of its media."""
        async with asyncio.timeout(5):
            for media in self.media:
                await media.closed.wait()

    async def close(self) -> None:
        """End every client."""
        for client in self.clients:
            await client.terminate()
