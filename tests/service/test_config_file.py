"""The configuration file: what it sets, and a sentence for every way to get it wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.service.config import GatewayConfig, SipListener
from core.service.config_file import read_config, read_gateway
from core.service.errors import ServiceError, ServiceProblem
from core.service.process.command import ServeArguments
from core.service.process.running import service_config
from core.service.push.config import PushConfig


def read(folder: Path, text: str) -> GatewayConfig:
    path = folder / "ahoy.toml"
    path.write_text(text)
    return read_gateway(path)


def test_a_gateway_with_everything(tmp_path: Path):
    text = """
        [gateway]
        listen = ["udp:0.0.0.0:5060", "TCP:[::]:5070", "tls:192.0.2.1"]
        public_host = "203.0.113.7"
        allowed_networks = ["192.0.2.0/24"]
        callable_networks = ["0.0.0.0/0", "::/0"]
        certificate = "sip.pem"
        key = "/etc/sip.key"
        authorities = "roots.pem"
        encryption = "sdes"
        calls = 7
        media_ports = [40000, 40099]
        speaker = "/opt/espeak-ng"
        stun = "stun:stun.example:3479"
        prompts = "prompts"
        prompt_networks = ["10.1.0.0/16"]
    """
    assert read(tmp_path, text) == GatewayConfig(
        True,
        (
            SipListener("udp", "0.0.0.0", 5060),
            SipListener("tcp", "::", 5070),
            SipListener("tls", "192.0.2.1", 5061),
        ),
        "203.0.113.7",
        ("192.0.2.0/24",),
        ("0.0.0.0/0", "::/0"),
        (tmp_path / "sip.pem", Path("/etc/sip.key")),
        tmp_path / "roots.pem",
        "sdes",
        7,
        (40_000, 40_099),
        tmp_path / "prompts",
        ("10.1.0.0/16",),
        "/opt/espeak-ng",
        "stun.example:3479",
    )
    assert read(tmp_path, "[gateway]") == GatewayConfig(enabled=True)
    assert read(tmp_path, "") == GatewayConfig()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[gateway", "is no TOML"),
        ("[gatway]", "nothing to set called"),
        ("gateway = 1", "must be a table"),
        ("[gateway]\nlisten = 5060", "must be a list"),
        ("[gateway]\nlisten = [5060]", "must be a list"),
        ("[gateway]\nlisten = ['5060']", "no address to listen on"),
        ("[gateway]\nlisten = ['udp:0.0.0.0:99999']", "no address to listen on"),
        ("[gateway]\nlisten = ['sctp:0.0.0.0:5060']", "no address to listen on"),
        ("[gateway]\nlisten = ['udp:a b:5060']", "no address to listen on"),
        ("[gateway]\nlisten = ['tls:0.0.0.0:5061']", "needs certificate and key"),
        ("[gateway]\ncertificate = 'a.pem'", "go together"),
        ("[gateway]\npublic_host = 'a b'", "public_host must be"),
        ("[gateway]\nencryption = 'rot13'", "one of auto, none, sdes, dtls"),
        ("[gateway]\ncalls = 0", "from 1 to"),
        ("[gateway]\ncalls = true", "from 1 to"),
        ("[gateway]\ncalls = 1.5", "from 1 to"),
        ("[gateway]\nstun = 'turn:turn.example'", "STUN server is needed"),
        ("[gateway]\nstun = 'a b'", "stun cannot be 'a b'. A STUN server looks like"),
        ("[gateway]\nstun = 7", "stun must be"),
        ("[gateway]\nmedia_ports = 20000", "write .20000, 29999."),
        ("[gateway]\nmedia_ports = [20000]", "media_ports must be"),
        ("[gateway]\nmedia_ports = [29999, 20000]", "media_ports must be"),
        ("[gateway]\nmedia_ports = [80, 20000]", "media_ports must be"),
        ("[gateway]\nmedia_ports = ['a', true]", "media_ports must be"),
        ("[gateway]\nport = 5060", "knows no 'port'"),
        ("[gateway]\nauthorities = 7", "authorities must be a path"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, words: str):
    with pytest.raises(ServiceError, match=words) as caught:
        read(tmp_path, text)
    assert caught.value.problem is ServiceProblem.CONFIGURATION


def test_a_file_that_is_not_there_or_no_text(tmp_path: Path):
    with pytest.raises(ServiceError, match="cannot be read"):
        read_gateway(tmp_path / "none.toml")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ServiceError, match="cannot be read"):
        read_gateway(tmp_path / "bytes.toml")


def test_who_calls_sip_addresses_without_a_file(tmp_path: Path):
    own = service_config(ServeArguments(tmp_path, embedded=True)).gateway
    assert own.enabled and own.listeners == (), "the app's own calls out, and nobody calls in"
    assert not service_config(ServeArguments(tmp_path)).gateway.enabled
    path = tmp_path / "ahoy.toml"
    path.write_text("[gateway]\nlisten = ['udp:127.0.0.1:0']")
    assert service_config(ServeArguments(tmp_path, config=path)).gateway.listeners


def test_a_trunk_is_enough_for_a_gateway(tmp_path: Path) -> None:
    file = tmp_path / "service.toml"
    file.write_text(
        '[[trunk]]\nname = "main"\nserver = "sip.example.net"\n[numbers]\n"+4930123456" = "alice"\n'
    )
    gateway = read_gateway(file)
    assert gateway.enabled and [trunk.name for trunk in gateway.phone.trunks] == ["main"]
    assert gateway.phone.numbers == {"+4930123456": "alice"}


def test_numbers_alone_are_no_gateway(tmp_path: Path) -> None:
    file = tmp_path / "service.toml"
    file.write_text('[phone]\ncountry = "DE"\n')
    assert not read_gateway(file).enabled


def test_push(tmp_path: Path):
    path = tmp_path / "ahoy.toml"
    path.write_text(
        '[push]\nenabled = false\ncontact = "mailto:calls@example.net"\nnetworks = ["10.0.0.0/8"]'
    )
    assert read_config(path)[2] == PushConfig(False, "mailto:calls@example.net", ("10.0.0.0/8",))
    path.write_text("")
    assert read_config(path)[2] == PushConfig()
    own = service_config(ServeArguments(tmp_path, embedded=True))
    assert not own.push.enabled, "the app's own service wakes nobody: it ends with the app"
    for text in ("contact = 'me'", "enabled = 1", "networks = '10.0.0.0/8'", "agent = true", "contact = 5"):
        path.write_text(f"[push]\n{text}")
        with pytest.raises(ServiceError) as caught:
            read_config(path)
        assert "[push]" in str(caught.value)
