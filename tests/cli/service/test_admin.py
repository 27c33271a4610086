"""``main.py serve users|calls|apps|status|drain``: to a running service, to its data, to nothing at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.cli.exit_codes import ExitCode
from core.service.data.data_folder import DataFolder
from main import main
from tests.engine.served import KEY, SECRET, ServedService

Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("served") / "data"
    with ServedService(folder):
        yield folder


def run(capsys: Capture, data: Path, *words: str) -> tuple[int, str, str]:
    code = main(["serve", *words, "--data", str(data)])
    said = capsys.readouterr()
    return code, said.out, said.err


def told(capsys: Capture, data: Path, *words: str) -> Any:
    code, out, err = run(capsys, data, *words, "--json")
    assert (code, err) == (ExitCode.OK, "")
    return json.loads(out)


def test_a_running_service_is_shown_as_text_and_as_json(served: Path, capsys: Capture) -> None:
    assert told(capsys, served, "status")["state"] == "running"
    code, out, _ = run(capsys, served, "status")
    assert code == 0 and "state" in out and "running" in out
    assert run(capsys, served, "users", "list") == (0, "There are no users.\n", "")
    assert run(capsys, served, "calls", "list") == (0, "There are no calls.\n", "")
    _, out, _ = run(capsys, served, "apps", "list")
    assert KEY in out and SECRET not in out and "configured" in out


def test_applications_are_looked_after(served: Path, capsys: Capture, tmp_path: Path) -> None:
    made = told(capsys, served, "apps", "add", "--name", "Shop")
    key = made["key"]
    assert told(capsys, served, "apps", "show", key)["name"] == "Shop"
    assert told(capsys, served, "apps", "disable", key)["state"] == "disabled"
    assert told(capsys, served, "apps", "enable", key)["state"] == "active"
    rotated = told(capsys, served, "apps", "rotate", key, "--keep-old", "60")
    assert rotated["secret"] != made["secret"]
    assert told(capsys, served, "apps", "show", key)["old_secret_until"] > 0
    urls = ("--url", "https://backend.example/x", "--fallback", "http://127.0.0.1:9/x")
    shown = told(capsys, served, "apps", "callbacks", key, *urls)
    assert (shown["callback_url"], shown["callback_fallback"]) == urls[1::2]
    assert urls[1] in run(capsys, served, "apps", "list")[1]
    assert told(capsys, served, "apps", "callbacks", key, "--off")["callback_url"] == ""
    assert told(capsys, served, "apps", "remove", key)["state"] == "removed"
    file = tmp_path / "secret"
    file.write_text(f"{SECRET}\n")
    own = told(capsys, served, "apps", "add", "--secret-file", str(file))
    assert own["secret"] == SECRET


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("users", "show", "nobody"), ExitCode.CALL_FAILED, "There is no user nobody."),
        (("users", "kick", "nobody"), ExitCode.CALL_FAILED, "There is no user nobody."),
        (("calls", "show", "77"), ExitCode.CALL_FAILED, "There is no call 77"),
        (("calls", "end", "77"), ExitCode.CALL_FAILED, "There is no call 77"),
        (("apps", "show", "x/../y"), ExitCode.CALL_FAILED, "There is no application"),
        (("apps", "remove", KEY), ExitCode.CALL_FAILED, "disable it instead"),
        (("apps", "add", "--secret-file", "/nowhere"), ExitCode.USAGE, "cannot be read"),
        (("apps", "add", "--app-key", "x"), ExitCode.CALL_FAILED, "UUID in lower case"),
        (("apps", "callbacks", KEY, "--url", "http://x.example/"), ExitCode.CALL_FAILED, "https://"),
        (
            ("apps", "callbacks", KEY, "--off", "--fallback", "https://x.example/"),
            ExitCode.CALL_FAILED,
            "before",
        ),
    ],
)
def test_what_cannot_be_done_is_a_sentence_and_a_code(
    served: Path, capsys: Capture, words: tuple[str, ...], code: ExitCode, sentence: str
) -> None:
    found, out, err = run(capsys, served, *words)
    assert (found, out) == (code, "") and sentence in err and err.count("\n") == 1
    found, out, _ = run(capsys, served, *words, "--json")
    assert found == code and sentence in json.loads(out)["message"]


def test_without_a_service_its_data_answers(tmp_path: Path, capsys: Capture) -> None:
    data = tmp_path / "data"
    with ServedService(data):
        made = told(capsys, data, "apps", "add", "--name", "Kept")
    assert told(capsys, data, "status")["state"] == "stopped"
    assert [each["name"] for each in told(capsys, data, "apps", "list")["applications"]] == ["Kept"]
    assert told(capsys, data, "apps", "disable", made["key"])["state"] == "disabled"
    assert told(capsys, data, "users", "list") == {"users": []}
    for words in (("calls", "list"), ("users", "show", "x"), ("users", "kick", "x"), ("drain",)):
        code, out, err = run(capsys, data, *words)
        assert (code, out) == (ExitCode.SERVICE_UNREACHABLE, "") and "No call service runs" in err
    with ServedService(data):
        assert told(capsys, data, "apps", "show", made["key"])["state"] == "disabled"


def test_a_service_that_was_killed_is_noticed(tmp_path: Path, capsys: Capture) -> None:
    service = ServedService(tmp_path)
    service.kill()
    assert (tmp_path / "admin.json").exists()
    assert told(capsys, tmp_path, "status")["state"] == "stopped"


def test_a_folder_that_never_was_is_not_made(tmp_path: Path, capsys: Capture) -> None:
    code, _, err = run(capsys, tmp_path / "none", "apps", "list")
    assert code == ExitCode.SERVICE_UNREACHABLE and "has ever run" in err
    assert not (tmp_path / "none").exists()


def test_a_folder_that_is_held_is_said(tmp_path: Path, capsys: Capture) -> None:
    folder = DataFolder(tmp_path)
    folder.open()
    code, _, err = run(capsys, tmp_path, "apps", "list")
    assert code == ExitCode.SERVICE_UNREACHABLE and "already uses the folder" in err
    folder.close()


@pytest.mark.parametrize(
    "words",
    [
        ("users",),
        ("calls", "end"),
        ("calls", "end", "x"),
        ("calls", "end", "٣"),
        ("apps", "paint"),
        ("drain", "--seconds", "x"),
    ],
)
def test_commands_that_make_no_sense(words: tuple[str, ...], capsys: Capture) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["serve", *words])
    assert caught.value.code == 2 and "usage:" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--limit", "flows"), "write NAME=NUMBER"),
        (("--limit", "flows=-1"), "write NAME=NUMBER"),
        (("--limit", "nothing=1"), "is no limit"),
        (("--limit", "flows=\u0661"), "write NAME=NUMBER"),
        (("--limit", "flow_wait=nan"), "write NAME=NUMBER"),
        (("--cert", "x.pem"), "go together"),
        (("--key", "x.pem"), "go together"),
    ],
)
def test_options_that_make_no_sense(
    tmp_path: Path, capsys: Capture, options: tuple[str, ...], sentence: str
) -> None:
    assert main(["serve", "--data", str(tmp_path), *options]) == 2
    assert sentence in capsys.readouterr().err
