"""A member's end of its description, told by text alone, as a client of another make might have it."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field

from core.media.congestion.feedback.wire import URI as NUMBER
from core.media.rtp.header_extensions import ABS_SEND_TIME, AUDIO_LEVEL, MID
from core.media.sdp.description import Section, parse_description
from core.media.sdp.directions import agreed
from core.media.transport.ice.description import IceDescription
from core.service.media.sdp.client_text import ClientTransport

FINGERPRINT = "sha-256 " + ":".join(["AB"] * 32)
PASSWORD = "p" * 24
ROOM = ClientTransport(IceDescription("room", PASSWORD), (FINGERPRINT,), "room-cname")
FEEDBACK = ("nack", "nack pli", "ccm fir", "transport-cc")
VIDEO_CODECS = (
    (97, "VP8/90000", ""),
    (98, "rtx/90000", "apt=97"),
    (99, "H264/90000", "packetization-mode=1;profile-level-id=42e01f"),
    (100, "rtx/90000", "apt=99"),
)
AUDIO_CODECS = (
    (96, "opus/48000/2", "useinbandfec=1"),
    (0, "PCMU/8000", ""),
    (101, "telephone-event/8000", "0-15"),
)
Codecs = tuple[tuple[int, str, str], ...]


@dataclass
class FarSection:
    """What the far end knows of one section. ``wish`` is the direction that it would like."""

    kind: str
    mid: str
    wish: str
    is_ours: bool
    """Whether the far end has added it."""
    port: int = 9
    is_slides: bool = False
    label: str = ""


@dataclass
class FarEnd:
    """Offers and answers; checks what the room says as it comes."""

    has_video: bool = True
    audio: Codecs = AUDIO_CODECS
    video: Codecs = VIDEO_CODECS
    sections: list[FarSection] = field(default_factory=list)
    restarts: int = 0
    fingerprint: str = FINGERPRINT
    ice: tuple[str, str, tuple[str, ...]] | None = None
    """Name, password and candidates; None: made-up ones."""
    ssrcs: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """The sources of its own sections by mid: of what is sent, and of copies."""
    directions: list[str] = field(default_factory=list)
    """What was agreed upon, section by section, as the far end sees it."""

    def __post_init__(self) -> None:
        self.sections.append(FarSection("audio", "a", "sendrecv", is_ours=True))
        if self.has_video:
            self.sections.append(FarSection("video", "v", "sendrecv", is_ours=True))

    # --- offers ---------------------------------------------------------------------------------------

    def offer(self) -> str:
        """Return its offer."""
        lines = self._head([one for one in self.sections if one.port])
        for one in self.sections:
            lines += self._section(one, one.wish if one.port else "inactive", "actpass")
        return "\r\n".join(lines) + "\r\n"

    def take_answer(self, text: str) -> None:
        """Check the room's answer."""
        sections = self._checked(text)
        assert len(sections) == len(self.sections)
        self.directions = []
        for ours, theirs in zip(self.sections, sections, strict=True):
            assert ours.kind == theirs.kind
            if not ours.port:
                assert not theirs.port
            ours.port = 9 if theirs.port else 0
            direction = agreed(ours.wish, theirs.direction) if theirs.port else "inactive"
            if theirs.port:
                assert theirs.value("mid") == ours.mid
                assert theirs.value("setup") in ("active", "passive")
                # An answer names no more than was offered (RFC 3264 section 6.1).
                assert {*theirs.formats} <= {str(number) for number, _, _ in self._codecs(ours)}
                assert agreed(theirs.direction, ours.wish) == theirs.direction
            self.directions.append(direction)

    # --- answers --------------------------------------------------------------------------------------

    def take_offer(self, text: str, rng: random.Random | None = None) -> str:
        """Check the room's offer and return the answer; what ``rng`` says is not shown, or refused."""
        sections = self._checked(text)
        assert len(sections) >= len(self.sections)
        for index, theirs in enumerate(sections):
            assert theirs.port == 0 or theirs.value("setup") == "actpass"
            if index >= len(self.sections):
                mid = theirs.value("mid")
                assert mid and mid not in [one.mid for one in self.sections]
                self.sections.append(FarSection(theirs.kind, mid, "recvonly", is_ours=False))
            ours = self.sections[index]
            assert ours.kind == theirs.kind
            label = re.search(r"(?m)^a=label:(\S+)", _texts(text)[index])
            if theirs.port:
                if not ours.is_ours or not ours.port:
                    self._look(ours, label[1] if label else "", rng)
                assert theirs.value("mid") == ours.mid
            else:
                ours.port, ours.label = 0, ""
        self.directions = [
            agreed(one.wish, theirs.direction) if one.port else "inactive"
            for one, theirs in zip(self.sections, sections, strict=True)
        ]
        return self._answer(sections)

    def _look(self, ours: FarSection, label: str, rng: random.Random | None) -> None:
        if ours.label != label:
            ours.port, ours.label, ours.wish, ours.is_ours = 9, label, "recvonly", False
        if rng is not None:
            ours.wish = rng.choice(["recvonly", "recvonly", "inactive"])
            ours.port = 0 if rng.random() < 0.05 else ours.port

    def _answer(self, offered: list[Section]) -> str:
        lines = self._head([one for one in self.sections if one.port])
        for one, theirs in zip(self.sections, offered, strict=True):
            lines += self._section(one, agreed(one.wish, theirs.direction), "active", theirs)
        return "\r\n".join(lines) + "\r\n"

    # --- both -----------------------------------------------------------------------------------------

    def _checked(self, text: str) -> list[Section]:
        description = parse_description(text)
        types: dict[str, str] = {}
        extensions: dict[str, str] = {}
        open_mids = []
        for section in description.sections:
            if not section.port:
                continue
            open_mids.append(section.value("mid"))
            for value in section.values("rtpmap"):
                number, _, name = value.partition(" ")
                apt = next((v for v in section.values("fmtp") if v.startswith(f"{number} apt=")), "")
                assert types.setdefault(number, name + apt) == name + apt, "one number, two codecs"
            for value in section.values("extmap"):
                number, _, uri = value.partition(" ")
                assert extensions.setdefault(number, uri) == uri, "one id, two extensions"
            assert section.value("ice-ufrag") and section.value("fingerprint") and section.has("rtcp-mux")
        assert list(description.bundled) == open_mids
        assert len(set(open_mids)) == len(open_mids)
        sources = [value.split(" ")[0] for one in description.sections for value in one.values("ssrc")]
        assert len(set(sources)) == len(sources)
        return list(description.sections)

    def _head(self, bundled: list[FarSection]) -> list[str]:
        group = " ".join(one.mid for one in bundled)
        return ["v=0", "o=- 1 1 IN IP4 0.0.0.0", "s=-", "t=0 0", f"a=group:BUNDLE {group}"]

    def _codecs(self, one: FarSection) -> Codecs:
        return self.audio if one.kind == "audio" else self.video

    def _section(
        self, one: FarSection, direction: str, setup: str, answered: Section | None = None
    ) -> list[str]:
        if not one.port:
            return [f"m={one.kind} 0 UDP/TLS/RTP/SAVPF 0", f"a=mid:{one.mid}", "a=inactive"]
        codecs = self._codecs(one)
        if answered is not None:
            codecs = tuple(codec for codec in codecs if str(codec[0]) in answered.formats)
        numbers = " ".join(str(number) for number, _, _ in codecs)
        lines = [f"m={one.kind} 9 UDP/TLS/RTP/SAVPF {numbers}", f"a={direction}", f"a=mid:{one.mid}"]
        name, password, candidates = self.ice or (f"far{self.restarts}", PASSWORD, ())
        lines += ["a=rtcp-mux", f"a=ice-ufrag:{name}", f"a=ice-pwd:{password}"]
        lines += [f"a=candidate:{candidate}" for candidate in candidates]
        lines += [f"a=fingerprint:{self.fingerprint}", f"a=setup:{setup}"]
        lines += [f"a=rtpmap:{number} {name}" for number, name, _ in codecs]
        lines += [f"a=fmtp:{number} {value}" for number, _, value in codecs if value]
        if one.kind == "video":
            lines += [f"a=rtcp-fb:{codecs[0][0]} {word}" for word in FEEDBACK]
            lines += [f"a=extmap:3 {ABS_SEND_TIME}"]
        else:
            lines += [f"a=rtcp-fb:{codecs[0][0]} transport-cc", f"a=extmap:2 {AUDIO_LEVEL}"]
        lines += [f"a=ssrc:{ssrc} cname:far" for ssrc in self.ssrcs.get(one.mid, ())]
        return [
            *lines,
            f"a=extmap:1 {MID}",
            f"a=extmap:4 {NUMBER}",
            *(["a=content:slides"] if one.is_slides else []),
        ]

    def share_screen(self) -> None:
        """Add a screen."""
        mids = {one.mid for one in self.sections}
        mid = next(f"s{number}" for number in range(99) if f"s{number}" not in mids)
        self.sections.append(FarSection("video", mid, "sendonly", is_ours=True, is_slides=True))

    def hold(self, *, is_held: bool) -> None:
        """Put the room on hold, or take it back."""
        for one in self.sections:
            if one.is_ours:
                one.wish = "sendonly" if is_held else "sendrecv"
            elif one.port:
                one.wish = "inactive" if is_held else "recvonly"


def _texts(text: str) -> list[str]:
    return re.split(r"(?m)^(?=m=)", text)[1:]
