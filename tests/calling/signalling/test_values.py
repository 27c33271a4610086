"""The small values: headers, media state, addresses, ICE servers, directory, token life, back-off."""

from __future__ import annotations

import base64
import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calling import ArgumentError
from core.calling.arguments import call_headers
from core.calling.signalling.backoff import Backoff
from core.calling.signalling.ice_servers import parse_ice_servers
from core.calling.signalling.service_address import ServiceAddress
from core.calling.signalling.service_directory import ServiceDirectory
from core.calling.signalling.session_description import offers_video
from core.calling.signalling.token_life import HeldToken
from core.media.session import IceServer
from core.sip.call_headers import decode_headers, encode_headers

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


class TestCallHeaders:
    @given(st.dictionaries(text, text, max_size=6))
    def test_round_trip(self, headers: dict[str, str]) -> None:
        encoded = encode_headers(headers)
        assert encoded.isascii() and encoded.isprintable() and " " not in encoded
        assert decode_headers(encoded) == headers

    @given(st.text(max_size=100))
    def test_garbage_gives_none(self, value: str) -> None:
        assert isinstance(decode_headers(value), dict)

    @pytest.mark.parametrize("value", [None, "", "!", "bm9uc2Vuc2U", "WzFd", "eyJhIjoxfQ", "x" * 9000])
    def test_examples(self, value: str | None) -> None:
        assert decode_headers(value) == {}

    def test_too_much_from_the_other_side(self) -> None:
        data = json.dumps({"k": "v" * 2000}).encode()
        assert decode_headers(base64.urlsafe_b64encode(data).decode()) == {}

    def test_worst_case_fits_the_wire(self) -> None:
        headers = {chr(0x100 + n): "" for n in range(512)}
        assert decode_headers(encode_headers(call_headers(headers))) == headers


class TestServiceAddress:
    @pytest.mark.parametrize(
        ("given_", "sip", "http"),
        [
            ("calls.example.org", "wss://calls.example.org/sip", "https://calls.example.org/x"),
            ("https://calls.example.org", "wss://calls.example.org/sip", "https://calls.example.org/x"),
            (
                "https://calls.example.org:8443/",
                "wss://calls.example.org:8443/sip",
                "https://calls.example.org:8443/x",
            ),
            ("wss://[2001:db8::1]:443", "wss://[2001:db8::1]:443/sip", "https://[2001:db8::1]:443/x"),
            ("http://127.0.0.1:8060", "ws://127.0.0.1:8060/sip", "http://127.0.0.1:8060/x"),
            ("ws://localhost:1", "ws://localhost:1/sip", "http://localhost:1/x"),
            ("http://[::1]:5", "ws://[::1]:5/sip", "http://[::1]:5/x"),
            (" HTTPS://Example.org ", "wss://example.org/sip", "https://example.org/x"),
        ],
    )
    def test_good(self, given_: str, sip: str, http: str) -> None:
        address = ServiceAddress.parse(given_)
        assert (address.sip_url, address.http_url("/x")) == (sip, http)

    @pytest.mark.parametrize(
        "given_",
        [
            "",
            " ",
            None,
            5,
            "http://example.org",
            "ws://10.0.0.1",
            "ftp://x",
            "://x",
            "https://",
            "https://user:pw@x",
            "https://x/path",
            "https://x?q",
            "x:y",
            "x:99999",
            "a b",
            "https://[::1",
            "http://127.0.0.1.evil.org",
            "https://" + "a" * 300,
            "https://a..b.example",
            "x\r\nHost: y",
        ],
    )
    def test_bad(self, given_: Any) -> None:
        with pytest.raises(ArgumentError) as caught:
            ServiceAddress.parse(given_)
        assert caught.value.argument == "environmentHost"

    @given(st.text(max_size=60))
    def test_never_anything_but_an_argument_error(self, given_: str) -> None:
        try:
            address = ServiceAddress.parse(given_)
        except ArgumentError:
            return
        assert address.domain


class TestDirectory:
    ADDRESS = ServiceAddress.parse("https://calls.example.org")

    def test_all_given(self) -> None:
        value = {
            "domain": "example.org",
            "wss": ["wss://sip.example.org/sip"],
            "ice": "https://ice.example.org/x",
        }
        expected = ServiceDirectory("example.org", "wss://sip.example.org/sip", "https://ice.example.org/x")
        assert ServiceDirectory.parse(value, self.ADDRESS) == expected

    @pytest.mark.parametrize(
        "value",
        [
            {},
            {"domain": "a b", "wss": "wss://x", "ice": 5},
            {
                "domain": "x\r\n",
                "wss": [None, 5, "ws://evil.example/sip", "http://x"],
                "ice": "http://evil.example/",
            },
            {"domain": "", "wss": ["wss://[", "wss://"], "ice": "https://["},
        ],
    )
    def test_odd_is_as_usual(self, value: dict[str, Any]) -> None:
        assert ServiceDirectory.parse(value, self.ADDRESS) == ServiceDirectory.usual(self.ADDRESS)

    @given(st.dictionaries(st.sampled_from(["domain", "wss", "ice"]), json_values))
    def test_any_json(self, value: dict[str, Any]) -> None:
        ServiceDirectory.parse(value, self.ADDRESS)


class TestIceServers:
    def test_good(self) -> None:
        value = {
            "ttl": 600,
            "iceServers": [
                {"urls": ["stun:s.example.org:3478"]},
                {"urls": "turn:t.example.org?transport=tcp", "username": "u", "credential": "c"},
            ],
        }
        found = parse_ice_servers(value)
        assert found.lifetime == 600
        assert found.servers == (
            IceServer(("stun:s.example.org:3478",)),
            IceServer(("turn:t.example.org?transport=tcp",), "u", "c"),
        )

    @pytest.mark.parametrize(
        "entry",
        [
            None,
            5,
            {},
            {"urls": []},
            {"urls": "http://x"},
            {"urls": "stun:a", "username": 5},
            {"urls": "stun:a b"},
        ],
    )
    def test_odd_entries_are_left_out(self, entry: object) -> None:
        found = parse_ice_servers({"iceServers": [entry, {"urls": "stun:ok"}]})
        assert found.servers == (IceServer(("stun:ok",)),)

    def test_bounded(self) -> None:
        found = parse_ice_servers({"iceServers": [{"urls": ["stun:a"] * 100}] * 100, "ttl": 1e9})
        assert len(found.servers) == 8 and len(found.servers[0].urls) == 8
        assert found.lifetime == 86_400

    @given(json_values)
    def test_any_json(self, value: object) -> None:
        parse_ice_servers({"iceServers": value, "ttl": value})


class TestTokenLife:
    def test_of_a_real_one(self) -> None:
        payload = base64.urlsafe_b64encode(b'{"iat": 5000, "exp": 5600}').decode().rstrip("=")
        held = HeldToken.take(f"a.{payload}.c", 100.0)
        assert held.renew_at() == 100.0 + 510.0
        assert held.is_usable(600.0) and not held.is_usable(610.0)

    @given(st.text(max_size=80))
    def test_anything_else_is_used_until_refused(self, token: str) -> None:
        held = HeldToken.take(token, 0.0)
        assert held.renew_at() is None and held.is_usable(1e9)


@given(st.integers(0, 2**32), st.integers(0, 30))
def test_backoff_is_spread_and_bounded(seed: int, failures: int) -> None:
    backoff = Backoff(random.Random(seed), base=1.0, maximum=60.0)
    bounds = [1.0, 2.0, *[4.0] * 13, 8.0, 16.0, 32.0, *[60.0] * 12]
    for bound in bounds[:failures]:
        assert bound / 2 <= backoff.next() <= bound
    assert backoff.next(at_least=100.0) == 100.0
    backoff.reset()
    assert backoff.next() <= 1.0


@pytest.mark.parametrize(
    ("sdp", "expected"),
    [
        ("v=0\r\nm=audio 9 X 0\r\n", False),
        ("v=0\r\nm=audio 9 X 0\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\n", True),
        ("m=video 0 X 96\r\n", False),
        ("a=x m=video 9 X\r\n", False),
        ("m=video 9/2 X\r\n", True),
        ("", False),
    ],
)
def test_offers_video(sdp: str, expected: bool) -> None:
    assert offers_video(sdp) is expected
