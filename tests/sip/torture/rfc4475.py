"""What each message of RFC 4475 is owed, and what a service and a client of ours answer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[3].parent / "shared" / "data" / "rfc4475"
needs_files = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the RFC 4475 files are not beside the repository"
)

NOTHING = "nothing"
VALID = frozenset({"200", "401", "403", "404", "405", "480", "481", "486", "501"})
"""What a message that is in order may get: an answer to what it says, not to how it is written."""


@dataclass(frozen=True, slots=True)
class Owed:
    """The clause, what it says, the answers it allows, and what is answered.

    By a service to a stranger, by a service to somebody who is registered, by a client in a call.
    """

    clause: str
    words: str
    allowed: frozenset[str]
    stranger: str
    registered: str
    client: str


def valid(clause: str, words: str, stranger: str, registered: str, client: str) -> Owed:
    return Owed(clause, words, VALID, stranger, registered, client)


def refused(clause: str, words: str, status: str = "400") -> Owed:
    return Owed(clause, f"{words}: {status}", frozenset({status}), status, status, status)


def dropped(clause: str, words: str) -> Owed:
    return Owed(clause, f"{words}: no answer", frozenset({NOTHING}), NOTHING, NOTHING, NOTHING)


def read(name: str) -> bytes:
    return (FOLDER / f"{name}.dat").read_bytes()


RFC4475: dict[str, Owed] = {
    "wsinv": valid("3.1.1.1", "valid, in a dialog nobody has", "481", "481", "481"),
    "intmeth": valid("3.1.1.2", "valid, unknown method", "405", "405", "405"),
    "esc01": valid("3.1.1.3", "valid, escapes", "403", "403", "486"),
    "escnull": valid("3.1.1.4", "valid, escaped NUL", "404", "404", "405"),
    "esc02": valid("3.1.1.5", "valid, % that escapes nothing", "405", "405", "405"),
    "lwsdisp": valid("3.1.1.6", "valid, no blank before <", "403", "200", "200"),
    "longreq": valid("3.1.1.7", "valid, long values", "403", "403", "486"),
    "dblreq": valid("3.1.1.8", "valid, the rest ignored", "404", "404", "405"),
    "semiuri": valid("3.1.1.9", "valid, semicolon in the user", "403", "404", "200"),
    "transports": valid("3.1.1.10", "valid, unknown transports", "403", "200", "200"),
    "mpart01": valid("3.1.1.11", "valid, several parts", "403", "403", "200"),
    "unreason": dropped("3.1.1.12", "valid response to nothing asked"),
    "noreason": dropped("3.1.1.13", "valid response to nothing asked"),
    "badinv01": refused("3.1.2.1", "separators that separate nothing"),
    "clerr": refused("3.1.2.2", "Content-Length too large"),
    "ncl": refused("3.1.2.3", "negative Content-Length"),
    "scalar02": refused("3.1.2.4", "numbers too large"),
    "scalarlg": dropped("3.1.2.5", "response with numbers too large"),
    "quotbal": refused("3.1.2.6", "quote without an end"),
    "ltgtruri": refused("3.1.2.7", "<> around the Request-URI"),
    "lwsruri": refused("3.1.2.8", "blank in the Request-URI"),
    "lwsstart": refused("3.1.2.9", "several blanks in the first line"),
    "trws": refused("3.1.2.10", "blanks at the end of the first line"),
    "escruri": refused("3.1.2.11", "headers in the Request-URI"),
    "baddate": valid("3.1.2.12", "date not in GMT: taken, or 400", "403", "486", "486"),
    "regbadct": refused("3.1.2.13", "Contact URI that needs <>"),
    "badaspec": refused("3.1.2.14", "blanks in an address"),
    "baddn": refused("3.1.2.15", "name that needs quotes (leniency allowed)"),
    "badvers": refused("3.1.2.16", "SIP/7.0", "505"),
    "mismatch01": refused("3.1.2.17", "another method in CSeq"),
    "mismatch02": refused("3.1.2.18", "another method in CSeq, unknown one"),
    "bigcode": dropped("3.1.2.19", "response with a huge status"),
    "badbranch": valid("3.2.1", "valid, branch of RFC 2543", "403", "200", "200"),
    "insuf": refused("3.3.1", "headers missing"),
    "unkscm": refused("3.3.2", "unknown scheme", "416"),
    "novelsc": refused("3.3.3", "novel scheme", "416"),
    "unksm2": valid("3.3.4", "valid, schemes in addresses", "404", "404", "405"),
    "bext01": refused("3.3.5", "extensions nobody has", "420"),
    "invut": Owed("3.3.6", "unknown body: 415", VALID | {"415"}, "403", "415", "415"),
    "regaut01": valid("3.3.7", "valid, unknown proof", "404", "404", "405"),
    "multi01": refused("3.3.8", "headers twice"),
    "mcl01": refused("3.3.9", "two Content-Lengths"),
    "bcast": dropped("3.3.10", "response for another"),
    "zeromf": Owed("3.3.11", "483 by a proxy", frozenset({"483", "200"}), "483", "483", "200"),
    "cparam01": valid("3.3.12", "valid, Contact parameter", "401", "403", "405"),
    "cparam02": valid("3.3.13", "valid, URI parameter", "401", "403", "405"),
    "regescrt": valid("3.3.14", "valid, escaped Route", "401", "403", "405"),
    "sdp01": Owed("3.3.15", "no SDP wanted: 406", VALID | {"406"}, "403", "406", "406"),
    "inv2543": valid("3.4.1", "valid, RFC 2543", "403", "403", "486"),
}
