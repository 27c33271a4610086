"""Finding libopus where each system and each way of installing puts it."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from core.media.codecs import libopus
from core.media.codecs.libopus_files import candidates

LAYOUTS = {
    "Linux wheel": ("site/av", "site/av.libs/libopus-114e2b1a.so.0.11.1"),
    "macOS wheel": ("site/av", "site/av/.dylibs/libopus.0.dylib"),
    "Windows wheel": ("site/av", "site/av.libs/libopus-0-bf1c0b1e4d.dll"),
    "Windows wheel, other name": ("site/av", "site/av.libs/opus-5f3a.dll"),
    "macOS bundle": ("app/Frameworks/av", "app/Frameworks/av/__dot__dylibs/libopus.0.dylib"),
    "bundle in one folder": ("app/_internal/av", "app/_internal/libopus-114e2b1a.so.0.11.1"),
    "beside PyAV": ("site/av", "site/av/libopus.so.0"),
}


def nothing(_name: str) -> str | None:
    return None


def place(folder: Path, path: str) -> Path:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"no library")
    return file


@pytest.mark.parametrize("layout", LAYOUTS)
def test_it_is_found_in_each_layout(layout: str, tmp_path: Path) -> None:
    package, file = LAYOUTS[layout]
    (tmp_path / package).mkdir(parents=True)
    found = place(tmp_path, file)
    for other in ("libopusfile-1.so.0", "libx264-3.so", "libopusenc.0.dylib"):
        place(tmp_path, str(Path(file).parent / other))
    assert list(candidates(tmp_path / package, system=(), find=nothing)) == [str(found.resolve())]


def test_a_bundle_and_the_system_come_after_the_wheel(tmp_path: Path) -> None:
    (tmp_path / "site/av").mkdir(parents=True)
    wheel = place(tmp_path, "site/av.libs/libopus-1.so")
    bundled = place(tmp_path, "bundle/libopus-2.so")
    brewed = place(tmp_path, "brew/libopus.0.dylib")
    found = candidates(
        tmp_path / "site/av",
        tmp_path / "bundle",
        [str(tmp_path / "brew"), str(tmp_path / "none")],
        {"opus": "libopus.so.0", "libopus-0": "libopus.so.0"}.get,
    )
    assert list(found) == [*(str(path.resolve()) for path in (wheel, bundled, brewed)), "libopus.so.0"]


def test_one_that_cannot_be_loaded_is_passed_over(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    broken = place(tmp_path, "libopus-1.so")
    right = next(candidates(Path(libopus.av.__file__).parent))
    with caplog.at_level(logging.INFO):
        assert libopus.load([str(broken), str(tmp_path / "gone.so"), right]) is not None
        other = next(Path(libopus.av.__file__).parent.parent.glob("av.libs/libswresample*"), None)
        assert libopus.load([str(broken), *([str(other)] if other else [])]) is None
    assert "no Opus in libopus-1.so" in caplog.text and str(tmp_path) not in caplog.messages[0].split(":")[0]


def test_without_one_the_error_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libopus, "_library", lambda: None)
    assert not libopus.is_available()
    for create in (libopus.LibopusDecoder, libopus.LibopusEncoder):
        with pytest.raises(libopus.OpusUnavailable, match="neither beside PyAV nor on this system"):
            create()
