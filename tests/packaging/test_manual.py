"""Manual pages that are made of the command line's own grammar."""

from __future__ import annotations

import argparse
import shutil
import subprocess
from pathlib import Path

import pytest
from shipping.linux import manual, trees

from core.cli.arguments import build_parser


def small() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tool", description="Does things. And others.")
    parser.add_argument("--level", choices=("low", "high"), help="how much, 100%% at most")
    parser.add_argument("--secret", help=argparse.SUPPRESS)
    below = parser.add_subparsers()
    run = below.add_parser("run", help="run it")
    run.add_argument("target", metavar="TARGET", help="-what- and 'that'")
    run.add_subparsers().add_parser("deep", help="go deeper")
    return parser


def test_a_page_names_every_command_and_option() -> None:
    text = manual.page(small(), "tool", 1, version="2.0", date=86_400, more=".SH SEE ALSO\nothers")
    assert text.startswith('.TH TOOL 1 "1970-01-02" "tool 2.0"\n')
    assert "tool \\- Does things\n" in text
    assert "\\fB\\-\\-level\\fR \\fIlow|high\\fR\nHow much, 100% at most.\n" in text
    assert ".SS tool run\nRun it.\n" in text and ".SS tool run deep\nGo deeper.\n" in text
    assert "\\fITARGET\\fR\n\\-what\\- and 'that'.\n" in text
    assert "secret" not in text
    assert text.endswith(".SH SEE ALSO\nothers\n")


def test_no_line_of_words_is_taken_for_a_request() -> None:
    parser = argparse.ArgumentParser(prog="tool", description=".so /etc/passwd")
    assert "\n.so" not in manual.page(parser, "tool", 1, version="1", date=0)


def test_a_command_has_a_page_of_its_own() -> None:
    found = manual.command(small(), "run")
    assert "tool \\- Run it\n" in manual.page(found, "tool", 8, version="1", date=0)
    with pytest.raises(LookupError):
        manual.command(small(), "walk")


@pytest.mark.parametrize(("name", "section"), [("ahoy", 1), ("ahoy-service", 8)])
def test_man_has_nothing_to_complain_of(name: str, section: int, tmp_path: Path) -> None:
    if shutil.which("man") is None or shutil.which("troff") is None:
        pytest.skip("man is not installed")
    parser = build_parser() if name == "ahoy" else manual.command(build_parser(), "serve")
    folder = trees.LINUX if name == "ahoy" else trees.SERVICE
    more = (folder / f"{name}.{section}.inc").read_text(encoding="utf-8")
    path = tmp_path / f"{name}.{section}"
    path.write_text(manual.page(parser, name, section, version="1", date=0, more=more), encoding="utf-8")
    command = ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", path]
    done = subprocess.run(command, capture_output=True, text=True, env={"PATH": "/usr/bin:/bin"}, check=False)
    assert (done.returncode, done.stderr) == (0, "")
