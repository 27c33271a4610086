"""Snapshots for tests and screenshots: each function is one moment in the life of the window."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

from core.ports import Device, DeviceKind
from core.snapshots import (
    AccountSnapshot,
    AppSnapshot,
    CallSnapshot,
    CheckSnapshot,
    ContactSnapshot,
    DevicesSnapshot,
    Feature,
    HistorySnapshot,
    MissingFeature,
    NearbySnapshot,
    NoiseSuppression,
    NoticeSnapshot,
    Presence,
    ProfileSnapshot,
    ScreenSource,
    ServiceSnapshot,
    ServiceState,
)
from tests.ui.calls import trusts

MICROPHONES = (
    Device("mic-1", "Built-in microphone", DeviceKind.MICROPHONE, is_default=True),
    Device("mic-2", "Jabra Evolve 65", DeviceKind.MICROPHONE),
)
SPEAKERS = (
    Device("spk-1", "Built-in speakers", DeviceKind.SPEAKER, is_default=True),
    Device("spk-2", "Jabra Evolve 65", DeviceKind.SPEAKER),
)
CAMERAS = (
    Device("cam-1", "Integrated camera", DeviceKind.CAMERA, is_default=True),
    Device("cam-2", "Test picture", DeviceKind.CAMERA, is_fake=True),
)
RINGTONES = ("Harbour", "Lantern", "Signal flags", "Foghorn", "Morning watch")
DEVICES = DevicesSnapshot(
    MICROPHONES,
    SPEAKERS,
    CAMERAS,
    microphone_id="mic-1",
    camera_id="cam-1",
    volume=0.8,
    ringtone="Lantern",
    ringtones=RINGTONES,
)
SCREENS = (
    ScreenSource("screen-1", "Built-in display", "screen", 2560, 1600),
    ScreenSource("screen-2", "Dell U2720Q", "screen", 3840, 2160),
    ScreenSource("window-1", "Budget 2027, Spreadsheet", "window", 1400, 900),
    ScreenSource("window-2", "The plan for the harbour festival, second draft, Writer", "window", 1200, 1000),
    ScreenSource("window-3", "Terminal", "window"),
)

CONTACTS = (
    ContactSnapshot("Echo test", "echo", is_builtin=True),
    ContactSnapshot("Anna Lindqvist", "anna-lindqvist", presence=Presence.ONLINE),
    ContactSnapshot("Bakery on the corner", "+493012345678"),
    ContactSnapshot("Joaquim Ferreira", "sip:joaquim@example.org", presence=Presence.IN_CALL),
    ContactSnapshot("Weekly crew", "conf:weekly-crew"),
)
NEARBY = (
    NearbySnapshot("Mira Okafor", "mira@studio.ahoy.invalid", "studio-imac"),
    NearbySnapshot("Tobias", "tobias@attic.ahoy.invalid", "attic"),
)


def history(now: float | None = None) -> tuple[HistorySnapshot, ...]:
    now = time.time() if now is None else now
    hour = 3600.0

    def call(
        key: str, name: str, address: str, direction: str, video: bool, ago: float, ms: int, text: str
    ) -> HistorySnapshot:
        missed = direction == "inbound" and ms == 0
        cause = "HungUp" if ms else "NoAnswer"
        return HistorySnapshot(
            key, name, address, direction, video, now - ago, ms, cause, text, missed
        )  # fmt: skip

    ended = "The call has ended."
    return (
        call("h1", "Anna Lindqvist", "anna-lindqvist", "inbound", True, 0.4 * hour, 0, "You did not answer."),
        call("h2", "Echo test", "echo", "outbound", True, 2 * hour, 42_000, ended),
        call("h3", "Mira Okafor", "mira@studio.ahoy.invalid", "outbound", True, 26 * hour, 1_934_000, ended),
        call("h4", "Bakery on the corner", "+493012345678", "outbound", False, 50 * hour, 65_000, ended),
        call(
            "h5", "Anna Lindqvist", "anna-lindqvist", "outbound", False, 74 * hour, 0, "Anna did not answer."
        ),
        call("h6", "Tobias", "tobias@attic.ahoy.invalid", "inbound", True, 200 * hour, 4_361_000, ended),
    )


def starting() -> AppSnapshot:
    return AppSnapshot()


def first_start(**devices: Any) -> AppSnapshot:
    return AppSnapshot(devices=replace(DEVICES, **devices), is_ready=True)


def first_start_without_camera() -> AppSnapshot:
    return first_start(
        cameras=(), camera_id="", camera_problem="No camera was found. You can still call and see others."
    )


def home() -> AppSnapshot:
    return AppSnapshot(
        service=ServiceSnapshot(ServiceState.ONLINE, "ws://127.0.0.1:7443"),
        profile=ProfileSnapshot("Frida Holm", "frida-holm", own_number="+493012340"),
        region="DE",
        contacts=CONTACTS,
        nearby=NEARBY,
        history=history(),
        devices=DEVICES,
        is_ready=True,
    )


def sociable() -> AppSnapshot:
    """Favourites, presence of every kind, one blocked person, and news in the list of calls."""
    contacts = (
        *CONTACTS[:1],
        ContactSnapshot("Anna Lindqvist", "anna-lindqvist", is_favourite=True, presence=Presence.ONLINE),
        ContactSnapshot("Zoe Quist", "zoe", is_favourite=True, presence=Presence.DO_NOT_DISTURB),
        ContactSnapshot("Bob Marsh", "bob", presence=Presence.IN_CALL, other_addresses=("+46700000001",)),
        ContactSnapshot("Carol Idris", "carol", presence=Presence.OFFLINE),
        *CONTACTS[2:],
    )
    return replace(
        home(),
        contacts=contacts,
        history=(*news(), *history()[1:]),
        missed_calls=2,
        blocked=("+4930555000", "carol"),
        profile=replace(home().profile, do_not_disturb=True),
    )


def missed() -> AppSnapshot:
    """The same, with the person reachable."""
    return replace(sociable(), profile=home().profile)


def news(now: float | None = None) -> tuple[HistorySnapshot, ...]:
    """What became of calls, each in its own way; the first two are missed and new."""
    now = time.time() if now is None else now

    def call(key: str, name: str, direction: str, cause: str, text: str, ago: float, **rest: Any) -> Any:
        address = name.partition(" ")[0].lower()
        call = HistorySnapshot(
            key, name, address, direction, False, now - ago, 0, cause, text, is_missed=False
        )
        return replace(call, **rest)

    new = {"is_missed": True, "is_new": True}
    error = {"error": "Sip 503", "video": True}
    return (
        call("n1", "Bob Marsh", "inbound", "NoAnswer", "You did not answer.", 300, **new),
        call("n2", "Zoe Quist", "inbound", "Canceled", "Zoe gave up.", 900, **new),
        call("n3", "Carol Idris", "inbound", "OtherDeviceAnswered", "Answered on another device.", 1800),
        call("n4", "Dodgy Sales", "inbound", "Denied", "The caller is blocked.", 2400, is_blocked=True),
        call("n5", "Bob Marsh", "outbound", "Denied", "Bob Marsh is busy.", 3600),
        call("n6", "Emil Berg", "outbound", "Failure", "The service is overloaded.", 4200, **error),
        call("n7", "Zoe Quist", "outbound", "NoAnswer", "Zoe Quist did not answer.", 5000),
    )


ACCOUNTS = (
    AccountSnapshot(
        "office",
        "alice@pbx.example.org",
        display_name="Alice",
        stun="stun.example.org",
        state="registered",
        waiting=True,
        new_messages=2,
        mailbox="sip:*97@pbx.example.org",
    ),
    AccountSnapshot(
        "home",
        "+493012345@voip.example.net",
        transport="tls",
        state="refused",
        message="The server does not accept this user name and password.",
    ),
    AccountSnapshot(
        "travel",
        "alice@sip.example.net",
        state="registered",
        stun="stun.example.net",
        message="The STUN server stun.example.net is of no use: it does not answer.",
    ),
    AccountSnapshot("old", "alice@sip.example.com", state="failing", message="The server does not answer."),
)


def accounts(*kept: AccountSnapshot, chosen: str = "office") -> AppSnapshot:
    """A person with accounts at other providers."""
    snapshot = home()
    profile = replace(snapshot.profile, call_account=chosen)
    return replace(snapshot, accounts=kept or ACCOUNTS, keeps_accounts=True, profile=profile)


def foreign(**changes: Any) -> AppSnapshot:
    """At a SIP server of somebody else's, which can do less."""
    missing = (
        MissingFeature(Feature.NEARBY, "People nearby are only seen through the built-in service."),
        MissingFeature(Feature.PRESENCE, "sip.example.org does not say who is reachable."),
        MissingFeature(Feature.CONFERENCES, "sip.example.org has no conference rooms."),
    )
    service = ServiceSnapshot(
        ServiceState.ONLINE, "wss://sip.example.org/ws", is_embedded=False, is_foreign=True, missing=missing
    )
    return replace(home(), nearby=(), service=replace(service, **changes))


def with_devices(snapshot: AppSnapshot | None = None, **changes: Any) -> AppSnapshot:
    """The same person with something else about the devices."""
    snapshot = snapshot or home()
    return replace(snapshot, devices=replace(snapshot.devices, **changes))


REFUSED = "The microphone is refused: the system's privacy settings do not let Ahoy use it."


def sound_trouble() -> AppSnapshot:
    return with_devices(
        microphone_problem=REFUSED,
        speaker_problem="The sound server does not answer. Calls go on without sound until it does.",
        noise_suppression=NoiseSuppression.STRONG,
        microphone_gain=2.4,
        ring_device_id="spk-2",
    )


GOOD_CHECK = CheckSnapshot(
    microphone="Heard you clearly.",
    speaker="The sound was heard 62 ms after it was played.",
    room="Fine: the speaker is hardly heard in the microphone.",
    is_fine=True,
)
POOR_CHECK = CheckSnapshot(
    microphone="Very quiet. Come closer, or raise the microphone volume.",
    speaker="The sound was heard 240 ms after it was played.",
    room="The room echoes: others would hear themselves. Use a headset.",
)


def sharing(**changes: Any) -> AppSnapshot:
    """Showing a screen to Anna."""
    call = established(is_sharing=True, sharing_name="Budget 2027, Spreadsheet", can_share=True)
    return with_devices(in_call(replace(call, **changes)), screens=SCREENS)


def watching(**changes: Any) -> AppSnapshot:
    """Anna shows a screen, her camera goes on."""
    return in_call(established(is_remote_sharing=True, can_share=True, **changes))


def sharable(**devices: Any) -> AppSnapshot:
    return with_devices(in_call(established(can_share=True)), **({"screens": SCREENS} | devices))


MUTED_HINT = "You are speaking, but muted."
SILENT_HINT = "Your microphone sends silence. Is it switched off at the device?"


def hinted(hint: str = MUTED_HINT, **changes: Any) -> AppSnapshot:
    return in_call(established(**({"muted": hint == MUTED_HINT, "hints": (hint,)} | changes)))


def fresh_home() -> AppSnapshot:
    return replace(home(), contacts=CONTACTS[:1], nearby=(), history=())


def service_failed() -> AppSnapshot:
    service = ServiceSnapshot(
        ServiceState.FAILED,
        "https://calls.example.org",
        is_embedded=False,
        signs_tokens_here=True,
        message="The call service at calls.example.org refused the application secret.",
    )
    return replace(home(), service=service)


def with_notice() -> AppSnapshot:
    text = "The camera “Integrated camera” is used by another program."
    return replace(home(), notice=NoticeSnapshot(1, text, is_error=True))


LONG_NAME = "Maximiliane Freifrau von und zu Hohenlohe-Waldenburg-Schillingsfürst (Sekretariat)"
LONG_SENTENCE = (
    "The call service at calls.a-very-long-name-of-a-company.example.org cannot be reached: nothing answers "
    "at that port. Check the address in the settings, and whether this machine is connected to the network."
)


def crowd() -> AppSnapshot:
    """Fifty contacts, one of them with a name longer than any window, and a long sentence about trouble."""
    others = tuple(ContactSnapshot(f"Person number {n}", f"person-{n}") for n in range(50))
    service = ServiceSnapshot(
        ServiceState.FAILED, "https://example.org", is_embedded=False, message=LONG_SENTENCE
    )
    return replace(
        home(),
        contacts=(*CONTACTS[:1], ContactSnapshot(LONG_NAME, "maximiliane"), *others),
        nearby=(NearbySnapshot(LONG_NAME, "m@studio.ahoy.invalid", "the-machine-in-the-office-upstairs"),),
        profile=ProfileSnapshot(LONG_NAME, "maximiliane"),
        service=service,
        notice=NoticeSnapshot(1, LONG_SENTENCE, is_error=True),
    )


def outgoing(**changes: Any) -> CallSnapshot:
    return replace(
        CallSnapshot("c1", "outbound", "ringing", "Anna Lindqvist", "anna-lindqvist", True), **changes
    )


def incoming(**changes: Any) -> CallSnapshot:
    call = CallSnapshot("c2", "inbound", "ringing", "Mira Okafor", "mira@studio.ahoy.invalid", True)
    return replace(call, is_unverified=True, **changes)


def established(call: CallSnapshot | None = None, **changes: Any) -> CallSnapshot:
    on: dict[str, Any] = {
        "state": "established",
        "has_incoming_video": True,
        "has_outgoing_video": True,
        "established_at": time.monotonic() - 187,
    }
    on |= {
        "state": "established",
        "has_microphone": True,
        "can_hold": True,
        "can_transfer": True,
        "can_send_keys": True,
    }
    made = call or outgoing()
    is_number = made.remote_address.startswith("+")
    on["trust"] = trusts.by_telephone() if is_number else trusts.direct(made.remote_name)
    return replace(made, **(on | changes))


def held(call: CallSnapshot | None = None, **changes: Any) -> CallSnapshot:
    """A call that waits while another one has the microphone."""
    quiet = {"is_held": True, "has_microphone": False, "can_send_keys": False}
    return established(call, **(quiet | changes))


def voice(key: str, name: str, address: str, **changes: Any) -> CallSnapshot:
    """An established call without pictures."""
    call = CallSnapshot(key, "outbound", "established", name, address, False)
    return established(call, has_incoming_video=False, has_outgoing_video=False, **changes)


def last_minute() -> AppSnapshot:
    """A phone call whose minutes end in a moment, as the person is told."""
    call = bakery(ends_at=time.monotonic() + 50)
    words = f"The call with {call.remote_name} ends in 60 seconds: your minutes are used up then."
    return replace(in_call(call), notice=NoticeSnapshot(1, words, is_error=True))


def bakery(**changes: Any) -> CallSnapshot:
    return voice("c3", "Bakery on the corner", "+493012345678", **changes)


def stranger(**changes: Any) -> CallSnapshot:
    """A call with a number that is no contact's."""
    return voice("c4", "+44 20 7946 0958", "+442079460958", keys_sent="1", keys_way="rtp", **changes)


def without_line() -> AppSnapshot:
    """At a service that has no way into the telephone network."""
    missing = (
        MissingFeature(Feature.PHONE_CALLS, "This call service has no telephone line."),
        MissingFeature(
            Feature.EMERGENCY_CALLS, "Emergency numbers cannot be called from here: use another telephone."
        ),
    )
    return replace(home(), service=replace(home().service, missing=missing))


def two_calls() -> AppSnapshot:
    """Talking to the bakery while Anna waits."""
    return in_call(held(), bakery(established_at=time.monotonic() - 42))


def three_calls() -> AppSnapshot:
    joaquim = voice("c4", "Joaquim Ferreira", "sip:joaquim@example.org", is_held_by_remote=True)
    return in_call(held(), bakery(), replace(joaquim, has_microphone=False))


def second_caller(**changes: Any) -> AppSnapshot:
    return in_call(established(**changes), replace(incoming(), rings_quietly=True))


QUALITY = (
    "The connection loses a part of the sound (4% so far).",
    "The connection is slow: Anna Lindqvist answers late by 420 ms.",
)


def ended(**changes: Any) -> CallSnapshot:
    end = {"end_cause": "HungUp", "end_text": "Anna Lindqvist hung up.", "duration_ms": 187_000}
    return outgoing(state="ended", **(end | changes))


def in_call(*calls: CallSnapshot) -> AppSnapshot:
    return replace(home(), calls=calls)
