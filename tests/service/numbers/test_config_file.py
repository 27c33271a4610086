"""What an administrator may write about numbers, and what is said of the rest."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from core.service.errors import ServiceError
from core.service.numbers.config import CallerField, NumberShape, PhoneConfig
from core.service.numbers.config_file import read_phone
from core.service.routing.endpoints import Account

GOOD = """
[[trunk]]
name = "main"
server = "sip.example.net:5070;transport=tcp"
user = "4711"
register = true
password_file = "trunk.password"
prefixes = ["+49", "+"]
order = 1
caller_numbers = ["+4930123400*"]
calls = 10
minutes_per_day = 1000
allowed_prefixes = ["+49"]
codecs = ["pcma", "pcmu"]
encryption = "none"
numbers = "national"
caller = "asserted"
emergency = true
[[trunk]]
name = "spare"
server = "[2001:db8::1]"
[numbers]
"030 1234001" = "alice"
[phone]
country = "DE"
calls = 3
[phone.users.alice]
minutes_per_day = 600
"""


def read(text: str, folder: Path) -> PhoneConfig:
    return read_phone(tomllib.loads(text), folder / "service.toml")


def test_what_may_be_written(tmp_path: Path):
    (tmp_path / "trunk.password").write_text("s3cret\n")
    config = read(GOOD, tmp_path)
    main, spare = config.trunks
    assert (str(main.server), main.user, main.password, main.country) == (
        "sip:sip.example.net:5070;transport=tcp",
        "4711",
        "s3cret",
        "DE",
    )
    assert main.registers and not spare.registers
    assert main.prefixes == ("+49", "+") and main.codecs == ("pcma", "pcmu") and main.emergency
    assert (main.shape, main.caller_field) == (NumberShape.NATIONAL, CallerField.ASSERTED)
    assert main.may_show("+4930123400123") and not main.may_show("+493012340")
    assert spare.server.host == "[2001:db8::1]" and spare.prefixes == ("+",) and not spare.emergency
    assert config.numbers == {"+49301234001": "alice"} and config.calls_emergency
    assert (
        config.allowance_of(Account("", "bob")).calls == 3
        and config.allowance_of(Account("", "bob")).minutes_per_day == 120
    )
    assert (
        config.allowance_of(Account("", "alice")).calls == 3
        and config.allowance_of(Account("", "alice")).minutes_per_day == 600
    )
    assert "s3cret" not in repr(config)


def test_nothing_written_is_no_telephone(tmp_path: Path):
    assert read("", tmp_path) == PhoneConfig()


TRUNK = '[[trunk]]\nname = "t"\nserver = "h"\n'


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("trunk = 1", "[[trunk]]"),
        ("trunk = [1]", "must be a table"),
        ('[[trunk]]\nserver = "h"', "name"),
        ('[[trunk]]\nname = "a b"\nserver = "h"', "name"),
        ('[[trunk]]\nname = "t"', "server"),
        ('[[trunk]]\nname = "t"\nserver = "user@h"', "server"),
        ('[[trunk]]\nname = "t"\nserver = "h:port"', "server"),
        (f'[[trunk]]\nname = "t"\nserver = "{"h" * 64}.example"', "server"),
        ('[[trunk]]\nname = "t"\nserver = "h;transport=carrier-pigeon"', "server"),
        ('[[trunk]]\nname = "t"\nserver = "h?Route=x"', "server"),
        (TRUNK + TRUNK, "several"),
        (TRUNK + 'prefixes = ["49"]', "prefixes"),
        (TRUNK + 'prefixes = "+49"', "prefixes"),
        (TRUNK + "order = true", "order"),
        (TRUNK + "calls = -1", "calls"),
        (TRUNK + "minutes_per_day = 1.5", "minutes_per_day"),
        (TRUNK + 'caller_numbers = ["030"]', "caller_numbers"),
        (TRUNK + 'codecs = ["g729"]', "codecs"),
        (TRUNK + 'encryption = "rot13"', "encryption"),
        (TRUNK + 'numbers = "roman"', "numbers"),
        (TRUNK + 'caller = "me"', "caller"),
        (TRUNK + 'numbers = ""', "numbers"),
        (TRUNK + 'caller = ""', "caller"),
        (TRUNK + 'emergency = "yes"', "emergency"),
        (TRUNK + 'country = "Germany"', "country"),
        (TRUNK + 'user = "u"', "together"),
        (TRUNK + "register = true", "needs user"),
        (TRUNK + 'register = "yes"', "register"),
        (TRUNK + 'password = "p"', "together"),
        (TRUNK + 'user = "u"\npassword_file = "nowhere"', "cannot be read"),
        (TRUNK + 'user = "u"\npassword = "p"\npassword_file = "f"', "together"),
        (TRUNK + 'user = "u"\npassword = "p\\nq"', "password"),
        (TRUNK + 'colour = "red"', "colour"),
        ("numbers = 3", "[numbers]"),
        ('[numbers]\n"030 1" = "alice"', "no phone number"),
        ('[numbers]\n"+49301234001" = "a b"', "user id"),
        ('[numbers]\n"+49301234001" = 7', "user id"),
        ('[numbers]\n"+49301234001" = "a"\n"+49 30 1234001" = "b"', "twice"),
        ("phone = []", "[phone]"),
        ('[phone]\ncountry = "XX"', "country"),
        ("[phone]\nusers = 1", "[phone.users]"),
        ('[phone.users."a b"]', "user id"),
        ("[phone.users.alice]\ncolour = 1", "colour"),
        ("[phone.users]\nalice = 1", "must be a table"),
    ],
)
def test_nonsense_is_named(tmp_path: Path, text: str, word: str):
    with pytest.raises(ServiceError) as caught:
        read(text, tmp_path)
    assert word in str(caught.value) and "service.toml" in str(caught.value)


def test_a_password_file_of_several_lines_is_none(tmp_path: Path):
    (tmp_path / "f").write_bytes(b"a\nb\n")
    with pytest.raises(ServiceError):
        read(TRUNK + 'user = "u"\npassword_file = "f"', tmp_path)
    (tmp_path / "f").write_bytes(b"\xff\xfe")
    with pytest.raises(ServiceError):
        read(TRUNK + 'user = "u"\npassword_file = "f"', tmp_path)
