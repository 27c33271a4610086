"""Descriptions of our own, as text: what aiortc cannot say or must not say again is put in here."""

from __future__ import annotations

import re
import secrets

from core.media.sdp.description import DIRECTIONS

OPUS_PARAMETERS = "minptime=10;useinbandfec=1"


def split_text(text: str) -> tuple[str, list[str]]:
    """Return the session part and the media sections of a description of ours."""
    head, *sections = re.split(r"(?m)^(?=m=)", text)
    return head, sections


def with_bundle(head: str, mids: list[str]) -> str:
    """Return the session part ``head`` with a BUNDLE group of ``mids``, none if there are none."""
    head = re.sub(r"a=group:BUNDLE[^\r\n]*\r\n", "", head)
    return head + ("a=group:BUNDLE " + " ".join(mids) + "\r\n" if mids else "")


def finish(text: str) -> str:
    """Return a description of ours as it is sent: with Opus's parameters, which aiortc cannot say."""
    match = re.search(r"a=rtpmap:(\d+) opus/48000/2\r\n", text)
    if match is None or f"a=fmtp:{match[1]} " in text:
        return text
    return text.replace(match[0], f"{match[0]}a=fmtp:{match[1]} {OPUS_PARAMETERS}\r\n", 1)


def with_direction(section: str, direction: str) -> str:
    """Return a section of ours with another direction."""
    words = "|".join(DIRECTIONS)
    changed, count = re.subn(rf"(?m)^a=(?:{words})\r\n", f"a={direction}\r\n", section)
    return changed if count else section + f"a={direction}\r\n"


def with_setup(section: str, role: str) -> str:
    """Return a section of ours with another DTLS role (RFC 8842 section 4.1)."""
    return re.sub(r"(?m)^a=setup:[^\r\n]*\r\n", f"a=setup:{role}\r\n", section)


def mid_of(section: str) -> str:
    """Return the mid of a section of ours; empty if it has none."""
    match = re.search(r"(?m)^a=mid:([^\r\n]*)", section)
    return match[1] if match else ""


def without_mid(section: str) -> str:
    """Return a section of ours without its mid."""
    return re.sub(r"(?m)^a=mid:[^\r\n]*\r\n", "", section)


def transport_lines(section: str) -> str:
    """Return what a section of ours says of the transport that all bundled ones share, but its candidates."""
    words = "ice-ufrag|ice-pwd|ice-options|fingerprint|setup"
    return "".join(f"{line}\r\n" for line in re.findall(rf"(?m)^a=(?:{words}):[^\r\n]*", section))


def is_rejected(section: str) -> bool:
    """Whether a section of ours has port 0 (RFC 3264 section 6)."""
    return re.match(r"m=\S+ 0 ", section) is not None


class Origin:
    """The o= line of one session: one id, and a version that rises with each change (RFC 3264 section 8)."""

    def __init__(self) -> None:
        self._id = secrets.randbits(62)
        self._version = 0
        self._last = ""

    def stamp(self, text: str) -> str:
        """Return ``text`` with our o= line."""
        body = re.sub(r"(?m)^o=[^\r\n]*\r\n", "", text, count=1)
        if body != self._last:
            self._version, self._last = self._version + 1, body
        line = f"o=- {self._id} {self._version} IN IP4 0.0.0.0\r\n"
        return body.replace("v=0\r\n", "v=0\r\n" + line, 1)
