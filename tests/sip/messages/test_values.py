"""Header values and URIs: parse, read, write again."""

from __future__ import annotations

import pytest

from core.sip.messages import (
    Challenge,
    ContactList,
    Credentials,
    CSeq,
    IllegalValue,
    MediaType,
    NameAddr,
    Parameters,
    ParseError,
    RAck,
    Reason,
    RetryAfter,
    Uri,
    Via,
    parse_challenges,
    parse_tokens,
)

INSTANCE = '<sip:a@x.invalid;transport=ws;ob>;reg-id=1;+sip.instance="<urn:uuid:0000-1111>"'


@pytest.mark.parametrize(
    "text",
    [
        "sip:alice@example.org",
        "sips:alice:secret@example.org:5061;transport=ws;lr",
        "sip:my_host.example.com",
        "sip:host1",
        "sip:[2001:db8::1]:5060;lr",
        "sip:+46123@example.org;user=phone",
        "sip:alice@example.org;gr=urn:uuid:f81d4fae-7dec",
        "sip:bob@example.org?Replaces=a%40b%3Bto-tag%3D1&Subject=x",
        "sip:user;par=u%40example.net@example.com",
        "sip:sips%3Auser%40example.com@example.net",
        "tel:+358-555-1234567;phone-context=example.org",
        "urn:service:sos",
        "http://www.example.com",
        "isbn:2983792873",
    ],
)
def test_uri_round_trips(text: str):
    assert str(Uri.parse(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "alice",
        ":x",
        "sip:",
        "sip:@host",
        "sip:a b@host",
        "sip:alice@",
        "sip:alice@host:99999",
        "sip:alice@host:",
        "sip:alice@ho st",
        "sip:alice@host\r\nEvil: 1",
        "sip:alice@host;a=1;A=2",
        "sip:alice@host;;",
        "sip:alice@[::1",
        "<sip:alice@host>",
        "1sip:alice@host",
    ],
)
def test_uri_refuses(text: str):
    with pytest.raises(ParseError):
        Uri.parse(text)


def test_uri_parts_and_comparison():
    uri = Uri.parse("SIP:%61lice@EXAMPLE.org;Transport=WS")
    assert uri.scheme == "sip" and uri.user == "%61lice" and uri.unescaped_user == "alice"
    assert uri.params.get("transport") == "WS"
    assert uri.address() == "sip:alice@example.org"
    assert Uri.for_user("a b@c", "h").user == "a%20b%40c"
    assert Uri.parse("sip:a:pw@h").password == "pw"


@pytest.mark.parametrize("field", [{"user": "a\r\nb"}, {"host": "a b"}, {"port": 70000}, {"password": "\0"}])
def test_uri_cannot_be_made_from_parts_that_break_it(field: dict):
    with pytest.raises(IllegalValue):
        Uri(**{"scheme": "sip", "host": "h", **field})
    with pytest.raises(ValueError):
        Uri("x-other", opaque="a\nb")


def test_name_addr_forms():
    assert NameAddr.parse("sip:a@x;tag=1").tag == "1"
    assert "tag" not in NameAddr.parse("sip:a@x;tag=1").uri.params
    assert NameAddr.parse("<sip:a@x;tag=1>").tag is None
    assert NameAddr.parse("caller<sip:a@x>").display_name == "caller"
    assert NameAddr.parse("Two  Words <sip:a@x>").display_name == "Two Words"
    assert NameAddr.parse('"a \\"b\\" \\\\" <sip:a@x> ; Tag = "q"').display_name == 'a "b" \\'
    assert NameAddr.parse("Zoë Ångström <sip:a@x>").display_name == "Zoë Ångström"
    assert NameAddr.parse("<http://www.example.com>;tag=3").uri.scheme == "http"


@pytest.mark.parametrize(
    "text",
    [
        "",
        '"a <sip:a@x>',
        "<sip:a@x",
        "< sip:a@x >",
        "Bell, Alexander <sip:a@x>",
        "sip:a@x?Route=%3Csip:b%3E",
        "<sip:a@x>;;",
        "<sip:a@x>;tag=",
        "<sip:a@x> junk",
        '<sip:a@x>;tag="x',
        "<sip:a@x>;tag=1;TAG=2",
        '"a" <sip:a@x.org>, "b" <sip:b@y.org>',
    ],
)
def test_name_addr_refuses(text: str):
    with pytest.raises(ParseError):
        NameAddr.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        INSTANCE,
        '"Ann; \\"x\\", b" <sip:a@x>;tag=9',
        "<sip:a@x>;q=0.5;expires=60;gr=urn:uuid:aa-bb",
        '<sip:a@x>;a="1;2,3";b;c=[::1]',
    ],
)
def test_name_addr_round_trips(text: str):
    assert str(NameAddr.parse(text)) == text


def test_instance_and_gruu_survive():
    address = NameAddr.parse(INSTANCE)
    assert address.params.get("+sip.instance") == "<urn:uuid:0000-1111>"
    assert address.params.get("REG-ID") == "1"
    assert address.having_param("expires", "60").params.get("expires") == "60"


def test_display_names_do_not_swallow_addresses():
    """A list of two stays two, whatever is quoted."""
    both = NameAddr.parse_list('"a, b" <sip:a@x.org>, "c" <sip:b@y.org>;x="1,2", sip:d@z')
    assert [one.display_name for one in both] == ["a, b", "c", ""]
    assert [str(one.uri) for one in both] == ["sip:a@x.org", "sip:b@y.org", "sip:d@z"]
    with pytest.raises(IllegalValue):
        NameAddr(Uri("sip", host="x"), "a\r\nEvil: 1")


def test_contact_star():
    assert ContactList.parse(["*"]).is_star and str(ContactList.parse(["*"])) == "*"
    assert len(ContactList.parse(["<sip:a@x>, <sip:b@x>", "<sip:c@x>"]).addresses) == 3
    with pytest.raises(ParseError):
        ContactList.parse(["*", "<sip:a@x>"])


def test_via():
    via = Via.parse("SIP / 2.0 / UDP  host:5060 ; Branch = z9hG4bKx;rport;received=10.0.0.1")
    assert (via.transport, via.host, via.port) == ("UDP", "host", 5060)
    assert (via.branch, via.rport, via.received) == ("z9hG4bKx", "", "10.0.0.1")
    assert str(via) == "SIP/2.0/UDP host:5060;Branch=z9hG4bKx;rport;received=10.0.0.1"
    assert via.has_rfc3261_branch and not Via.parse("SIP/2.0/UDP h;branch=z9hG4bK").has_rfc3261_branch
    assert Via.parse("SIP/2.0/UDP [2001:db8::9:1];branch=b").host == "[2001:db8::9:1]"
    assert len(Via.parse_list("SIP/2.0/UDP a;branch=b, SIP/2.0/WSS c.invalid;branch=d")) == 2
    assert Via.parse("SIP/2.0/WSS my_host.invalid;branch=b").host == "my_host.invalid"


@pytest.mark.parametrize(
    "text",
    ["", "SIP/2.0/UDP", "SIP/2.0/UDP ;branch=x", "HTTP/2.0/UDP h", "SIP/2.0/UDP h;;,;,,", "SIP/2.0/UDP h x"],
)
def test_via_refuses(text: str):
    with pytest.raises(ParseError):
        Via.parse(text)


def test_via_of_another_version_is_505():
    with pytest.raises(ParseError) as error:
        Via.parse("SIP/7.0/UDP h")
    assert error.value.status == 505


@pytest.mark.parametrize(
    "text", ["2147483648 INVITE", "-1 INVITE", "1", "INVITE", "1 IN VITE", "9" * 400 + " X"]
)
def test_cseq_refuses(text: str):
    with pytest.raises(ParseError):
        CSeq.parse(text)


def test_small_values_round_trip():
    assert str(CSeq.parse("0009\t INVITE")) == "9 INVITE"
    assert str(RAck.parse("776 1 INVITE")) == "776 1 INVITE"
    assert str(MediaType.parse("Application/SDP ;charset=utf-8")) == "application/sdp;charset=utf-8"
    assert [one.essence for one in MediaType.parse_list("text/*, application/sdp")] == [
        "text/*",
        "application/sdp",
    ]
    assert MediaType.parse_list("") == ()
    assert MediaType.parse("*/*").covers("application/sdp") and not MediaType.parse("a/b").covers("a/c")
    assert str(RetryAfter.parse("120 (I'm (deep) in) ;duration=3600")) == "120 (I'm (deep) in);duration=3600"
    assert parse_tokens(["a, b,,", " c "]) == ("a", "b", "c")
    with pytest.raises(ParseError):
        parse_tokens(["a b"])


def test_reason():
    text = 'SIP;cause=200;text="Call completed elsewhere"'
    assert str(Reason.parse_list(text)[0]) == text
    both = Reason.parse_list('Q.850;cause=16;text="a, \\"b\\"", SIP;cause=600')
    assert [(one.protocol, one.cause, one.text) for one in both] == [
        ("Q.850", 16, 'a, "b"'),
        ("SIP", 600, ""),
    ]
    with pytest.raises(ParseError):
        Reason.parse_list("SIP;cause=x")


def test_comment_depth_is_bounded():
    with pytest.raises(ParseError, match="deep"):
        RetryAfter.parse("1 " + "(" * 9 + ")" * 9)
    assert RetryAfter.parse("1 " + "(" * 8 + ")" * 8).seconds == 1


def test_challenges_are_kept_apart():
    line = (
        'Digest realm="a, b", qop="auth,auth-int", nonce="n1", Bearer authz_server="https://x", scope="sip"'
    )
    first, second = Challenge.parse_list(line)
    assert (first.get("realm"), first.get("qop"), first.get("nonce")) == ("a, b", "auth,auth-int", "n1")
    assert (second.scheme, second.get("AUTHZ_SERVER")) == ("Bearer", "https://x")
    assert [one.scheme for one in parse_challenges([line, "=broken", "Negotiate, Basic realm=x"])] == [
        "Digest",
        "Bearer",
        "Negotiate",
        "Basic",
    ]
    assert ", ".join(map(str, (first, second))) == line


@pytest.mark.parametrize(
    "text", ["Digest realm", "Digest realm=", 'Digest realm="x', 'Digest a="1" b="2"', "="]
)
def test_challenges_refuse(text: str):
    with pytest.raises(ParseError):
        Challenge.parse_list(text)


def test_credentials():
    assert Credentials.parse("Bearer abc/def==").token == "abc/def=="
    assert str(Credentials.parse("Bearer abc/def==")) == "Bearer abc/def=="
    digest = Credentials.parse('Digest username="a", uri="sip:x", nc=00000001')
    assert digest.get("uri") == "sip:x" and digest.get("nc") == "00000001" and not digest.token
    assert str(Credentials.parse("NoOneKnowsThisScheme opaque-data=here")).endswith("opaque-data=here")
    assert "abc" not in repr(Credentials("Bearer", "abc"))
    with pytest.raises(IllegalValue):
        Credentials("Bearer", "a\r\nEvil: 1")


def test_parameters():
    params = Parameters.of(branch="z9", text="a b", flag=None)
    assert str(params) == ';branch=z9;text="a b";flag'
    assert params.get("TEXT") == "a b" and params.get("flag") == "" and params.get("none") is None
    assert str(params.having("BRANCH", "x").lacking("Text")) == ";branch=x;flag"
    assert list(params) == ["branch", "text", "flag"] and len(params) == 3
    for name, value in (("a b", "x"), ("a", "x\r\ny")):
        with pytest.raises(IllegalValue):
            params.having(name, value)
