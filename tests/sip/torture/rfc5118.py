"""The cases of RFC 5118 (IPv6 in SIP), in messages of our own."""

from __future__ import annotations

from tests.sip.torture.rfc4475 import Owed, refused, valid

SDP_V6 = (
    "v=0\r\no=u 1 1 IN IP6 2001:db8::20\r\ns=-\r\nc=IN IP6 2001:db8::20\r\nt=0 0\r\n"
    "m=audio 4000 RTP/AVP 0\r\n"
)
SDP_BOTH = (
    "v=0\r\no=u 1 1 IN IP6 2001:db8::1\r\ns=-\r\nt=0 0\r\n"
    "m=audio 6000 RTP/AVP 97\r\nc=IN IP6 2001:db8::1\r\nm=video 7000 RTP/AVP 98\r\nc=IN IP4 192.0.2.1\r\n"
)
SDP_MAPPED = SDP_V6.replace("2001:db8::20", "::ffff:192.0.2.10")


def message(method: str, uri: str, body: str = "", **changes: str) -> bytes:
    headers = {
        "Via": "SIP/2.0/UDP [2001:db8::9:1];branch=z9hG4bKas3-111",
        "Max-Forwards": "70",
        "From": "<sip:caller@example.com>;tag=81x2",
        "To": "<sip:user@example.com>",
        "Call-ID": f"v6-{len(uri)}-{len(body)}-{'-'.join(sorted(changes)).lower() or 'plain'}",
        "CSeq": f"98176 {method}",
        "Contact": '"Caller" <sip:caller@[2001:db8::1]>',
    }
    if body:
        headers["Content-Type"] = "application/sdp"
    headers.update({name.replace("_", "-"): value for name, value in changes.items()})
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"{method} {uri} SIP/2.0\r\n{head}Content-Length: {len(body)}\r\n\r\n{body}".encode()


USER = "sip:user@example.com"
VIA = "SIP/2.0/UDP [2001:db8::9:1]"
MESSAGES: dict[str, bytes] = {
    "v6-reference": message("REGISTER", "sip:[2001:db8::10]"),
    "v6-no-brackets": message("REGISTER", "sip:2001:db8::10"),
    "v6-port-ambiguous": message("REGISTER", "sip:[2001:db8::10:5070]"),
    "v6-port": message("REGISTER", "sip:[2001:db8::10]:5070"),
    "v6-received-bare": message("OPTIONS", USER, Via=f"{VIA};received=2001:db8::9:255;branch=z9hG4bKas3"),
    "v6-received": message("OPTIONS", USER, Via=f"{VIA};received=[2001:db8::9:255];branch=z9hG4bKas4"),
    "v6-sdp": message("INVITE", USER, SDP_V6),
    "v6-mixed-headers": message(
        "OPTIONS",
        USER,
        Via=f"{VIA}:6050;branch=z9hG4bKas5, SIP/2.0/TCP 192.0.2.1;branch=z9hG4bKkde",
        Contact="<sip:caller@192.0.2.2>",
    ),
    "v6-mixed-sdp": message("INVITE", USER, SDP_BOTH),
    "v6-mapped": message(
        "INVITE",
        USER,
        SDP_MAPPED,
        Via="SIP/2.0/UDP [::ffff:192.0.2.10]:19823;branch=z9hG4bKbh19",
        Contact="<sip:caller@[::ffff:192.0.2.10]>",
    ),
    "v6-three-colons": message("OPTIONS", USER, Contact="<sip:caller@[2001:db8:::192.0.2.1]>"),
}

RFC5118: dict[str, Owed] = {
    "v6-reference": valid("4.1", "valid", "403", "403", "405"),
    "v6-no-brackets": refused("4.2", "address without brackets"),
    "v6-port-ambiguous": valid("4.3", "valid, the port is of the address", "403", "403", "405"),
    "v6-port": valid("4.4", "valid, with a port", "403", "403", "405"),
    "v6-received-bare": valid("4.5", "valid, received without brackets", "403", "200", "200"),
    "v6-received": valid("4.5", "to be taken, received in brackets", "403", "200", "200"),
    "v6-sdp": valid("4.6", "valid, in the SDP", "403", "486", "486"),
    "v6-mixed-headers": valid("4.7", "valid, beside IPv4 in headers", "403", "200", "200"),
    "v6-mixed-sdp": valid("4.8", "valid, beside IPv4 in the SDP", "403", "486", "486"),
    "v6-mapped": valid("4.9", "valid, IPv4-mapped", "403", "486", "486"),
    "v6-three-colons": valid("4.10", "to be taken, a colon too many", "403", "200", "200"),
}
