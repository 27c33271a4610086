"""What the configuration file says of rooms, and a sentence for every way to get it wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.service.conference.config import ConferenceConfig
from core.service.config_file import read_config
from core.service.errors import ServiceError
from core.service.process.command import ServeArguments
from core.service.process.running import service_config


def read(folder: Path, text: str) -> ConferenceConfig:
    path = folder / "ahoy.toml"
    path.write_text(text, encoding="utf-8")
    return read_config(path)[1]


def test_what_is_set_is_read_and_the_rest_stays_usual(tmp_path: Path):
    assert read(tmp_path, "") == ConferenceConfig()
    found = read(tmp_path, "[conferences]\nrooms = 3\nmembers = 16\nreturn_seconds = 0\nhost_seconds = 5\n")
    assert found == ConferenceConfig(rooms=3, members=16, return_seconds=0, host_seconds=5)
    assert not read(tmp_path, "[conferences]\nenabled = false\n").enabled
    path = tmp_path / "ahoy.toml"
    assert not service_config(ServeArguments(tmp_path, config=path)).conferences.enabled
    assert service_config(ServeArguments(tmp_path, embedded=True)).conferences == ConferenceConfig()


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("rooms = 0", "rooms must be a number from 1 to"),
        ("rooms = true", "rooms must be a number"),
        ("members = 1", "members must be a number from 2 to 64"),
        ("members = 65", "members must be a number from 2 to 64"),
        ('members = "eight"', "members must be a number"),
        ("return_seconds = -1", "return_seconds must be a number from 0"),
        ("host_seconds = 1e9", "host_seconds must be a number"),
        ('enabled = "yes"', "enabled must be true or false"),
        ("chairs = 9", "knows no 'chairs'"),
    ],
)
def test_nonsense_is_named(tmp_path: Path, line: str, sentence: str):
    with pytest.raises(ServiceError, match=r"\[conferences\]") as caught:
        read(tmp_path, f"[conferences]\n{line}\n")
    assert sentence in str(caught.value)


def test_rooms_are_a_table(tmp_path: Path):
    with pytest.raises(ServiceError, match="must be a table"):
        read(tmp_path, "conferences = 8\n")
