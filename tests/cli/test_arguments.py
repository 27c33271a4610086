"""The command line's grammar."""

from pathlib import Path

import pytest

from core.cli.arguments import build_parser


def test_no_command_is_the_window() -> None:
    assert build_parser().parse_args([]).command is None


@pytest.mark.parametrize("argv", [["--profile", "p", "call", "bob"], ["call", "bob", "--profile", "p"]])
def test_common_options_stand_on_either_side(argv: list[str]) -> None:
    assert build_parser().parse_args(argv).profile == Path("p")


def test_an_option_before_the_command_is_not_undone_by_it() -> None:
    assert build_parser().parse_args(["--fake-devices", "call", "bob"]).fake_devices is True


@pytest.mark.parametrize("seconds", ["0", "-3", "soon", "nan", "1e9", "inf"])
def test_nonsense_seconds_are_refused(seconds: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ending:
        build_parser().parse_args(["call", "bob", f"--seconds={seconds}"])
    assert ending.value.code == 2
    assert "seconds" in capsys.readouterr().err


@pytest.mark.parametrize("size", ["1280", "x", "10x10", "axb", "1280x800x3"])
def test_nonsense_sizes_are_refused(size: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        build_parser().parse_args(["demo-echo", "--screenshot", "s.png", "--size", size])
    assert "WIDTHxHEIGHT" in capsys.readouterr().err


def test_every_command_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("serve", "call", "answer", "token", "doctor", "demo-echo"):
        with pytest.raises(SystemExit) as ending:
            build_parser().parse_args([command, "--help"])
        assert ending.value.code == 0
        assert command in capsys.readouterr().out
