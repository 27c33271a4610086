"""What was said with a SIP peer: its sections, their places, numbers and keys over all offers and answers."""

from __future__ import annotations

import ipaddress
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from core.media.sdp.description import SdpError
from core.media.sdp.directions import agreed
from core.media.sdp.roles import AUDIO, KIND_OF, VIDEO
from core.service.gateway.media.bridge import Encryption, SipMedia
from core.service.gateway.media.sdp.agreement import Heard, SipTarget
from core.service.gateway.media.sdp.client_side import Wanted
from core.service.gateway.media.sdp.crypto import SUITES, Crypto, answered
from core.service.gateway.media.sdp.sip_description import PROFILES, SipSection, parse_sip
from core.service.gateway.media.sdp.sip_text import SipPart, rejected_part, sip_description
from core.service.media.sdp.client_text import FEEDBACK
from core.service.media.sdp.codecs import SIP_NUMBERS, Codec, Numbers, media_of

PROFILE_OF = {
    Encryption.NONE: "RTP/AVP",
    Encryption.SDES: "RTP/SAVP",
    Encryption.DTLS: "UDP/TLS/RTP/SAVPF",
}
ROLE_OF = {"audio": AUDIO, "video": VIDEO}
LEAST_PORT = 1024
"""Below are the servers of other protocols, which a description must not have us send to."""

SETUP_ANSWER = {"actpass": "active", "passive": "active", "active": "passive"}


@dataclass(slots=True)
class _Place:
    kind: str
    profile: str
    formats: tuple[str, ...]
    mid: str = ""
    role: str = ""
    is_open: bool = False
    suites: tuple[tuple[int, str], ...] = ()
    """Tag and suite of each key in our offer."""


@dataclass(slots=True)
class SipSide:
    """One end of the SIP side's offers and answers."""

    media: SipMedia
    fingerprints: tuple[str, ...] = ()
    random_bytes: Callable[[int], bytes] = secrets.token_bytes
    heard: dict[str, Heard] = field(default_factory=dict)
    said: dict[str, tuple[Codec, ...]] = field(default_factory=dict)
    refusal: str = ""
    """Why the last section that cannot be used cannot."""
    _places: list[_Place] = field(default_factory=list)
    _numbers: Numbers = field(default_factory=lambda: Numbers(SIP_NUMBERS))
    _keys: dict[tuple[str, str], bytes] = field(default_factory=dict, repr=False)
    _setup: dict[str, str] = field(default_factory=dict)
    _is_answering: bool = False

    def take_offer(self, text: str) -> dict[str, Heard]:
        """Return what can be used of an offer, at most one stream for sound and one for pictures.

        Sections that earlier ones had must stay (RFC 3264 section 8), yet phones leave them out that want no
        pictures any more: they are understood, and answered section by section.
        """
        sections = parse_sip(text)
        self._is_answering = True
        self.heard, self.refusal = {}, ""
        roles = self._roles_of(sections)
        self._places = [
            _Place(one.section.kind, one.section.profile, one.section.formats, one.section.value("mid"), role)
            for one, role in zip(sections, roles, strict=True)
        ]
        for index, (one, role) in enumerate(zip(sections, roles, strict=True)):
            if role:
                self._hear(index, role, one)
        return self.heard

    def take_answer(self, text: str) -> dict[str, Heard]:
        """Return what is accepted of the last offer. Raises SdpError when the answer does not fit it."""
        sections = parse_sip(text)
        if len(sections) > len(self._places):
            raise SdpError("the answer has more sections than the offer")
        self._is_answering = False
        self.heard, self.refusal = {}, ""
        for index, (one, place) in enumerate(zip(sections, self._places, strict=False)):
            if one.section.kind != place.kind:
                raise SdpError("the sections of the answer are not those of the offer")
            if not place.is_open:
                continue
            self.refusal = self._refusal(one, place.kind) or self.refusal
            if not self._refusal(one, place.kind):
                self._hear(index, place.role, _with_fitting_keys(one, place))
        return self.heard

    def _hear(self, index: int, role: str, one: SipSection) -> None:
        codecs = one.codecs
        self.heard[role] = Heard(index, codecs, one.direction, one.section, one)
        self._numbers.learn(one.section.kind, codecs)

    def _roles_of(self, sections: tuple[SipSection, ...]) -> list[str]:
        """Return a role for each section that is used; where there are several, for the one used before."""
        usable = {}
        for index, one in enumerate(sections):
            kind = one.section.kind
            reason = self._refusal(one, kind)
            if reason:
                self.refusal = self.refusal or reason
            else:
                usable[index] = ROLE_OF[kind]
        before = {place.role: index for index, place in enumerate(self._places) if place.role}
        chosen: dict[str, int] = {}
        for index, role in usable.items():
            if before.get(role) == index or role not in chosen:
                chosen[role] = index
        return [
            role if chosen.get(role := usable.get(index, "")) == index else ""
            for index in range(len(sections))
        ]

    def _refusal(self, one: SipSection, kind: str) -> str:
        """Return why a section cannot be used, empty if it can."""
        if one.is_rejected:
            return "nothing is offered"
        if kind == "video" and not self.media.allows_video:
            return "pictures are not wanted"
        if one.section.profile not in PROFILES:
            return f"profile {one.section.profile[:40]} is not known"
        if one.section.port < LEAST_PORT or self._is_inside(one.address):
            return "media is not sent there: it is no place for a telephone"
        if one.is_secure and not one.cryptos and not one.has_dtls:
            return "it is to be encrypted, and has no key that can be used"
        return "" if media_of(self._allowed(one)) else "no codec of it is known here"

    def _is_inside(self, address: str) -> bool:
        """Whether an address is this machine's own, which only a peer on it may name."""
        if not address or ipaddress.ip_address(self.media.address).is_loopback:
            return False
        return ipaddress.ip_address(address).is_loopback

    def _allowed(self, one: SipSection) -> tuple[Codec, ...]:
        """Return the codecs of a section that this peer may use."""
        names = self.media.codecs
        return tuple(
            c for c in one.codecs if one.section.kind != "audio" or not c.is_media or c.name in names
        )

    def codecs(self, role: str) -> tuple[Codec, ...]:
        """Return what the peer says it can in a stream, as far as it may."""
        heard = self.heard[role]
        return self._allowed(heard.sip) if heard.sip is not None else ()

    def write_offer(self, wanted: Mapping[str, Wanted], ports: Mapping[str, int]) -> str:
        """Return an offer of these streams, each at the place it had before."""
        self._is_answering = False
        for role in wanted:
            if all(place.role != role for place in self._places):
                self._places.append(_Place(KIND_OF[role], "", (), role=role))
        return self._write(wanted, ports)

    def write_answer(self, wanted: Mapping[str, Wanted], ports: Mapping[str, int]) -> str:
        """Return the answer to the last offer, with these streams and none else."""
        answers = {}
        for role, stream in wanted.items():
            heard = self.heard[role]
            offered = {codec.key: codec.number for codec in heard.codecs}
            codecs = tuple(replace(one, number=offered[one.key]) for one in stream.codecs)
            answers[role] = Wanted(codecs, agreed(stream.direction, heard.direction), stream.ptime)
        return self._write(answers, ports)

    def _write(self, wanted: Mapping[str, Wanted], ports: Mapping[str, int]) -> str:
        parts = []
        for place in self._places:
            stream = wanted.get(place.role)
            place.is_open, place.suites = stream is not None, ()
            if stream is None:
                profile = place.profile or PROFILE_OF[self.media.encryption]
                parts.append(rejected_part(place.kind, profile, place.formats, place.mid))
                continue
            part = self._answer_part(place, stream) if self._is_answering else self._offer_part(place, stream)
            place.profile = part.profile
            place.formats = tuple(str(codec.number) for codec in part.codecs)
            self.said[place.role] = part.codecs
            parts.append(replace(part, port=ports[place.role]).text())
        return sip_description(self.media, parts)

    def _offer_part(self, place: _Place, stream: Wanted) -> SipPart:
        encryption = self.encryption(place.role)
        keys = self._offered_keys(place.role) if encryption is Encryption.SDES else ()
        place.suites = tuple((key.tag, key.suite) for key in keys)
        return SipPart(
            place.kind,
            0,
            PROFILE_OF[encryption],
            self._numbers.number(place.kind, stream.codecs),
            stream.direction,
            place.mid,
            keys,
            self.fingerprints if encryption is Encryption.DTLS else (),
            "actpass" if encryption is Encryption.DTLS else "",
            is_muxed=True,
            ptime=stream.ptime,
            feedback=FEEDBACK if place.kind == "video" else (),
        )

    def _answer_part(self, place: _Place, stream: Wanted) -> SipPart:
        heard = self.heard[place.role]
        assert heard.sip is not None
        told = {value.partition(" ")[2] for value in heard.section.values("rtcp-fb")}
        setup = self._settled_setup(place.role, heard.sip)
        return SipPart(
            place.kind,
            0,
            place.profile,
            stream.codecs,
            stream.direction,
            place.mid,
            self._answered_keys(place.role, heard.sip),
            self.fingerprints if heard.sip.has_dtls else (),
            setup,
            heard.section.has("rtcp-mux"),
            heard.sip.ptime,
            tuple(word for word in FEEDBACK if word in told),
        )

    def _offered_keys(self, role: str) -> tuple[Crypto, ...]:
        suites = enumerate(SUITES, 1)
        return tuple(Crypto(tag, suite, self._key(role, suite)) for tag, suite in suites)

    def _answered_keys(self, role: str, theirs: SipSection) -> tuple[Crypto, ...]:
        if not theirs.cryptos:
            return ()
        chosen = theirs.cryptos[0]
        return (answered(chosen, lambda length: self._key(role, chosen.suite)),)

    def _key(self, role: str, suite: str) -> bytes:
        """Return this gateway's key: one for each suite while the call lasts, so that packets go on."""
        if (role, suite) not in self._keys:
            self._keys[role, suite] = self.random_bytes(SUITES[suite])
        return self._keys[role, suite]

    def encryption(self, role: str) -> Encryption:
        """Return how a stream is protected, or will be offered."""
        heard = self.heard.get(role)
        if heard is None or heard.sip is None:
            return self.media.encryption
        if heard.sip.has_dtls:
            return Encryption.DTLS
        return Encryption.SDES if heard.sip.cryptos else Encryption.NONE

    def target(self, role: str) -> SipTarget:
        """Return where and how packets go to the peer, after both have spoken."""
        heard = self.heard[role]
        theirs = heard.sip
        assert theirs is not None
        key = theirs.cryptos[0] if theirs.cryptos else None
        ours = None if key is None else Crypto(key.tag, key.suite, self._key(role, key.suite))
        return SipTarget(
            theirs.address,
            heard.section.port,
            theirs.rtcp,
            heard.section.has("rtcp-mux"),
            theirs.ptime,
            ours,
            key,
            tuple(heard.section.values("fingerprint")) if theirs.has_dtls else (),
            self._settled_setup(role, theirs),
            heard.takes_nack(),
        )

    def _settled_setup(self, role: str, theirs: SipSection) -> str:
        """Return this gateway's DTLS role, which stays as it is once it is known (RFC 8842 section 5.5)."""
        if not theirs.has_dtls:
            return ""
        told = theirs.section.value("setup")
        if role not in self._setup or told != "actpass":
            self._setup[role] = SETUP_ANSWER.get(told, "active")
        return self._setup[role]


def _with_fitting_keys(one: SipSection, place: _Place) -> SipSection:
    """Return a section of an answer with the key that was asked for. Raises SdpError without one."""
    if not place.suites:
        if one.is_secure != ("SAVP" in place.profile):
            raise SdpError(f"{place.profile} was answered by {one.section.profile}")
        return replace(one, cryptos=())
    fitting = tuple(key for key in one.cryptos if (key.tag, key.suite) in place.suites)
    if not fitting:
        raise SdpError("the answer has no key for what was offered encrypted")
    return replace(one, cryptos=fitting[:1])
