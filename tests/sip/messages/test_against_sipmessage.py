"""Another parser as an oracle, on the well-formed messages that it handles."""

from __future__ import annotations

import pytest
import sipmessage

from core.sip.messages import Request, Response, parse_message

MESSAGES = [
    b"INVITE sip:bob@biloxi.example.com SIP/2.0\r\n"
    b"Via: SIP/2.0/TCP client.atlanta.example.com:5060;branch=z9hG4bK74b43\r\n"
    b"Max-Forwards: 70\r\n"
    b"Route: <sip:ss1.atlanta.example.com;lr>\r\n"
    b"From: Alice <sip:alice@atlanta.example.com>;tag=9fxced76sl\r\n"
    b"To: Bob <sip:bob@biloxi.example.com>\r\n"
    b"Call-ID: 3848276298220188511@atlanta.example.com\r\n"
    b"CSeq: 1 INVITE\r\n"
    b"Contact: <sip:alice@client.atlanta.example.com;transport=tcp>\r\n"
    b"Content-Type: application/sdp\r\n"
    b"Content-Length: 5\r\n\r\nv=0\r\n",
    b"SIP/2.0 180 Ringing\r\n"
    b"Via: SIP/2.0/TCP ss1.example.com:5060;branch=z9hG4bK2d4790.1;received=192.0.2.111\r\n"
    b"Via: SIP/2.0/TCP client.example.com:5060;branch=z9hG4bK74b43;received=192.0.2.101\r\n"
    b"Record-Route: <sip:ss2.example.com;lr>, <sip:ss1.example.com;lr>\r\n"
    b'From: "Alice A." <sip:alice@example.com>;tag=9fxced76sl\r\n'
    b"To: Bob <sip:bob@example.com>;tag=314159\r\n"
    b"Call-ID: 3848276298220188511@example.com\r\n"
    b"CSeq: 1 INVITE\r\n"
    b"Contact: <sip:bob@client.example.com;transport=tcp>\r\n"
    b"Content-Length: 0\r\n\r\n",
    b"REGISTER sips:ss2.example.com SIP/2.0\r\n"
    b"Via: SIP/2.0/TLS client.example.com:5061;branch=z9hG4bKnashds7\r\n"
    b"Max-Forwards: 70\r\n"
    b"f: Bob <sips:bob@example.com>;tag=a73kszlfl\r\n"
    b"t: Bob <sips:bob@example.com>\r\n"
    b"i: 1j9FpLxk3uxtm8tn@example.com\r\n"
    b"CSeq: 2 REGISTER\r\n"
    b"m: <sips:bob@client.example.com>\r\n"
    b'Authorization: Digest username="bob", realm="atlanta.example.com", nonce="ea9c8e88df84f1cec",'
    b' opaque="", uri="sips:ss2.example.com", response="dfe56131d1958046689d83306477ecc"\r\n'
    b"Expires: 60\r\n"
    b"Content-Length: 0\r\n\r\n",
]


def address(value: object) -> tuple[str, str, str | None]:
    """Reduce either package's address to name, URI and tag."""
    if isinstance(value, sipmessage.Address):
        return value.name or "", str(value.uri), value.parameters.get("tag")
    return value.display_name, str(value.uri), value.tag


@pytest.mark.parametrize("data", MESSAGES, ids=["invite", "ringing", "register"])
def test_both_read_the_same(data: bytes):
    ours, theirs = parse_message(data), sipmessage.Message.parse(data)
    if isinstance(ours, Request):
        assert (ours.method, str(ours.uri)) == (theirs.method, str(theirs.uri))
    else:
        assert isinstance(ours, Response) and (ours.status, ours.reason) == (theirs.code, theirs.phrase)
    assert address(ours.from_) == address(theirs.from_address)
    assert address(ours.to) == address(theirs.to_address)
    assert (ours.call_id, ours.body) == (theirs.call_id, theirs.body)
    assert (ours.cseq.number, ours.cseq.method) == (theirs.cseq.sequence, theirs.cseq.method)
    assert [(via.transport, via.host, via.port, via.branch) for via in ours.vias] == [
        (via.transport, via.host, via.port, via.parameters.get("branch")) for via in theirs.via
    ]
    assert [address(one) for one in ours.contacts.addresses] == [address(one) for one in theirs.contact]
    assert [address(one) for one in ours.routes] == [address(one) for one in theirs.route]
    assert [address(one) for one in ours.record_routes] == [address(one) for one in theirs.record_route]


@pytest.mark.parametrize("data", MESSAGES, ids=["invite", "ringing", "register"])
def test_each_reads_what_the_other_writes(data: bytes):
    written = sipmessage.Message.parse(bytes(parse_message(data)))
    again = parse_message(bytes(written))
    assert again.call_id == parse_message(data).call_id and again.vias == parse_message(data).vias
    assert address(written.from_address) == address(again.from_)
