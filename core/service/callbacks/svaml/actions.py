"""The actions of SVAML: what becomes of a call. An answer holds exactly one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from core.identity.names import is_user_id
from core.service.callbacks.events import PRIVATE, Pairs, Party, PartyType
from core.service.callbacks.svaml.fields import Fields, SvamlError
from core.service.callbacks.svaml.menus import Menu, read_menus
from core.sip.call_headers import HEADERS_LIMIT, bytes_of

LONGEST_CALL = 14_400
"""Seconds."""
LONGEST_PARK = 600
CONFERENCE_ID_LIMIT = 64
SIP_IDENTITY_LIMIT = 256
DEFAULT_LOCALE = "en-US"
LOCALE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
DTMF = re.compile(r"[0-9#w]{1,128}")
_NUMBER = re.compile(r"\+?[1-9][0-9]{1,14}")
_CLI = re.compile(r"[pP][rR][iI][vV][aA][tT][eE]|\+?[0-9]{2,15}")
_COUNTRY = re.compile(r"[A-Za-z]{2}")
_SIP_IDENTITY = re.compile(
    r"(?:[sS][iI][pP][sS]?:)?[A-Za-z0-9_.!~*'()&=+$,;?/%-]{1,128}@(?:[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])"
    r"(?::[0-9]{1,5})?"
)


class Music(StrEnum):
    """What somebody hears who is alone in a conference, or on hold."""

    SILENCE = ""
    RING = "ring"
    MUSIC1 = "music1"
    MUSIC2 = "music2"
    MUSIC3 = "music3"


class ConferenceDtmf(StrEnum):
    """What a conference does with the keys of its people."""

    IGNORE = "ignore"
    FORWARD = "forward"
    DETECT = "detect"


class Transport(StrEnum):
    """How a SIP server is reached; UDP unless something else is said, or was dialled."""

    UNSAID = ""
    UDP = "udp"
    TCP = "tcp"
    TLS = "tls"


@dataclass(frozen=True, slots=True)
class Hangup:
    """End the call."""

    name: ClassVar[str] = "hangup"


@dataclass(frozen=True, slots=True)
class Continue:
    """Let the call go on."""

    name: ClassVar[str] = "continue"


@dataclass(frozen=True, slots=True)
class AnsweringMachine:
    """Whether it is to be found out that a machine answered."""

    enabled: bool = False
    is_async: bool = False


@dataclass(frozen=True, slots=True)
class ConnectPstn:
    """Connect to a phone number; empty: the one that was dialled. Times in seconds, None: no limit given.

    ``cli`` is a number, ``private``, or empty for the caller's own.
    """

    name: ClassVar[str] = "connectPstn"
    number: str = ""
    cli: str = ""
    max_duration: int | None = None
    dial_timeout: int | None = None
    locale: str = DEFAULT_LOCALE
    dtmf: str = ""
    suppress_callbacks: bool = False
    indications: str = ""
    detection: AnsweringMachine = AnsweringMachine()


@dataclass(frozen=True, slots=True)
class ConnectMxp:
    """Connect to a user of the application; None: the one who was called.

    ``call_headers`` replace the caller's for the callee; None: they stay.
    """

    name: ClassVar[str] = "connectMxp"
    destination: Party | None = None
    call_headers: Pairs | None = None
    record: bool = False


@dataclass(frozen=True, slots=True)
class ConnectConf:
    """Connect to a conference. Digits are collected until ``max_digits`` or ``timeout`` milliseconds."""

    name: ClassVar[str] = "connectConf"
    conference_id: str
    music: Music = Music.SILENCE
    dtmf: ConferenceDtmf = ConferenceDtmf.IGNORE
    max_digits: int = 1
    timeout: int = 3000


@dataclass(frozen=True, slots=True)
class ConnectSip:
    """Connect to a SIP address, ``user@host``, with private headers of the backend's."""

    name: ClassVar[str] = "connectSip"
    destination: Party
    max_duration: int | None = None
    cli: str = ""
    transport: Transport = Transport.UNSAID
    suppress_callbacks: bool = False
    call_headers: Pairs | None = None
    music: str = ""


@dataclass(frozen=True, slots=True)
class ConnectStream:
    """Connect to a WebSocket that takes and gives sound."""

    name: ClassVar[str] = "connectStream"
    endpoint: str
    version: int | None = None
    sample_rate: int | None = None
    max_duration: int | None = None
    call_headers: Pairs | None = None


@dataclass(frozen=True, slots=True)
class RunMenu:
    """Let the caller choose from menus; what they chose comes as PIE."""

    name: ClassVar[str] = "runMenu"
    menus: tuple[Menu, ...]
    barge: bool = True
    enable_voice: bool = False
    locale: str = DEFAULT_LOCALE


@dataclass(frozen=True, slots=True)
class Park:
    """Let the caller wait, hearing a prompt over and over."""

    name: ClassVar[str] = "park"
    intro_prompt: str = ""
    hold_prompt: str = ""
    locale: str = DEFAULT_LOCALE
    max_duration: int | None = None


Action = (
    Hangup | Continue | ConnectPstn | ConnectMxp | ConnectConf | ConnectSip | ConnectStream | RunMenu | Park
)


def read_action(fields: Fields) -> Action:
    """Return the action that ``fields`` hold; raise ``SvamlError``."""
    name = fields.needed_text("name", limit=40)
    reader = _READERS.get(name.lower())
    if reader is None:
        raise SvamlError(f"{fields.where}.name {name!r} is no action")
    return reader(fields)


def read_pairs(fields: Fields, name: str) -> Pairs | None:
    """Return a list of keys and values, 1024 bytes in all; None if it is not there."""
    if not fields.has(name):
        return None
    pairs = tuple((each.needed_text("key"), each.text("value")) for each in fields.items(name))
    if len({key for key, _ in pairs}) != len(pairs):
        raise SvamlError(f"{fields.where}.{name} has a key twice")
    check_size(pairs, f"{fields.where}.{name}")
    return pairs


def check_size(pairs: Pairs, where: str) -> None:
    """Raise ``SvamlError`` if keys and values together are more than 1024 bytes, or no text."""
    try:
        if bytes_of(pairs) <= HEADERS_LIMIT:
            return
    except UnicodeEncodeError:
        raise SvamlError(f"{where} must be text that UTF-8 can encode") from None
    raise SvamlError(f"{where} must be {HEADERS_LIMIT} bytes at most")


def _connect_pstn(fields: Fields) -> ConnectPstn:
    detection = fields.fields("amd")
    number = fields.text("number", pattern=_NUMBER)
    return ConnectPstn(
        number=f"+{number.lstrip('+')}" if number else "",
        cli=_cli(fields),
        max_duration=_max_duration(fields),
        dial_timeout=fields.number("dialTimeout", None, low=1, high=LONGEST_CALL),
        locale=_locale(fields),
        dtmf=fields.text("dtmf", pattern=DTMF),
        suppress_callbacks=fields.flag("suppressCallbacks", False),
        indications=fields.text("indications", pattern=_COUNTRY).lower(),
        detection=AnsweringMachine(detection.flag("enabled", False), detection.flag("async", False))
        if detection is not None
        else AnsweringMachine(),
    )


def _connect_mxp(fields: Fields) -> ConnectMxp:
    destination = fields.fields("destination")
    if destination is None:
        party = None
    else:
        _check_type(destination, PartyType.USERNAME.value)
        user = destination.needed_text("endpoint", limit=255)
        if not is_user_id(user):
            raise SvamlError(f"{destination.where}.endpoint is no user id")
        party = Party(PartyType.USERNAME, user)
    return ConnectMxp(party, read_pairs(fields, "callHeaders"), fields.flag("record", False))


def _connect_conf(fields: Fields) -> ConnectConf:
    conference = fields.needed_text("conferenceId", limit=CONFERENCE_ID_LIMIT)
    if not conference.isprintable():
        raise SvamlError(f"{fields.where}.conferenceId must be printable")
    music = fields.choice("moh", Music, Music.SILENCE)
    options = fields.fields("conferenceDtmfOptions")
    if options is None:
        return ConnectConf(conference, music)
    return ConnectConf(
        conference,
        music,
        options.choice("mode", ConferenceDtmf, ConferenceDtmf.IGNORE),
        options.count("maxDigits", 1, low=1, high=100),
        options.count("timeoutMills", 3000, low=1, high=600_000),
    )


def _connect_sip(fields: Fields) -> ConnectSip:
    destination = fields.needed_fields("destination")
    _check_type(destination, PartyType.SIP.value)
    identity = destination.needed_text("endpoint", limit=SIP_IDENTITY_LIMIT, pattern=_SIP_IDENTITY)
    bare = re.sub(r"\Asips?:", "", identity, flags=re.IGNORECASE)
    return ConnectSip(
        Party(PartyType.SIP, bare),
        max_duration=_max_duration(fields),
        cli=_cli(fields),
        transport=fields.choice("transport", Transport, Transport.UNSAID),
        suppress_callbacks=fields.flag("suppressCallbacks", False),
        call_headers=read_pairs(fields, "callHeaders"),
        music=fields.text("moh", limit=255),
    )


def _connect_stream(fields: Fields) -> ConnectStream:
    destination = fields.needed_fields("destination")
    _check_type(destination, "websocket")
    options = fields.fields("streamingOptions")
    return ConnectStream(
        destination.needed_text("endpoint"),
        version=options.number("version", None, low=1, high=100) if options else None,
        sample_rate=options.number("sampleRate", None, low=8000, high=48_000) if options else None,
        max_duration=_max_duration(fields),
        call_headers=read_pairs(fields, "callHeaders"),
    )


def _run_menu(fields: Fields) -> RunMenu:
    enable_voice = fields.flag("enableVoice", False)
    if enable_voice and not fields.has("locale"):
        raise SvamlError(f"{fields.where}.locale must not be left out with enableVoice")
    return RunMenu(read_menus(fields), fields.flag("barge", True), enable_voice, _locale(fields))


def _park(fields: Fields) -> Park:
    return Park(
        fields.text("introPrompt"),
        fields.text("holdPrompt"),
        _locale(fields),
        fields.number("maxDuration", None, low=1, high=LONGEST_PARK),
    )


def _check_type(destination: Fields, wanted: str) -> None:
    if destination.text("type", wanted).lower() != wanted:
        raise SvamlError(f"{destination.where}.type must be {wanted}")


def _cli(fields: Fields) -> str:
    cli = fields.text("cli", pattern=_CLI)
    if not cli or cli.lower() == PRIVATE:
        return cli.lower()
    return f"+{cli.lstrip('+')}"


def _locale(fields: Fields) -> str:
    return fields.text("locale", DEFAULT_LOCALE, pattern=LOCALE)


def _max_duration(fields: Fields) -> int | None:
    return fields.number("maxDuration", None, low=1, high=LONGEST_CALL)


_READERS: dict[str, Callable[[Fields], Action]] = {
    "hangup": lambda fields: Hangup(),
    "continue": lambda fields: Continue(),
    "connectpstn": _connect_pstn,
    "connectmxp": _connect_mxp,
    "connectconf": _connect_conf,
    "connectsip": _connect_sip,
    "connectstream": _connect_stream,
    "runmenu": _run_menu,
    "park": _park,
}
