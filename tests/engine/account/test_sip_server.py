"""A SIP server of somebody else's as the person's service, and going from one service to another and back."""

from __future__ import annotations

from pathlib import Path

from core.commands import SaveContact, SetDisplayName, SignOut, UseService
from core.snapshots import AppSnapshot, Feature, ServiceState
from tests.engine.engines import RunningEngine
from tests.engine.served import KEY, SECRET

NOWHERE = "ws://127.0.0.1:9"
PASSWORD = "correct horse battery staple"


def is_online(snapshot: AppSnapshot) -> bool:
    return snapshot.service.state is ServiceState.ONLINE


def everything_on_disk(profile: Path) -> bytes:
    files = [*profile.rglob("ahoy.sqlite*"), *profile.rglob("settings.json*")]
    return b"".join(file.read_bytes() for file in files)


def test_from_service_to_service_and_back(tmp_path: Path) -> None:
    with RunningEngine(tmp_path) as ada:
        ada.post(SetDisplayName("Ada"))
        ada.wait(is_online)
        ada.post(SaveContact("Bob", "bob"))
        ada.post(UseService(url=NOWHERE, user_id="ada.b", password=PASSWORD, sip_domain="Sip.Example.org"))
        foreign = ada.wait(lambda s: s.service.is_foreign and s.service.message)
        assert "cannot be reached" in foreign.service.message
        assert not foreign.service.is_embedded and not foreign.service.signs_tokens_here
        missing = {each.feature: each.reason for each in foreign.service.missing}
        assert Feature.NEARBY in missing and Feature.CONFERENCES in missing and all(missing.values())
        assert ada.vault.read(f"sip-password:{NOWHERE}:ada.b") == PASSWORD

        ada.post(UseService())
        own = ada.wait(lambda s: is_online(s) and s.service.is_embedded)
        assert not own.service.is_foreign and [c.name for c in own.contacts] == ["Echo test", "Bob"]
        assert Feature.NEARBY not in [each.feature for each in own.service.missing]

        ada.post(UseService(url=NOWHERE))
        ada.wait(lambda s: s.service.is_foreign and "cannot be reached" in s.service.message)
        service = ada.engine.desk.phonebook.remembered.service
        assert (service.user_id, service.sip_domain) == ("ada.b", "sip.example.org")
    assert PASSWORD.encode() not in everything_on_disk(tmp_path)
    assert "ada.b" in (tmp_path / "settings.json").read_text()


def test_an_own_service_is_gone_back_to_by_its_place(tmp_path: Path) -> None:
    with RunningEngine(tmp_path) as ada:
        ada.post(SetDisplayName("Ada"))
        ada.wait(is_online)
        ada.post(UseService(url=NOWHERE, user_id="a", application_key=KEY, application_secret=SECRET))
        ada.wait(lambda s: s.service.url == NOWHERE and "cannot be reached" in s.service.message)
        ada.post(UseService())
        ada.wait(lambda s: is_online(s) and s.service.is_embedded)
        ada.post(UseService(url=NOWHERE))
        back = ada.wait(lambda s: s.service.url == NOWHERE and "cannot be reached" in s.service.message)
        assert back.service.signs_tokens_here and not back.service.is_foreign


def test_signing_out_forgets_the_password_and_the_way_back(tmp_path: Path) -> None:
    with RunningEngine(tmp_path) as ada:
        ada.post(SetDisplayName("Ada"))
        ada.wait(is_online)
        ada.post(SignOut())  # of the embedded service there is nothing to forget
        ada.post(UseService(url=NOWHERE, user_id="ada.b", password=PASSWORD))
        ada.wait(lambda s: s.service.is_foreign and s.service.message)
        ada.post(SignOut())
        ada.wait(lambda s: is_online(s) and s.service.is_embedded)
        assert ada.vault.read(f"sip-password:{NOWHERE}:ada.b") is None
    assert "ada.b" not in (tmp_path / "settings.json").read_text()


NONSENSE = (
    (UseService(url="wss://sip.example.org", password="x"), "needs the user name"),
    (UseService(url="wss://sip.example.org", user_id="a", sip_domain="x"), "needs your password"),
    (UseService(url="https://sip.example.org", user_id="a", password="x"), "must be a wss:// address"),
    (UseService(url="ws://192.0.2.1", user_id="a", password="x"), "must be a wss:// address"),
    (UseService(url="wss://[", user_id="a", password="x"), "must be a wss:// address"),
    (UseService(url="wss://x", user_id="a", password="x", sip_domain="a b"), "must be a host name"),
    (UseService(url="wss://x", user_id="a\nb", password="x"), "control characters"),
    (UseService(url="wss://x", user_id="a", password="x" * 300), "255 characters"),
)


def test_nonsense_gets_a_sentence(tmp_path: Path) -> None:
    with RunningEngine(tmp_path) as ada:
        ada.post(SetDisplayName("Ada"))
        ada.wait(is_online)
        for settings, sentence in NONSENSE:
            ada.post(settings)
            told = ada.wait(
                lambda s, sentence=sentence: (
                    s.service.state is ServiceState.FAILED and sentence in s.service.message
                )
            )
            assert told.service.is_foreign
            ada.post(UseService())
            ada.wait(lambda s: is_online(s) and s.service.is_embedded)
