"""What the core shows the window: one immutable ``AppSnapshot`` whenever something changed.

High-rate values do not travel here: pictures go through ``Engine.pictures`` (newest frame wins), levels
through ``Engine.levels``, which the window polls at 10 Hz or less.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from core.ports import Device
from core.ports import NoiseSuppression as NoiseSuppression
from core.ports import ScreenSource as ScreenSource
from core.rooms import RoomSnapshot
from core.trust.summary import TrustSummary

if TYPE_CHECKING:
    from core.call_list import CallList


class ServiceState(StrEnum):
    """How the client stands with its call service."""

    STARTING = "starting"
    ONLINE = "online"
    RECONNECTING = "reconnecting"
    FAILED = "failed"


class BusyPolicy(StrEnum):
    """What a second call meets while one is going on."""

    ASK = "ask"
    """It is shown in the window with a quiet tone."""
    REJECT = "reject"
    """The caller hears busy; the call counts as missed."""
    RING = "ring"
    """It rings as any other."""


class UnknownCallers(StrEnum):
    """What callers meet who are no contacts and whom the person has never talked to."""

    RING = "ring"
    SILENCE = "silence"
    """They hear busy; the call counts as missed."""


class Presence(StrEnum):
    """How reachable somebody is, as far as the service says."""

    UNKNOWN = ""
    OFFLINE = "offline"
    ONLINE = "online"
    IN_CALL = "in-call"
    DO_NOT_DISTURB = "do-not-disturb"


class Feature(StrEnum):
    """What a call service may not be able to do."""

    PRESENCE = "presence"
    NEARBY = "nearby"
    PHONE_CALLS = "phone-calls"
    EMERGENCY_CALLS = "emergency-calls"
    SIP_CALLS = "sip-calls"
    CONFERENCES = "conferences"
    PUSH = "push"


@dataclass(frozen=True, slots=True)
class MissingFeature:
    """Something the service in use cannot do: draw it greyed, with ``reason`` as its tip."""

    feature: Feature
    reason: str


@dataclass(frozen=True, slots=True)
class ServiceSnapshot:
    """The call service in use; ``message`` is a sentence for the person, empty when all is well."""

    state: ServiceState = ServiceState.STARTING
    url: str = ""
    is_embedded: bool = True
    signs_tokens_here: bool = False
    """Tokens are signed on this machine from a secret the person typed: show "for trying out only"."""
    message: str = ""
    is_foreign: bool = False
    """A SIP server of somebody else's, with user and password."""
    missing: tuple[MissingFeature, ...] = ()
    has_relay: bool = False
    """The service names a relay (TURN) for media; known once it is online."""


@dataclass(frozen=True, slots=True)
class ProfileSnapshot:
    """Who the person is; ``display_name`` is empty until first start is done."""

    display_name: str = ""
    user_id: str = ""
    visible_nearby: bool = True
    busy_policy: BusyPolicy = BusyPolicy.ASK
    do_not_disturb: bool = False
    quiet: bool = False
    """Whether nobody rings at ``quiet_hours`` either."""
    quiet_hours: str = "22:00-07:00 1234567"
    """From when to when, and the days on which that begins, 1 is Monday."""
    own_number: str = ""
    """The person's phone number (E.164), which those see who are called by phone; empty for none."""
    country: str = ""
    """The country (ISO 3166) that the person chose for numbers without one; empty: that of the system."""
    unknown_callers: UnknownCallers = UnknownCallers.RING
    always_relay: bool = False
    """Media goes by a relay alone, so that nobody learns this machine's address."""
    call_account: str = ""
    """The account at another provider that numbers and SIP addresses are called by; empty: none."""


@dataclass(frozen=True, slots=True)
class AccountSnapshot:
    """An account of the person's at another provider, registered there by the call service.

    ``state`` is off, trying, registered, failing or refused; ``message`` says why not. ``new_messages`` may
    be 0 although messages are ``waiting``; they are heard by calling ``mailbox``, if it is known.
    """

    account_id: str
    address: str
    auth_user: str = ""
    display_name: str = ""
    transport: str = ""
    proxy: str = ""
    lifetime: int = 600
    state: str = "off"
    message: str = ""
    waiting: bool = False
    new_messages: int = 0
    mailbox: str = ""
    stun: str = ""


@dataclass(frozen=True, slots=True)
class ContactSnapshot:
    """Someone to call. ``address`` is what ``PlaceCall.target`` takes."""

    name: str
    address: str
    is_builtin: bool = False
    is_favourite: bool = False
    presence: Presence = Presence.UNKNOWN
    other_addresses: tuple[str, ...] = ()
    """Further addresses of the same contact; commands take any of them."""
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NearbySnapshot:
    """Someone on the same network. ``warning`` is not empty when the device key is not the pinned one."""

    name: str
    address: str
    host: str = ""
    warning: str = ""


@dataclass(frozen=True, slots=True)
class HistorySnapshot:
    """A finished call. Times are Unix seconds, durations milliseconds."""

    call_id: str
    name: str
    address: str
    direction: str
    video: bool
    started_at: float
    duration_ms: int
    end_cause: str
    end_text: str
    is_missed: bool
    is_new: bool = False
    """Missed, and the person has not seen it yet."""
    is_blocked: bool = False
    """The caller is on the block list: it did not ring, and is not missed."""
    error: str = ""
    """What failed, for a report: the part of the system and its number, for example ``Sip 503``."""
    account: str = ""
    """The address of the account at another provider that the call went by; empty: none."""
    quality: str = ""
    """How good it was, as a sentence; empty when nobody talked, or nobody knows."""


@dataclass(frozen=True, slots=True)
class CallSnapshot:
    """One call as the window sees it.

    ``state`` is a ``core.calling`` ``CallState`` value: initiating, progressing, ringing, answered,
    established, ended. An ended call stays in the snapshot, so that its summary can be shown, until
    another call begins or ``HangUp`` names it.
    """

    call_id: str
    direction: str
    state: str
    remote_name: str
    remote_address: str
    video: bool
    """Pictures were asked for by the caller."""
    muted: bool = False
    video_paused: bool = False
    remote_muted: bool = False
    remote_video_paused: bool = False
    has_incoming_video: bool = False
    has_outgoing_video: bool = False
    account: str = ""
    """The address of the account at another provider that the call goes by; empty: none."""
    without_microphone: bool = False
    without_camera: bool = False
    established_at: float = 0.0
    """``time.monotonic()`` seconds; 0 until established."""
    ends_at: float = 0.0
    """``time.monotonic()`` seconds in which the minutes for phone calls are used up; 0: not known."""
    duration_ms: int = 0
    end_cause: str = ""
    end_text: str = ""
    """Why the call ended, as a sentence for the person."""
    verdict: str = ""
    """Once it has ended: what was wrong with its quality, as a sentence; empty for a good call."""
    connection: str = ""
    """Connection words while something is not as it should be, for example "Reconnecting"."""
    is_unverified: bool = False
    """The caller's name is what a stranger says it is: a machine nearby, or somebody at a SIP address."""
    is_first_contact: bool = False
    """Somebody calls who is no contact, and with whose address there was no call before."""
    hears_early: bool = False
    """Sound comes although nobody has answered: an announcement, or a ringing tone of the other side's."""
    is_held: bool = False
    """We put it on hold."""
    is_held_by_remote: bool = False
    """The other side put us on hold."""
    has_microphone: bool = False
    """What the person says goes into this call, unless it is muted; true for one call at most."""
    can_hold: bool = False
    can_transfer: bool = False
    can_send_keys: bool = False
    hold_reason: str = ""
    """Why the call cannot be put on hold or taken back now, as a sentence; likewise the two below."""
    transfer_reason: str = ""
    keys_reason: str = ""
    keys_sent: str = ""
    """The keys pressed so far, newest last, 64 at most."""
    keys_way: str = ""
    """How keys travel: ``rtp`` (RFC 4733), ``info``, or empty before the first one."""
    transfer: str = ""
    """How a transfer goes, in words, for example "Connecting Bob with Carol"; empty when there is none."""
    quality: tuple[str, ...] = ()
    """What is wrong with the call's quality now, as sentences for the person."""
    is_sharing: bool = False
    """We show a screen or window; ``sharing_name`` says which."""
    sharing_name: str = ""
    shares_sound: bool = False
    """What other programs play goes with it; ``shared_sound_problem`` says why it does not for the moment."""
    shared_sound_problem: str = ""
    is_remote_sharing: bool = False
    """The other side shows a screen; its picture is called ``CALLID/screen``."""
    can_share: bool = False
    hints: tuple[str, ...] = ()
    """What the person should know now, for example "You are speaking, but muted"."""
    rings_quietly: bool = False
    """A second call by the ask policy: show it, with a quiet tone."""
    room: RoomSnapshot | None = None
    """The conference room that the call is in."""
    trust: TrustSummary = field(default_factory=TrustSummary)
    """Who can hear and see it, by what was agreed on each hop."""


@dataclass(frozen=True, slots=True)
class CheckSnapshot:
    """The check before a call; each of the three is a sentence, empty until it is known."""

    is_running: bool = False
    microphone: str = ""
    speaker: str = ""
    room: str = ""
    is_fine: bool = False
    """Whether nothing is wrong; of a finished check."""


@dataclass(frozen=True, slots=True)
class DevicesSnapshot:
    """The devices to choose from, the chosen ids (empty: system default) and what is wrong, in words."""

    microphones: tuple[Device, ...] = ()
    speakers: tuple[Device, ...] = ()
    cameras: tuple[Device, ...] = ()
    microphone_id: str = ""
    speaker_id: str = ""
    camera_id: str = ""
    microphone_problem: str = ""
    speaker_problem: str = ""
    camera_problem: str = ""
    ring_device_id: str = ""
    """Where it rings; empty: on the speaker in use."""
    ring_volume: float = 1.0
    volume: float = 1.0
    microphone_gain: float = 1.0
    noise_suppression: NoiseSuppression = NoiseSuppression.STANDARD
    ringtone: str = ""
    ringtones: tuple[str, ...] = ()
    check: CheckSnapshot = field(default_factory=CheckSnapshot)
    screens: tuple[ScreenSource, ...] = ()
    """What can be shared, as of the last look."""
    screens_problem: str = ""
    """Why nothing can be shared, in words; empty if something can."""
    system_sound_problem: str = ""
    """Why this computer's sound cannot go with a screen, in words; empty if it can."""
    test_devices_shown: bool = False
    is_known: bool = True
    """False until the system has been asked: none listed then does not mean that there are none."""


class CallNotice(StrEnum):
    """How the person is told of a call while another program is in front."""

    AUTOMATIC = "automatic"
    """By the card where the desktop lets Ahoy put one in front, else by a notification."""
    CARD = "card"
    NOTIFICATION = "notification"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class DesktopChoices:
    """How Ahoy is at home on the desktop."""

    keeps_running: bool = True
    """Closing the window leaves Ahoy in the tray, where there is one."""
    call_notice: CallNotice = CallNotice.AUTOMATIC
    tells_missed: bool = True
    """A missed call is told by a notification."""
    told_of_tray: bool = False
    """The person was told that Ahoy goes on in the tray, and how to end it."""
    rings_when_closed: bool = False
    """An agent rings while Ahoy does not run, where the call service wakes it."""
    writes_log: bool = True


@dataclass(frozen=True, slots=True)
class NoticeSnapshot:
    """A sentence to show once; ``serial`` grows with each notice."""

    serial: int
    text: str
    is_error: bool = False


@dataclass(frozen=True, slots=True)
class ImportSnapshot:
    """A file of contacts that is being added; ``hundredths`` of the work are done."""

    file: str
    hundredths: int = 0


@dataclass(frozen=True, slots=True)
class AppSnapshot:
    """Everything the window draws, at one moment."""

    service: ServiceSnapshot = field(default_factory=ServiceSnapshot)
    profile: ProfileSnapshot = field(default_factory=ProfileSnapshot)
    accounts: tuple[AccountSnapshot, ...] = ()
    keeps_accounts: bool = False
    """Whether the service keeps accounts at other providers."""
    accounts_note: str = ""
    """What the person should know of how the passwords of accounts are kept, as a sentence."""
    contacts: tuple[ContactSnapshot, ...] = ()
    nearby: tuple[NearbySnapshot, ...] = ()
    history: tuple[HistorySnapshot, ...] = ()
    calls: tuple[CallSnapshot, ...] = ()
    devices: DevicesSnapshot = field(default_factory=DevicesSnapshot)
    notice: NoticeSnapshot | None = None
    importing: ImportSnapshot | None = None
    missed_calls: int = 0
    """Missed calls that the person has not seen yet."""
    listed: CallList | None = None
    """The finished calls that the window asked for with ``ListCalls``; None: for none."""
    forgotten_calls: int = 0
    """Finished calls that were forgotten a moment ago and can be put back."""
    blocked: tuple[str, ...] = ()
    """Addresses that may not ring here, in the order in which they were blocked."""
    region: str = ""
    """The country (ISO 3166) of phone numbers that name none; empty where nobody knows."""
    desktop: DesktopChoices = field(default_factory=DesktopChoices)
    keeps_secrets: bool = True
    """Whether passwords outlive the program: False where the system has no key store that works."""
    is_quiet: bool = False
    """Nobody rings now, because of the quiet hours; ``quiet_until`` says when they end, as ``HH:MM``."""
    quiet_until: str = ""
    is_ready: bool = False
    """False until settings and contacts have been read from disk."""
