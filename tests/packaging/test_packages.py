"""Packages of both families, made of a few files."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from shipping.linux import deb, rpm
from shipping.linux.package import Package, make_ordinary


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Package:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    tree = tmp_path / "tree"
    for name, text in {
        "usr/lib/tool/tool": "#!/bin/sh\n",
        "usr/lib/tool/_internal/odd [name] 100%.txt": "odd",
        "usr/share/doc/tool/copyright": "ours",
        "etc/tool/tool.toml": "# nothing",
    }.items():
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text(text)
    (tree / "usr/lib/tool/tool").chmod(0o700)
    (tree / "usr/lib/tool/_internal/liba.so").write_bytes(b"x")
    (tree / "usr/lib/tool/_internal/liba.so").chmod(0o755)
    (tree / "usr/bin").mkdir()
    (tree / "usr/bin/tool").symlink_to("../lib/tool/tool")
    make_ordinary(tree)
    return Package(
        name="tool",
        version="1.2",
        summary="does things",
        description=("One line,", "and another."),
        section="net",
        rpm_group="Applications/Communications",
        tree=tree,
        libraries=("libz.so.1", "libssl.so.3"),
        glibc=(2, 35),
        configuration=("/etc/tool/tool.toml",),
        debian_scripts={"postinst": "#!/bin/sh\nexit 0\n"},
        rpm_scripts={"post": "echo 100% of it\n"},
        rpm_also_requires=("Requires: systemd",),
        access={"/etc/tool": (0o750, "tool"), "/etc/tool/tool.toml": (0o640, "tool")},
    )


def said(*command: object) -> str:
    return subprocess.run([*map(str, command)], capture_output=True, text=True, check=True).stdout


def test_modes_are_those_of_packages(package: Package) -> None:
    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in package.paths() if not path.is_symlink()}
    assert (modes["lib"], modes["_internal"]) == ("0o755", "0o755")
    assert (modes["liba.so"], modes["copyright"]) == ("0o644", "0o644")
    assert (package.tree / "usr/lib/tool/tool").stat().st_mode & 0o777 == 0o755


def test_the_control_file_says_what_it_needs(package: Package) -> None:
    text = deb.control(package, "amd64")
    assert "Depends: libc6 (>= 2.35), libssl3t64 | libssl3, zlib1g\n" in text
    assert "Description: does things\n One line,\n and another.\n" in text
    assert "Installed-Size: 5\n" in text
    assert "Recommends" not in text


@pytest.mark.skipif(not shutil.which("dpkg-deb"), reason="needs dpkg-deb")
def test_a_package_of_debian_is_the_same_each_time(package: Package, tmp_path: Path) -> None:
    first = deb.build(package, tmp_path / "one", is_quick=True)
    os.utime(package.tree / "usr/lib/tool/tool")
    other = deb.build(package, tmp_path / "other", is_quick=True)
    assert first.read_bytes() == other.read_bytes()
    assert said("dpkg-deb", "--field", first, "Version") == "1.2\n"
    lines = [line.split(maxsplit=5) for line in said("dpkg-deb", "--contents", first).splitlines()]
    assert {line[1] for line in lines} == {"root/root"}
    names = {line[5]: line[0] for line in lines}
    assert names["./usr/lib/tool/tool"] == "-rwxr-xr-x"
    assert "./usr/bin/tool -> ../lib/tool/tool" in names
    folder = tmp_path / "meta"
    said("dpkg-deb", "--control", first, folder)
    assert (folder / "conffiles").read_text() == "/etc/tool/tool.toml\n"
    assert (folder / "postinst").stat().st_mode & 0o111
    assert (folder / "md5sums").read_text().count("\n") == 5
    assert not (package.tree / "DEBIAN").exists()


def test_the_spec_owns_what_is_ours_and_nothing_else(package: Package) -> None:
    lines = rpm.spec_text(package).splitlines()
    owned = lines[lines.index("%files") + 1 : lines.index("%changelog")]
    assert '%attr(-, root, root) %dir "/usr/lib/tool"' in owned
    assert '%attr(-, root, root) "/usr/bin/tool"' in owned
    assert '%attr(0640, root, tool) %config(noreplace) "/etc/tool/tool.toml"' in owned
    assert '%attr(0750, root, tool) %dir "/etc/tool"' in owned
    assert not [line for line in owned if line.endswith(('"/usr"', '"/usr/bin"', '"/etc"', '"/usr/lib"'))]
    assert "Requires: libssl.so.3()(64bit)" in lines and "Requires: systemd" in lines
    assert "echo 100%% of it" in lines


def test_what_is_linked_is_on_the_filesystem_of_the_tree(
    package: Package, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[str] = []
    monkeypatch.setattr(subprocess, "run", lambda command, **_: given.extend(map(str, command)))
    rpm.build(package, tmp_path / "rpm")
    (top,) = (Path(word.split(" ", 1)[1]) for word in given if word.startswith("--define=_topdir "))
    assert top.parent == package.tree.parent and not top.exists()


@pytest.mark.skipif(not shutil.which("rpmbuild"), reason="needs rpmbuild")
def test_a_package_of_the_rpm_family_holds_the_same_files(package: Package, tmp_path: Path) -> None:
    made = rpm.build(package, tmp_path / "rpm", is_quick=True)
    names = said("rpm", "-qp", "--queryformat", "[%{FILENAMES} %{FILEGROUPNAME}\n]", made).splitlines()
    assert "/usr/lib/tool/_internal/odd [name] 100%.txt root" in names
    assert "/etc/tool/tool.toml tool" in names and "/usr/bin/tool root" in names
    assert "libz.so.1()(64bit)" in said("rpm", "-qp", "--requires", made)
    assert "echo 100% of it" in said("rpm", "-qp", "--scripts", made)
    assert package.tree.is_dir()
