"""Recipes for Windows, macOS, Flatpak and the workflow, as far as they can be tested elsewhere."""

from __future__ import annotations

import ast
import codecs
import os
import plistlib
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import package
import pytest
from shipping import environment, mac_app, macos, places, windows
from shipping.bundle import Bundle
from translating import files

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
ISS = (PACKAGING / "windows" / "ahoy.iss").read_text(encoding="utf-8-sig")
CODE = ISS.partition("[Code]")[2]
SHAPES = {"Setup": r"\w+=.*", "CustomMessages": r"(\w+\.)?\w+=.+"}
INNO_NAMES = {"de": "german", "es": "spanish", "fr": "french", "sv": "swedish"}


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[list[str]]:
    """Return the commands that are given; none of them is run. Things are made in a folder of the test."""
    given: list[list[str]] = []

    def run(command: list[object], **options: object) -> None:
        given.append([str(word) for word in command])

    monkeypatch.setattr(subprocess, "run", run)
    for module in (windows, macos):
        monkeypatch.setattr(module, "BUILD", tmp_path)
        monkeypatch.setattr(module, "DIST", tmp_path / "dist")
    for name in [name for name in os.environ if name.startswith("AHOY_")]:
        monkeypatch.delenv(name)
    return given


def test_windows_is_told_the_version(commands: list[list[str]], tmp_path: Path) -> None:
    windows.prepare("1.2.3")
    text = (tmp_path / "windows_version.txt").read_text()
    assert "filevers=(1, 2, 3, 0)" in text and '"FileVersion", "1.2.3"' in text
    ast.parse(text)
    assert commands[0][-1].endswith("ahoy.ico")


def test_an_installer_that_nobody_signs(commands: list[list[str]], tmp_path: Path) -> None:
    made = windows.build(Bundle("ahoy", tmp_path / "ahoy"), "1.2.3")
    assert made.name == "ahoy-1.2.3-windows-x64.exe"
    assert [command[0] for command in commands] == ["iscc"]
    assert "/DVersion=1.2.3" in commands[0] and "/DSign" not in commands[0]


def test_programs_are_signed_before_they_are_in_the_installer(
    commands: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AHOY_WINDOWS_SIGN", "signtool sign /fd SHA256 /n 'The Ahoy developers'")
    (tmp_path / "ahoy.exe").touch()
    (tmp_path / "ahoy-console.exe").touch()
    windows.build(Bundle("ahoy", tmp_path), "1.2.3")
    assert [Path(command[-1]).name for command in commands] == ["ahoy-console.exe", "ahoy.exe", "ahoy.iss"]
    assert commands[0][:6] == ["signtool", "sign", "/fd", "SHA256", "/n", "The Ahoy developers"]
    assert "/Sahoysign=signtool sign /fd SHA256 /n $qThe Ahoy developers$q $f" in commands[2]


def test_the_command_that_signs_keeps_its_backslashes_and_dollars(monkeypatch: pytest.MonkeyPatch) -> None:
    program, file = r"C:\Program Files\Kits\signtool.exe", r"C:\keys\a$b#1.pfx"
    monkeypatch.setenv("AHOY_WINDOWS_SIGN", f'"{program}" sign /f {file}')
    assert windows.sign_command() == [program, "sign", "/f", file]
    said = windows.sign_tool(windows.sign_command())
    assert said == r"$qC:\Program Files\Kits\signtool.exe$q sign /f C:\keys\a$$b#1.pfx $f"


def test_the_installer_asks_for_no_administrator_and_takes_no_choice_away() -> None:
    assert "PrivilegesRequired=lowest" in ISS
    roots = re.findall(r"^Root: (\w+); ", ISS, re.MULTILINE)
    assert roots and set(roots) == {"HKCU"}
    assert "UserChoice" not in ISS
    associated = re.findall(r'URLAssociations"; ValueType: string; ValueName: "(\w+)"', ISS)
    assert sorted(associated) == sorted(mac_app.SCHEMES)


def test_every_line_of_the_installer_has_the_shape_that_its_section_wants() -> None:
    section, seen = "", set()
    for number, line in enumerate(ISS.splitlines(), start=1):
        if not line or line.lstrip().startswith((";", "#")):
            continue
        if line.startswith("["):
            section = line.strip("[]")
            seen.add(section)
            continue
        if section == "Code":
            continue
        shape = SHAPES.get(section, r'(\w+: ("([^"]|"")*"|[\w ]+)(; |$))+')
        assert re.fullmatch(shape, line), f"line {number} of [{section}]: {line}"
    assert {"Setup", "Files", "Registry", "Icons", "Run"} <= seen


def test_the_installer_speaks_the_languages_of_the_program() -> None:
    assert set(INNO_NAMES) == set(files.LANGUAGES)
    spoken = re.findall(r'^Name: "(\w+)"; MessagesFile: ', ISS, re.MULTILINE)
    assert sorted(spoken) == sorted(["english", *INNO_NAMES.values()])
    messages = re.findall(r"^(?:(\w+)\.)?(\w+)=", section("CustomMessages"), re.MULTILINE)
    wanted = {name for language, name in messages if not language}
    for inno_name in INNO_NAMES.values():
        assert {name for language, name in messages if language == inno_name} == wanted
    assert set(re.findall(r"\{cm:(\w+)\}", ISS)) == wanted
    # Some releases take a file with other letters than those of English for one of the machine's code page
    # when it does not begin like this.
    assert (PACKAGING / "windows" / "ahoy.iss").read_bytes().startswith(codecs.BOM_UTF8)


def section(name: str) -> str:
    """Return a section of the installer."""
    return ISS.partition(f"\n[{name}]\n")[2].partition("\n[")[0]


def test_what_is_switched_on_at_login_goes_with_the_program() -> None:
    from core.cli.places import profile_dir
    from core.desktop.autostart import RUN_KEY
    from core.desktop.own_program import window_entry

    line = next(line for line in ISS.splitlines() if f'"{RUN_KEY}"' in line)
    assert f'ValueName: "{window_entry(profile_dir(None)).name}"' in line
    assert "uninsdeletevalue" in line and "ValueType: none" in line


def test_the_agent_and_other_profiles_go_with_the_program_too() -> None:
    from core.agent.launch import agent_entry
    from core.cli.places import profile_dir
    from core.desktop.autostart import RUN_KEY
    from core.desktop.own_program import window_entry

    assert f"RunKey = '{RUN_KEY}';" in CODE
    assert f"NameOfAgents = '{agent_entry(profile_dir(None)).name}';" in CODE
    assert "(Name <> 'ahoy') and (Pos('ahoy-', Name) <> 1)" in CODE
    for make in (agent_entry, window_entry):
        assert make(profile_dir(None)).name == "ahoy" or make(profile_dir(None)).name.startswith("ahoy-")
        assert make(Path("/other")).name.startswith("ahoy-")
    assert "RegDeleteValue(HKEY_CURRENT_USER, RunKey, Names[I])" in body("ForgetLogins")
    assert body("CurUninstallStepChanged").index("EndAll") < body("CurUninstallStepChanged").index("Forget")


def test_what_runs_is_ended_before_its_files_are_replaced_or_removed() -> None:
    from core.agent.launch import agent_command
    from core.cli.arguments import build_parser
    from core.desktop.own_program import own_command, window_entry

    other = Path("/other")
    prefix = len(own_command(other)) - 2  # the program itself; --profile and the folder are kept
    assert build_parser().parse_args([*agent_command(other)[prefix:], "--stop"]).stop
    assert " ".join(window_entry(other).command).endswith(" open --minimised")
    assert "StringChangeEx(Words, 'open --minimised', 'quit', True)" in body("EndAll")
    assert build_parser().parse_args(["--profile", "/other", "quit"]).command == "quit"
    for step in ("PrepareToInstall", "CurUninstallStepChanged"):
        assert "EndAll;" in body(step)
    assert "EndWindow('quit')" in body("EndAll") and "Ran('agent --stop')" in body("EndAll")
    assert "StartAgents" in body("CurStepChanged")


def body(name: str) -> str:
    """Return a procedure or function of the installer's code."""
    found = re.search(rf"^(?:procedure|function) {name}\b.*?^end;$", CODE, re.MULTILINE | re.DOTALL)
    assert found is not None, name
    return found[0]


def test_macos_is_told_what_for() -> None:
    info: dict[str, Any] = plistlib.loads(plistlib.dumps(mac_app.info("1.2.3")))
    for device in ("Camera", "Microphone", "LocalNetwork"):
        assert info[f"NS{device}UsageDescription"].endswith(".")
    assert info["NSBonjourServices"] == ["_ahoy._tcp"]
    assert set(info["CFBundleURLTypes"][0]["CFBundleURLSchemes"]) == set(mac_app.SCHEMES)


def test_macos_says_what_for_in_the_languages_of_the_program(tmp_path: Path) -> None:
    languages = {files.ENGLISH, *files.LANGUAGES}
    assert set(mac_app.info("1.2.3")["CFBundleLocalizations"]) == languages == set(mac_app.PURPOSES)
    made = mac_app.write_purposes(tmp_path)
    assert {path.relative_to(tmp_path).as_posix() for path in made} == {
        f"{language}.lproj/InfoPlist.strings" for language in languages
    }
    for path in made:
        language = path.parent.name.removesuffix(".lproj")
        lines = [
            re.fullmatch(r'"(\w+)" = "([^"\\]+\.)";', line) for line in path.read_text("utf-8").splitlines()
        ]
        said = {line[1]: line[2] for line in lines if line is not None}
        assert said == mac_app.PURPOSES[language]
        assert said.keys() == mac_app.PURPOSES[files.ENGLISH].keys()


def test_the_service_that_macos_lets_it_look_for_is_the_one_it_looks_for() -> None:
    from core.service.config import ServiceConfig

    kind = ServiceConfig(data_dir=Path()).lan_service_type
    assert mac_app.info("1")["NSBonjourServices"] == [kind.removesuffix(".local.")]


def test_the_entitlements_are_a_property_list() -> None:
    with (PACKAGING / "macos" / "entitlements.plist").open("rb") as file:
        rights = plistlib.load(file)
    assert rights["com.apple.security.device.camera"] and rights["com.apple.security.device.audio-input"]
    assert all(value is True for value in rights.values())


def test_an_image_that_nobody_signs(commands: list[list[str]], tmp_path: Path) -> None:
    made = macos.build(Bundle("ahoy", tmp_path / "bundles" / "ahoy"), "1.2.3")
    assert made.suffix == ".dmg"
    assert [command[0] for command in commands] == ["ditto", "hdiutil"]
    assert (tmp_path / "image" / "Applications").is_symlink()


def test_an_image_is_signed_then_notarised_then_stapled(
    commands: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AHOY_MAC_IDENTITY", "Developer ID Application: Ahoy")
    monkeypatch.setenv("AHOY_NOTARY_PROFILE", "ahoy")
    macos.build(Bundle("ahoy", tmp_path / "bundles" / "ahoy"), "1.2.3")
    assert commands[0][:2] == ["codesign", "--verify"]
    assert [command[:3] for command in commands][-3:] == [
        ["codesign", "--sign", "Developer ID Application: Ahoy"],
        ["xcrun", "notarytool", "submit"],
        ["xcrun", "stapler", "staple"],
    ]


def test_the_build_environment_is_what_the_lock_says(
    commands: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "VENV", tmp_path / "venv")
    environment.make()
    assert commands[0][1:3] == ["-m", "venv"]
    assert {"--frozen", "--no-default-groups"} <= set(commands[1])


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_the_build_environment_is_there_before_anything_runs_in_it(
    commands: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    monkeypatch.setattr(environment, "VENV", tmp_path / "venv")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setattr(sys, "argv", ["package.py", "--version", "1.2.3"])
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.setattr(sys, "platform", system)
    package.main()
    steps = ("venv", "sync", "shipping.icons", "PyInstaller")
    assert [step for command in commands for step in steps if step in command] == list(steps)


def test_the_flatpak_is_read_by_its_builder(tmp_path: Path) -> None:
    if shutil.which("flatpak-builder") is None:
        pytest.skip("flatpak-builder is not installed")
    command = ["flatpak-builder", "--show-manifest", PACKAGING / "flatpak" / "org.ahoy.Ahoy.yml"]
    # It leaves a folder behind where it runs.
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert '"rename-desktop-file" : "ahoy.desktop"' in said
    source = re.search(r'"path" : "([^"]+)"', said)
    assert source is not None
    assert (PACKAGING / "flatpak" / source[1]).resolve() == places.BUILD / "trees" / "ahoy" / "usr"


def test_the_workflow_uses_the_uv_of_the_makefile_and_commands_that_are_there() -> None:
    workflow = (ROOT / ".github" / "workflows" / "packages.yml").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    version = re.search(r"^UV_VERSION := (\S+)$", makefile, re.MULTILINE)
    assert version is not None and f'UV_VERSION: "{version[1]}"' in workflow
    for target in re.findall(r"run: make ([a-z-]+)$", workflow, re.MULTILINE):
        assert f"\n{target}: " in makefile
