"""The settings file: whole or not at all, of any version, damaged in any way, and typed where it is used."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.settings import settings_file
from core.settings.document import VERSION, DamagedSettings, Sections, read_document, write_document
from core.settings.settings_file import LONGEST, NewerSettings, SettingsFile
from core.storage import StorageError, Store

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def opened(path: Path) -> SettingsFile:
    made = SettingsFile(path)
    assert made.load() == []
    return made


@given(st.dictionaries(st.text().filter(lambda name: name != "version"), JSON, max_size=4))
def test_what_is_written_is_read(sections: Sections) -> None:
    assert read_document(write_document(sections)) == (sections, False)


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_else(content: bytes) -> None:
    try:
        read_document(content)
    except DamagedSettings as error:
        assert str(error)


def test_an_older_version_is_brought_up_to_date_step_by_step() -> None:
    steps = (
        lambda sections: {"sound": {"volume": sections["volume"]}},
        lambda sections: {**sections, "steps": 2},
    )
    read = read_document(b'{"version": 1, "volume": 0.5}', steps)
    assert read == ({"sound": {"volume": 0.5}, "steps": 2}, False)
    assert read_document(b'{"version": 3, "a": 1}', steps) == ({"a": 1}, False)


def test_it_is_kept_for_this_user_alone(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    opened(path).set("profile", {"name": "Åsa"})
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert opened(path).get("profile") == {"name": "Åsa"}
    assert json.loads(path.read_text())["version"] == VERSION
    assert [each.name for each in tmp_path.iterdir()] == ["settings.json"]


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00" * 100, b"{", b"[]", b"7", b'{"version": 0}', b'{"version": "1"}', b'{"version": true}'],
)
def test_a_damaged_file_is_kept_aside_and_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    settings = SettingsFile(path)
    (sentence,) = settings.load()
    (aside,) = tmp_path.iterdir()
    assert aside.name in sentence and aside.read_bytes() == content
    settings.set("a", 1)
    assert opened(path).get("a") == 1


def test_one_too_long_is_none_of_ours(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_bytes(b" " * (LONGEST + 2))
    assert len(SettingsFile(tmp_path / "settings.json").load()) == 1


def test_a_newer_one_is_read_and_not_written(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    content = json.dumps({"version": VERSION + 1, "profile": {"name": "Anna"}, "later": [1]})
    path.write_text(content)
    settings = SettingsFile(path)
    assert "newer version" in settings.load()[0]
    assert settings.get("profile") == {"name": "Anna"}
    with pytest.raises(NewerSettings):
        settings.set("profile", {})
    assert path.read_text() == content


async def test_the_store_says_so(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text(json.dumps({"version": VERSION + 1, "profile": {"user_id": "a"}}))
    store = Store()
    assert len(await store.open(tmp_path / "ahoy.sqlite")) == 1
    assert await store.setting("profile") == {"user_id": "a"}
    with pytest.raises(StorageError, match="newer version"):
        await store.set_setting("profile", {})
    await store.close()


def test_a_full_disk_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "settings.json"
    settings = opened(path)
    settings.set("a", 1)

    def full(path: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(settings_file, "write_whole", full)
        with pytest.raises(OSError):
            settings.set("a", 2)
    assert settings.get("a") == 1 and opened(path).get("a") == 1


@pytest.mark.parametrize("value", [object(), float("nan"), {1, 2}])
def test_what_json_cannot_hold_changes_nothing(tmp_path: Path, value: object) -> None:
    settings = opened(tmp_path / "settings.json")
    with pytest.raises((TypeError, ValueError)):
        settings.set("a", value)
    assert settings.get("a") is None
