"""The parts of the gateway alone: its table, its words, its networks, what crosses it, its configuration."""

from __future__ import annotations

from pathlib import Path

import aiohttp
import pytest

from core.calling import ServiceFeatures
from core.engine.account.missing import missing_features
from core.service.config import GatewayConfig, ServiceConfig, SipListener
from core.service.config_table import ENCRYPTIONS
from core.service.errors import ServiceError, ServiceProblem
from core.service.gateway.call_headers import (
    caller_here,
    caller_outside,
    crossing_headers,
    diversion,
    is_too_long,
)
from core.service.gateway.calls.phases import PHASES, Duty, Happened, Phase, step
from core.service.gateway.calls.refusals import Refusal
from core.service.gateway.media.bridge import Encryption, encryption_named
from core.service.gateway.networks import Networks, Reachable
from core.service.routing.decisions import Refuse, Rules, Sender, ToGateway, ToUser, cleaned
from core.service.routing.endpoints import GATEWAY, Account, Instance, RouteTokens
from core.service.service import CallService
from core.sip.messages import Request, Uri
from core.snapshots import Feature as ShownFeature
from tests.service.gateway.fake_media import FakeMedia

ALICE = Instance("alice", "urn:uuid:1", application="app")


def invite(target: str = "sip:bob@far.example", **headers: str) -> Request:
    usual = {"From": '"Al" <sip:alice@ahoy.invalid>;tag=1', "To": f"<{target}>", "Max-Forwards": "70"}
    return Request("INVITE", Uri.parse(target), list((usual | headers).items()))


def test_nothing_leaves_the_end_and_everything_ends_there():
    assert all(phase is not Phase.ENDED for phase, _ in PHASES)
    for phase in (Phase.SETTING_UP, Phase.ATTENDED, Phase.CONNECTED):
        for happened in (Happened.CALLER_GONE, Happened.CALLEE_GONE, Happened.MEDIA_LOST):
            after, duties = PHASES[phase, happened]
            assert after is Phase.ENDED and duties[-1] is Duty.CLOSE_MEDIA
    assert step(Phase.ENDED, Happened.CALLER_GONE) is None
    assert step(Phase.CONNECTED, Happened.CALLEE_REFUSES) is None


def test_refusals_in_both_directions():
    status, phrase, headers = Refusal(407, "Who are you?", is_far=True).for_client()
    assert (status, phrase) == (403, "Who are you?") and headers[0][1].cause == 407
    assert Refusal(503, is_far=True).for_client()[0] == 500
    assert Refusal(502, "no way").for_client() == (502, "no way", [])
    assert Refusal(401).for_outside()[0] == 403 and Refusal(486).for_outside()[0] == 486
    assert Refusal(404, "\r\nVia: evil\u0007" + "x" * 500).words == ("Via: evil" + "x" * 500)[:120]
    assert Refusal(404, "\t").words == "Not Found"


@pytest.mark.parametrize(
    ("headers", "number"),
    [
        ({"Diversion": "<sip:+4721000001@carrier.example>;reason=unconditional"}, "+4721000001"),
        ({"Diversion": '"Shop" <tel:+4721000001>, <sip:+4721000009@a.example>'}, ""),
        ({"Diversion": "<sip:4721000001@a.example>, <sip:+4721000009@a.example>"}, "4721000001"),
        (
            {"History-Info": "<sip:+4721000001@a.example>;index=1, <sip:+4721@a.example>;index=1.1"},
            "+4721000001",
        ),
        ({"History-Info": "<sip:+4721000001@a.example>;index=1"}, ""),
        ({"Diversion": "<sip:sales@a.example>"}, ""),
        ({"Diversion": "<sip:+47%0d%0aVia:@a.example>"}, ""),
        ({"Diversion": "<<<;;,"}, ""),
        ({}, ""),
    ],
)
def test_the_number_that_a_call_was_redirected_from(headers, number):
    expected = [("Diversion", f"<sip:{number}@anonymous.invalid>")] if number else []
    assert diversion(invite(**headers)) == expected


def test_networks():
    inside = Networks(("192.0.2.0/24", "2001:db8::/32", "10.0.0.1"))
    assert inside.contains("192.0.2.77") and inside.contains("2001:db8::5") and inside.contains("10.0.0.1")
    assert not inside.contains("192.0.3.1") and not inside.contains("no address") and not Networks(())
    for text in ("192.0.2.1/24", "300.0.0.0/8", "far.example", ""):
        with pytest.raises(ServiceError, match="is no network") as caught:
            Networks((text,))
        assert caught.value.problem is ServiceProblem.CONFIGURATION


def test_where_calls_may_go():
    anywhere, at_home = Reachable(Networks(()), is_local=False), Reachable(Networks(()), is_local=True)
    assert anywhere.allows("192.0.2.1") and not anywhere.allows("127.0.0.1") and not anywhere.allows("::1")
    assert not anywhere.allows("169.254.169.254"), "what a cloud tells its machines"
    assert at_home.allows("127.0.0.1")
    for nobody in ("0.0.0.0", "::", "224.0.0.1", "ff02::1", "255.255.255.255", "far.example"):
        assert not anywhere.allows(nobody) and not at_home.allows(nobody)
    assert not Reachable(Networks(("10.0.0.0/8",)), is_local=True).allows("127.0.0.1")


def test_what_crosses():
    request = invite(**{"X-A": "1", "x-b": "two words", "X-Ahoy-Headers": "e30", "Subject": "no"})
    request.headers.add("X-Utf", "ü")
    request.headers.add("X-Big", "x" * 1020)
    request.headers.add("X-After", "too late")
    assert crossing_headers(request) == [("X-A", "1"), ("x-b", "two words")]


def test_who_is_told_to_call():
    asserted = {"P-Asserted-Identity": '"Alice" <sip:alice@ahoy.invalid>'}
    assert str(caller_here(invite(**asserted), "calls.example")) == '"Alice" <sip:alice@calls.example>'
    odd = {"From": '"x" <sip:a%20b@y>;tag=1'}
    assert str(caller_here(invite(**odd), "calls.example").uri) == "sip:unknown@calls.example"
    for wish in ("id", "header; ID", "user"):
        hidden = caller_here(invite(**asserted, Privacy=wish), "calls.example")
        assert str(hidden) == '"Anonymous" <sip:anonymous@anonymous.invalid>'
    assert caller_here(invite(**asserted, Privacy="none"), "calls.example").uri.user == "alice"
    outside = {"From": '"E\u202eve" <sip:eve:pw@far.example:5070;user=phone>;tag=1'}
    assert str(caller_outside(invite(**outside))) == '"Eve" <sip:eve@far.example:5070>'
    assert "anonymous" in str(caller_outside(invite(From="<tel:+1>;tag=2")))


def test_the_longest_address():
    assert not is_too_long(Uri.parse("sip:" + "b" * 52 + "@far.example"))
    assert is_too_long(Uri.parse("sip:" + "b" * 53 + "@far.example"))


def rules(application: str | None = "app") -> Rules:
    return Rules(
        frozenset({"ahoy.invalid", "localhost", "127.0.0.1"}),
        "own.ahoy.invalid",
        RouteTokens(b"k" * 32),
        is_known=lambda account: account.user in ("alice", "bob", GATEWAY.user),
        visible=lambda user: None,
        named_domains=frozenset({"ahoy.invalid"}),
        gateway_application=application,
    )


def test_which_calls_lead_outside():
    sender = Sender(ALICE, is_guest=False, may_call=True)
    for target in ("sip:bob@far.example", "sips:bob@far.example", "sip:bob@127.0.0.1:5070"):
        assert rules().decide(invite(target), sender) == ToGateway(), target
        assert isinstance(rules(None).decide(invite(target), sender), Refuse | ToUser)
    for target in ("sip:bob@127.0.0.1", "sip:bob@ahoy.invalid:5060", "sip:bob@AHOY.invalid"):
        assert rules().decide(invite(target), sender) == ToUser(Account("app", "bob")), target
    message = invite()
    message.method = "MESSAGE"
    assert isinstance(rules().decide(message, sender), Refuse)
    assert isinstance(rules().decide(invite("tel:+4930"), sender), Refuse)
    assert isinstance(rules().decide(invite(f"sip:{GATEWAY.user}@ahoy.invalid"), sender), Refuse)
    stranger = Sender(None, is_guest=False, may_call=False)
    assert rules().decide(invite(), stranger) == Refuse(403, "Register first")


def test_whom_the_gateway_may_call():
    sender = Sender(GATEWAY, is_guest=False, may_call=True)
    outside = {"From": '"Eve" <sip:eve@far.example;x=y>;tag=1'}
    assert rules().decide(invite("sip:alice@ahoy.invalid", **outside), sender) == ToUser(
        Account("app", "alice")
    )
    for target in ("sip:nobody@ahoy.invalid", "sip:alice@far.example", f"sip:{GATEWAY.user}@ahoy.invalid"):
        assert rules().decide(invite(target, **outside), sender) == Refuse(404), target
    copy = cleaned(invite("sip:alice@ahoy.invalid", **outside), sender, "ahoy.invalid")
    assert copy.headers.get("P-Ahoy-Unverified") == "1"
    assert copy.headers.get("P-Asserted-Identity") == '"Eve" <sip:eve@far.example>'


@pytest.mark.parametrize(
    ("config", "words"),
    [
        (GatewayConfig(True, (SipListener("sctp", "127.0.0.1", 0),)), "no transport"),
        (GatewayConfig(True, (SipListener("tls", "127.0.0.1", 0),)), "needs a certificate"),
        (GatewayConfig(True, (SipListener("udp", "192.0.2.1", 5060),)), "no such address"),
        (GatewayConfig(True, allowed_networks=("x",)), "no network"),
        (GatewayConfig(True, callable_networks=("10.0.0.0/99",)), "no network"),
        (GatewayConfig(True, encryption="rot13"), "no encryption"),
        (GatewayConfig(True, authorities=Path("/nowhere.pem")), "cannot be read"),
    ],
)
async def test_a_configuration_that_makes_no_sense_is_refused(
    tmp_path: Path, config: GatewayConfig, words: str, no_task_left: None
):
    service = CallService(ServiceConfig(tmp_path, gateway=config), bridges=FakeMedia())
    with pytest.raises(ServiceError, match=words):
        await service.start()


def test_each_encryption_of_the_configuration_means_one_of_media():
    known = [encryption_named(text) for text in ENCRYPTIONS]
    assert known[0] is None and known[1:] == list(Encryption)
    with pytest.raises(ValueError, match="rot13"):
        encryption_named("rot13")


async def test_a_port_in_use_is_named(tmp_path: Path, no_task_left: None):
    gateway = GatewayConfig(True, (SipListener("udp", "127.0.0.1", 0),))
    first = CallService(ServiceConfig(tmp_path / "a", gateway=gateway), bridges=FakeMedia())
    await first.start()
    assert first.gateway is not None
    ((_, _, port),) = first.gateway.listening
    taken = GatewayConfig(True, (SipListener("udp", "127.0.0.1", port),))
    second = CallService(ServiceConfig(tmp_path / "b", gateway=taken), bridges=FakeMedia())
    with pytest.raises(ServiceError, match=f"UDP port {port} on 127.0.0.1 is already in use") as caught:
        await second.start()
    assert caught.value.problem is ServiceProblem.PORT_IN_USE
    await first.stop()


@pytest.mark.parametrize("enabled", [True, False])
async def test_the_service_says_whether_it_has_a_gateway(tmp_path: Path, enabled: bool, no_task_left: None):
    config = ServiceConfig(tmp_path, gateway=GatewayConfig(enabled=enabled))
    service = CallService(config, bridges=FakeMedia())
    endpoint = await service.start()
    url = f"http://127.0.0.1:{endpoint.port}/.well-known/ahoy.json"
    async with aiohttp.ClientSession() as http, http.get(url) as answer:
        said = await answer.json()
    await service.stop()
    assert ("sip" in said.get("features", ())) is enabled
    missing = missing_features(ServiceFeatures.of_service(said.get("features", ())), is_embedded=True)
    assert (ShownFeature.SIP_CALLS in {each.feature for each in missing}) is not enabled
