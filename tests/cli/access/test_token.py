"""``main.py token`` and the secrets it reads."""

import time
from pathlib import Path

import pytest

from core.cli.exit_codes import ExitCode
from core.identity import NonceCache, verify_token
from main import main
from tests.identity.vectors import KEY, SECRET


def test_prints_a_token_that_verifies(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["token", "--user", "bob", "--app-key", KEY, "--app-secret", SECRET]) == ExitCode.OK
    token = capsys.readouterr().out.strip()
    claims = verify_token(token, {KEY: SECRET}, now=time.time(), nonces=NonceCache())
    assert claims.user_id == "bob"


def test_signs_with_the_profile_s_own_key(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--profile", str(tmp_path), "token", "--user", "bob"]) == ExitCode.OK
    assert capsys.readouterr().out.count(".") == 2
    assert (tmp_path / "service" / "application.json").stat().st_mode & 0o777 == 0o600


def test_the_secret_can_come_from_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "secret"
    file.write_text(SECRET + "\n")
    argv = ["token", "--user", "bob", "--app-key", KEY, "--password-file", str(file)]
    assert main(argv) == ExitCode.OK
    assert SECRET not in capsys.readouterr().out


@pytest.mark.parametrize(
    "options",
    [
        ["--user", "bob smith", "--app-key", KEY, "--app-secret", SECRET],
        ["--user", "bob", "--app-key", KEY],
        ["--user", "bob", "--app-secret", SECRET],
        ["--user", "bob", "--app-key", "nonsense", "--app-secret", SECRET],
        ["--user", "bob", "--app-key", KEY, "--app-secret", "§§§"],
        ["--user", "bob", "--app-key", KEY, "--password-file", "/nonexistent/secret"],
        ["--user", "bob", "--app-key", KEY, "--app-secret", SECRET, "--password-file", "x"],
    ],
)
def test_nonsense_gets_a_sentence_and_code_two(
    options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["token", *options]) == ExitCode.USAGE
    output = capsys.readouterr()
    assert output.out == "" and output.err.strip() and SECRET not in output.err
