"""The person's own number and the country of numbers that name none."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import Any

import phonenumbers
import pytest
from pytestqt.qtbot import QtBot

from core import commands
from core.snapshots import AppSnapshot, ProfileSnapshot
from tests.ui import scenes
from tests.ui.fake_engine import FakeEngine
from ui.bridge import Bridge
from ui.language.countries import country_name
from ui.viewmodels.dial_words import number_words, shown_address
from ui.viewmodels.phone import PhoneViewModel, country_rows


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def phone(qtbot: QtBot, engine: FakeEngine) -> Any:
    made = PhoneViewModel(Bridge(engine))  # type: ignore[arg-type]
    made.show_snapshot(scenes.home())
    return made


def test_the_own_number_is_shown_and_set(phone: Any, engine: FakeEngine) -> None:
    assert phone.property("ownNumber") == "+49 30 12340"
    assert phone.setOwnNumber("030 12349")
    assert phone.setOwnNumber("+49 30 12340"), "nothing new"
    assert phone.setOwnNumber("")
    assert engine.commands == [commands.SetPhone("+493012349", ""), commands.SetPhone("", "")]


@pytest.mark.parametrize("typed", ["+49", "alice", "+999 123456", "112\x00", "9" * 40])
def test_a_number_that_is_none_is_said(phone: Any, engine: FakeEngine, typed: str) -> None:
    assert not phone.setOwnNumber(typed)
    assert phone.property("problem").endswith(".") and engine.commands == []
    assert phone.property("ownNumber") == "+49 30 12340"


def test_the_country_is_chosen_from_those_that_have_telephones(phone: Any, engine: FakeEngine) -> None:
    keys = [row.key for row in country_rows()]
    assert set(keys) == phonenumbers.SUPPORTED_REGIONS
    assert phone.country.model.rows[0].name == "As the system says (Germany)"
    phone.country.choose(1 + keys.index("SE"))
    assert engine.commands == [commands.SetPhone("+493012340", "SE")]
    chosen = replace(scenes.home(), profile=ProfileSnapshot("F", "f", country="SE"), region="SE")
    phone.show_snapshot(chosen)
    assert phone.country.model.rows[phone.country.property("current")].name == "Sweden"
    phone.show_snapshot(AppSnapshot())
    assert phone.country.model.rows[0].name == "As the system says"


def test_the_countries_are_listed_anew_only_when_one_is_chosen(
    phone: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.viewmodels.phone.country_rows", lambda: pytest.fail("listed again"))
    phone.show_snapshot(replace(scenes.home(), missed_calls=3))


def test_a_start_does_not_load_the_numbering_plans() -> None:
    script = """
import sys
from tests.ui import scenes
from ui.viewmodels.phone import PhoneViewModel
PhoneViewModel(None).show_snapshot(scenes.home())
sys.exit("phonenumbers" in sys.modules)
"""
    assert subprocess.run([sys.executable, "-c", script], timeout=60, check=False).returncode == 0


def test_numbers_and_countries_in_words() -> None:
    assert shown_address("+493012345678") == "+49 30 12345678" and shown_address("+49112") == "112"
    assert shown_address("anna") == "anna" and shown_address("+49\n") == "+49\n"
    assert country_name("DE") == "Germany" and country_name("") == country_name("nonsense") == ""
    assert number_words("030\u201112345678", "DE").line == "Phone number · Germany"
