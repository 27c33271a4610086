"""What libraries link to, and what strip may have done to them."""

from __future__ import annotations

import shutil
import struct
import sys
from pathlib import Path

import pytest
from shipping import system_needs
from shipping.linux import elf

SAID = """
/b/ahoy:     file format elf64-x86-64

Dynamic Section:
  NEEDED               libpython3.11.so.1.0
  NEEDED               libc.so.6
  RUNPATH              $ORIGIN

Version References:
  required from libc.so.6:
    0x0d696914 0x00 03 GLIBC_2.4
    0x09691a75 0x00 02 GLIBC_2.14
    0x09691974 0x00 04 GLIBC_PRIVATE

/b/libpython3.11.so.1.0:     file format elf64-x86-64

Dynamic Section:
  NEEDED               libz.so.1
"""


def test_links_are_read_for_each_file() -> None:
    found = elf.parse(SAID)
    assert found == {
        Path("/b/ahoy"): elf.Links(frozenset({"libpython3.11.so.1.0", "libc.so.6"}), (2, 14)),
        Path("/b/libpython3.11.so.1.0"): elf.Links(frozenset({"libz.so.1"}), (0,)),
    }
    assert elf.missing(found) == {
        "libc.so.6": [Path("/b/ahoy")],
        "libz.so.1": [Path("/b/libpython3.11.so.1.0")],
    }


@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("objdump"), reason="needs objdump")
def test_objdump_speaks_as_it_is_read(tmp_path: Path) -> None:
    import _cffi_backend

    (tmp_path / "text.so").write_text("no library")
    found = elf.read_links([Path(_cffi_backend.__file__), tmp_path / "text.so"])
    assert set(found) == {Path(_cffi_backend.__file__)}
    assert "libc.so.6" in found[Path(_cffi_backend.__file__)].needed


def image(*segments: tuple[int, int, int]) -> bytes:
    """Return the head of an ELF file whose loaded segments have these offsets, addresses and alignments."""
    head = (
        b"\x7fELF\x02\x01"
        + bytes(26)
        + struct.pack("<Q", 64)
        + bytes(14)
        + struct.pack("<HH", 56, len(segments))
    )
    table = [
        struct.pack("<IIQQQQQQ", 1, 5, start, place, place, 9, 9, align) for start, place, align in segments
    ]
    return head.ljust(64, b"\0") + b"".join(table)


@pytest.mark.parametrize(
    ("content", "is_loadable"),
    [
        (image((0, 0, 4096), (0x1000, 0x5000, 0x1000)), True),
        (image((0, 0, 4096), (0x1000, 0x5000, 0x4000)), True),
        (image((0, 0, 4096), (0x1080, 0x5000, 0x1000)), False),
        (b"\x7fELF\x01\x01" + bytes(90), False),
        (b"", False),
        (b"MZ" + bytes(200), False),
    ],
)
def test_segments_lie_as_the_loader_wants_them(content: bytes, is_loadable: bool, tmp_path: Path) -> None:
    path = tmp_path / "lib.so"
    path.write_bytes(content)
    assert elf.is_loadable(path) is is_loadable


def test_what_only_optional_plugins_want_is_not_asked_for() -> None:
    missing = {
        "libgtk-3.so.0": [Path("platformthemes/libqgtk3.so")],
        "libc.so.6": [Path("libQt6Core.so.6")],
        "libz.so.1": [Path("libQt6Core.so.6"), Path("platformthemes/libqgtk3.so")],
        "libssl.so.3": [Path("_ssl.so")],
    }
    assert system_needs.wanted_libraries(missing) == ["libssl.so.3", "libz.so.1"]


def test_a_library_that_nobody_knows_ends_the_build() -> None:
    with pytest.raises(system_needs.UnknownLibrary, match=r"libfoo\.so\.1, which _foo\.so needs"):
        system_needs.wanted_libraries({"libfoo.so.1": [Path("_foo.so")]})


def test_needs_are_said_in_the_words_of_each_family() -> None:
    libraries = ["libssl.so.3", "libcrypto.so.3", "libz.so.1"]
    assert system_needs.debian_depends(libraries, (2, 35)) == [
        "libc6 (>= 2.35)",
        "libssl3t64 | libssl3",
        "zlib1g",
    ]
    assert system_needs.rpm_requires(libraries, (2, 35)) == [
        "libc.so.6(GLIBC_2.35)(64bit)",
        "libcrypto.so.3()(64bit)",
        "libssl.so.3()(64bit)",
        "libz.so.1()(64bit)",
    ]
