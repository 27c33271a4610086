"""What the window asks of the core: frozen values, posted across the seam with ``Engine.post``.

A command never answers; what it changed shows in the next snapshot. A command that names a call or device
which is gone meanwhile is dropped with a log line: the window may be a moment behind.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from core import call_list, room_commands
from core.ports import DeviceKind
from core.snapshots import DesktopChoices


@dataclass(frozen=True, slots=True)
class SetDisplayName:
    """First start and settings: the name other people see. The user id is derived from it once."""

    name: str


@dataclass(frozen=True, slots=True)
class UseService:
    """Use the call service at ``url`` (``https://`` or ``wss://`` host), or the embedded one if empty.

    Either ``application_secret`` is given (tokens are signed on this machine: for trying out only) or
    ``token_url`` (an HTTPS address of the user's backend that answers with a token). With ``password`` the
    service is a SIP-over-WebSocket server of somebody else's: ``url`` is its ``wss://`` address, ``user_id``
    its user and ``sip_domain`` the domain of its users (empty: the host of ``url``).
    """

    url: str = ""
    user_id: str = ""
    application_key: str = ""
    application_secret: str = ""
    token_url: str = ""
    password: str = ""
    sip_domain: str = ""


@dataclass(frozen=True, slots=True)
class SignOut:
    """Leave the call service for the embedded one, and forget the way back with its password."""


@dataclass(frozen=True, slots=True)
class SetVisibleNearby:
    """Announce this user on the local network, or stop doing so."""

    visible: bool


@dataclass(frozen=True, slots=True)
class SetTestDevices:
    """Show the test picture and test tone among the devices, or hide them."""

    shown: bool


@dataclass(frozen=True, slots=True)
class PlaceCall:
    """Call ``target``: a user id, ``+E164``, ``sip:user@host`` or ``conf:room``.

    ``account`` is the id of an account at another provider to call by; ``target`` is one of that provider's.
    """

    target: str
    video: bool
    name: str = ""
    account: str = ""


@dataclass(frozen=True, slots=True)
class AnswerCall:
    """Answer the ringing call; with ``video`` False the camera stays off until resumed.

    Other calls are put on hold first, or hung up with ``end_others``.
    """

    call_id: str
    video: bool
    end_others: bool = False


@dataclass(frozen=True, slots=True)
class HangUp:
    """End the call in whatever state it is: decline, cancel or hang up."""

    call_id: str


@dataclass(frozen=True, slots=True)
class SetMuted:
    """Stop or go on sending the microphone."""

    call_id: str
    muted: bool


@dataclass(frozen=True, slots=True)
class SetVideoPaused:
    """Stop or go on sending the camera; a paused camera is released."""

    call_id: str
    paused: bool


@dataclass(frozen=True, slots=True)
class SetHeld:
    """Put a call on hold, or resume it; resuming one puts the one that has the microphone on hold."""

    call_id: str
    held: bool


@dataclass(frozen=True, slots=True)
class SendDtmf:
    """Press ``keys`` (``0-9 * # A-D``, ``,`` for a pause) in an established call."""

    call_id: str
    keys: str


@dataclass(frozen=True, slots=True)
class TransferCall:
    """Send the other side of a call to ``target`` (as ``PlaceCall.target``) without asking there first."""

    call_id: str
    target: str


@dataclass(frozen=True, slots=True)
class ConnectCalls:
    """Let the other sides of two calls talk to each other, and leave both (attended transfer)."""

    call_id: str
    other_call_id: str


@dataclass(frozen=True, slots=True)
class SelectDevice:
    """Use ``device_id`` for its kind from now on, in a running call too. Empty: the system's default."""

    kind: DeviceKind
    device_id: str


@dataclass(frozen=True, slots=True)
class SetVolume:
    """Play everything that people say at ``volume``, 0 to 1."""

    volume: float


@dataclass(frozen=True, slots=True)
class SetRingVolume:
    """Ring no louder than ``volume``, 0 to 1 of the ringtone as it is."""

    volume: float


@dataclass(frozen=True, slots=True)
class SetMicrophoneGain:
    """Send the microphone louder or softer: 1 is as it comes, 0 to 4."""

    gain: float


@dataclass(frozen=True, slots=True)
class SetNoiseSuppression:
    """How much of the noise around the person is taken away (a ``NoiseSuppression`` value)."""

    choice: str


@dataclass(frozen=True, slots=True)
class SelectRingDevice:
    """Ring on this speaker; empty: on the one that calls are heard on."""

    device_id: str


@dataclass(frozen=True, slots=True)
class SetRingtone:
    """Ring with the tone of this name, and play it once."""

    name: str


@dataclass(frozen=True, slots=True)
class PlayTone:
    """Play one of the program's own tones instead of the present one; ``ringtone`` is the chosen one."""

    name: str
    loop: bool = False


@dataclass(frozen=True, slots=True)
class StopTone:
    """Play no tone."""


@dataclass(frozen=True, slots=True)
class StartCheck:
    """Check microphone, speaker and room before a call: plays a sound; the result is in the snapshot."""


@dataclass(frozen=True, slots=True)
class StopCheck:
    """Break the check off, or put its result away."""


@dataclass(frozen=True, slots=True)
class ListScreens:
    """Look again which screens and windows can be shared."""


@dataclass(frozen=True, slots=True)
class ShareScreen:
    """Show a screen or window (a ``ScreenSource.id``) in a call, beside the camera.

    ``with_sound`` sends what other programs play on this computer, too.
    """

    call_id: str
    source_id: str
    with_sound: bool = False


@dataclass(frozen=True, slots=True)
class StopSharing:
    """Show it no more."""

    call_id: str


@dataclass(frozen=True, slots=True)
class StartPreview:
    """Open camera and microphone for the person to see themselves and the level, with no call."""


@dataclass(frozen=True, slots=True)
class StopPreview:
    """Release what ``StartPreview`` opened, unless a call needs it."""


@dataclass(frozen=True, slots=True)
class SaveContact:
    """Add a contact, or change the one with this address."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class EditContact:
    """Give the contact with ``address`` another name and these ``addresses``, the main one first."""

    address: str
    name: str
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetFavourite:
    """Show the contact with this address first, or no longer."""

    address: str
    favourite: bool


@dataclass(frozen=True, slots=True)
class SetBlocked:
    """Let nobody with this address ring here, or let them again."""

    address: str
    blocked: bool


@dataclass(frozen=True, slots=True)
class ImportContacts:
    """Add the contacts of a vCard (3.0, 4.0) or CSV file; a notice says how many, and what was left out."""

    path: str


@dataclass(frozen=True, slots=True)
class StopImport:
    """Add nothing of the file of contacts that is being read."""


@dataclass(frozen=True, slots=True)
class ExportContacts:
    """Write all contacts to ``path``: CSV if it ends in ``.csv``, else vCard of ``vcard_version``."""

    path: str
    vcard_version: str = "4.0"
    """4.0, or 3.0 for programs that read nothing newer."""


@dataclass(frozen=True, slots=True)
class RemoveContact:
    """Remove the contact with this address."""

    address: str


@dataclass(frozen=True, slots=True)
class RemoveCall:
    """Forget one finished call."""

    call_id: str


@dataclass(frozen=True, slots=True)
class MarkCallsSeen:
    """The person has seen the missed calls: none counts as new any more."""


@dataclass(frozen=True, slots=True)
class SetBusyPolicy:
    """What a second call meets while one is going on (a ``BusyPolicy`` value)."""

    policy: str


@dataclass(frozen=True, slots=True)
class SetUnknownCallers:
    """What callers meet whom the person does not know (an ``UnknownCallers`` value)."""

    policy: str


@dataclass(frozen=True, slots=True)
class SetAlwaysRelay:
    """Let the media of calls go by a relay alone, from the next call on, or directly where that can be."""

    on: bool


@dataclass(frozen=True, slots=True)
class PlayKey:
    """Let the person hear a key (``0-9 * #``) of the telephone, with no call."""

    key: str


@dataclass(frozen=True, slots=True)
class SetDoNotDisturb:
    """Ring for nobody (callers hear busy, the call counts as missed), or ring again."""

    on: bool


@dataclass(frozen=True, slots=True)
class SetQuietHours:
    """Ring for nobody at these hours of the week (``QuietHours`` as text) while ``on``."""

    on: bool
    hours: str


@dataclass(frozen=True, slots=True)
class SetDesktop:
    """Keep how Ahoy is at home on the desktop."""

    choices: DesktopChoices


@dataclass(frozen=True, slots=True)
class SetPhone:
    """Keep the person's own phone number (empty: none), and the country of numbers without one.

    ``country`` is ISO 3166, such as ``SE``; empty: that of the system.
    """

    own_number: str
    country: str


@dataclass(frozen=True, slots=True)
class SaveAccount:
    """Add an account at another provider, or change the one with this id; see ``AccountSnapshot``.

    Without a password the one that the service has stays.
    """

    account_id: str
    address: str
    password: str = field(default="", repr=False)
    auth_user: str = ""
    display_name: str = ""
    transport: str = ""
    proxy: str = ""
    lifetime: int = 600
    stun: str = ""


@dataclass(frozen=True, slots=True)
class RemoveAccount:
    """Have an account at another provider unregistered and forgotten."""

    account_id: str


@dataclass(frozen=True, slots=True)
class RetryAccount:
    """Have an account at another provider try to register now."""

    account_id: str


@dataclass(frozen=True, slots=True)
class SetCallAccount:
    """Call numbers and SIP addresses by this account from now on; empty: by none."""

    account_id: str


@dataclass(frozen=True, slots=True)
class ClearHistory:
    """Forget all finished calls."""


@dataclass(frozen=True, slots=True)
class RetryService:
    """Try to reach the call service again now instead of waiting for the back-off."""


Command = (
    SetDisplayName
    | UseService
    | SignOut
    | SetVisibleNearby
    | SetTestDevices
    | PlaceCall
    | SaveAccount
    | RemoveAccount
    | RetryAccount
    | SetCallAccount
    | AnswerCall
    | HangUp
    | SetMuted
    | SetVideoPaused
    | SetHeld
    | SendDtmf
    | TransferCall
    | ConnectCalls
    | SelectDevice
    | SetVolume
    | SetMicrophoneGain
    | SetNoiseSuppression
    | SelectRingDevice
    | SetRingVolume
    | SetRingtone
    | PlayTone
    | StopTone
    | StartCheck
    | StopCheck
    | ListScreens
    | ShareScreen
    | StopSharing
    | StartPreview
    | StopPreview
    | SaveContact
    | RemoveContact
    | EditContact
    | SetFavourite
    | SetUnknownCallers
    | SetAlwaysRelay
    | PlayKey
    | call_list.ListCalls
    | call_list.RestoreCalls
    | call_list.DropForgottenCalls
    | SetBlocked
    | ImportContacts
    | StopImport
    | ExportContacts
    | RemoveCall
    | MarkCallsSeen
    | SetBusyPolicy
    | SetDoNotDisturb
    | SetQuietHours
    | SetDesktop
    | SetPhone
    | ClearHistory
    | RetryService
    | room_commands.InRoom
    | room_commands.MergeCalls
)
