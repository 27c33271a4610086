"""Which cameras there are: ids that survive another socket, and cameras that may not be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from ui.devices import refused_cameras as module
from ui.devices.listing import camera_ids
from ui.devices.refused_cameras import refused_cameras


class Camera:
    """As much of a QCameraDevice as ids are made of."""

    def __init__(self, own_id: bytes, description: str) -> None:
        self.own_id = own_id
        self._description = description

    def id(self) -> Camera:
        return self

    def data(self) -> bytes:
        return self.own_id

    def description(self) -> str:
        return self._description


def ids(*cameras: tuple[bytes, str]) -> list[str]:
    return list(camera_ids(Camera(*camera) for camera in cameras))


def test_a_node_is_no_identity() -> None:
    assert ids((b"/dev/video0", "Studio")) == ids((b"/dev/video7", "Studio")) == ["camera:Studio"]


def test_two_of_one_kind_are_counted() -> None:
    assert ids((b"/dev/video0", "A"), (b"/dev/video2", "A"), (b"/dev/video4", "A")) == [
        "camera:A",
        "camera:A (2)",
        "camera:A (3)",
    ]


def test_an_id_that_the_system_keeps_is_kept() -> None:
    assert ids((b"0x1420000005ac8600", "FaceTime")) == [b"0x1420000005ac8600".hex()]


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(module, "NODES", str(tmp_path))
    monkeypatch.setattr(module, "NAMES", tmp_path / "names")
    monkeypatch.setattr(module.os, "access", lambda path, _mode: "locked" in Path(path).read_text())
    return tmp_path


def put(system: Path, node: str, text: str, **properties: str) -> None:
    (system / node).write_text(text)
    folder = system / "names" / node
    folder.mkdir(parents=True)
    for name, value in properties.items():
        (folder / name).write_text(value + "\n")


def test_cameras_without_rights_are_named(system: Path) -> None:
    put(system, "video0", "open", name="Front", index="0")
    put(system, "video1", "open", name="Front", index="1")
    put(system, "video2", "locked and usable", name="Back", index="0")
    put(system, "video3", "open")
    put(system, "videostream", "open")
    found = refused_cameras()
    assert [camera.name for camera in found] == ["Front", "Camera video3"]
    assert not any(camera.is_default for camera in found)


def test_a_system_without_nodes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "NODES", "/nowhere/at/all")
    assert refused_cameras() == ()
