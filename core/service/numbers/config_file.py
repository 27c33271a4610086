"""The telephone tables of a service's configuration file (TOML).

    [[trunk]]                               # a way into the telephone network; several may be there
    name = "main"
    server = "sip.example.net:5060;transport=udp"
    country = "DE"                          # of numbers that it sends without one
    user = "4711"                           # and its password, where the server asks for one
    password_file = "trunk.password"        # or password = "..."
    register = true                         # calls come in by a registration, and not to our address alone
    prefixes = ["+49", "+"]                 # numbers that go this way: the longest prefix wins
    order = 1                               # of equal prefixes, the lowest is tried first
    caller_numbers = ["+4930123400*"]       # may be shown by all users; their own number always
    calls = 10                              # at once
    minutes_per_day = 1000
    allowed_prefixes = ["+"]
    codecs = ["pcma", "pcmu"]               # best first
    encryption = "auto"                     # of media: auto, none, sdes or dtls
    numbers = "plus"                        # how it wants them: plus, digits or national
    caller = "from"                         # where it wants the caller's: from, or asserted alone
    emergency = false                       # whether emergency numbers go this way

    [numbers]                               # whose numbers these are: calls in, and callers' numbers
    "+49 30 1234001" = "alice"

    [phone]                                 # what each user may spend
    country = "DE"                          # of numbers that clients dial without one
    calls = 2
    minutes_per_day = 120
    allowed_prefixes = ["+"]
    costly_prefixes = []                    # premium rates and satellites that may be called

    [phone.users.alice]                     # what one user may spend instead
    minutes_per_day = 600

Whatever is wrong raises ``ServiceError`` with a sentence that names it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from core.identity.names import is_user_id
from core.network.host_names import is_possible_host
from core.service.config_table import ENCRYPTIONS, MOST_CALLS, Table, wrong
from core.service.numbers.config import (
    EVERY_NUMBER,
    TRUNK_ALLOWANCE,
    USER_ALLOWANCE,
    Allowance,
    CallerField,
    NumberShape,
    PhoneConfig,
    Trunk,
)
from core.sip.messages import SipError, Uri
from core.sip.transports.hops import Transport

TABLES = frozenset({"trunk", "numbers", "phone"})
MOST_TRUNKS = 64
_MOST_NUMBERS = 100_000
_DAY = 1440 * MOST_CALLS
_CODECS = ("opus", "g722", "pcma", "pcmu")
_PREFIX = re.compile(r"\+[0-9]{0,15}")
_CALLER = re.compile(r"\+[1-9][0-9]{0,14}\*?")
_COUNTRY = re.compile(r"[A-Z]{2}")
_TRUNK_NAME = re.compile(r"[A-Za-z0-9_.-]{1,64}")
_SPENDING = ("calls", "minutes_per_day", "allowed_prefixes", "costly_prefixes")


def read_phone(tables: Mapping[str, Any], path: Path) -> PhoneConfig:
    """Return what the tables of the file at ``path`` say about numbers."""
    phone = Table(tables.get("phone", {}), "[phone]", path)
    phone.know({*_SPENDING, "country", "users"})
    country = _country(phone)
    trunks = _trunks(tables.get("trunk", []), country, path)
    usual = _allowance(phone, USER_ALLOWANCE)
    return PhoneConfig(
        trunks=trunks,
        numbers=_numbers(Table(tables.get("numbers", {}), "[numbers]", path), country),
        country=country,
        allowance=usual,
        users=_users(phone.value("users", {}), usual, path),
    )


def _trunks(found: object, country: str, path: Path) -> tuple[Trunk, ...]:
    if not isinstance(found, list):
        raise wrong(path, "[[trunk]]", "must be a list of tables: write [[trunk]].")
    if len(found) > MOST_TRUNKS:
        raise wrong(path, "[[trunk]]", f"there may be {MOST_TRUNKS} trunks at most.")
    trunks = [
        _trunk(Table(each, f"[[trunk]] {number}", path), country)
        for number, each in enumerate(found, start=1)
    ]
    names = [trunk.name for trunk in trunks]
    twice = [name for name in names if names.count(name) > 1]
    if twice:
        raise wrong(path, "[[trunk]]", f"{twice[0]!r} is the name of several: each needs its own.")
    return tuple(trunks)


_TRUNK_KEYS = frozenset(
    {
        *_SPENDING,
        "name",
        "server",
        "country",
        "user",
        "password",
        "password_file",
        "prefixes",
        "order",
        "caller_numbers",
        "codecs",
        "encryption",
        "numbers",
        "caller",
        "emergency",
        "register",
    }
)


def _trunk(table: Table, country: str) -> Trunk:
    table.know(_TRUNK_KEYS)
    name = table.text("name", check=_TRUNK_NAME.fullmatch, hint="letters, digits, dots and dashes")
    if not name:
        raise table.wrong("needs a name.")
    table.name = f"[[trunk]] {name}"
    user, password = table.text("user", hint="printable text"), _password(table)
    if bool(user) != bool(password):
        raise table.wrong("user and password go together.")
    if table.flag("register") and not user:
        raise table.wrong("register needs user and password.")
    return Trunk(
        name=name,
        server=_server(table),
        prefixes=_prefixes(table, "prefixes", (EVERY_NUMBER,)),
        order=table.number("order", 100, 10_000),
        country=_country(table, country),
        caller_numbers=table.texts(
            "caller_numbers",
            (),
            check=_CALLER.fullmatch,
            hint='numbers such as "+4930123456", or with a star at the end',
        ),
        allowance=_allowance(table, TRUNK_ALLOWANCE),
        codecs=table.texts("codecs", _CODECS, check=_CODECS.__contains__, hint=", ".join(_CODECS)) or _CODECS,
        encryption=table.one_of("encryption", ENCRYPTIONS),
        shape=NumberShape(table.one_of("numbers", [*NumberShape])),
        caller_field=CallerField(table.one_of("caller", [*CallerField])),
        emergency=table.flag("emergency"),
        user=user,
        password=password,
        registers=table.flag("register"),
    )


def _server(table: Table) -> Uri:
    text = table.text("server", hint="HOST:PORT;transport=udp")
    try:
        uri = Uri.parse(f"sip:{text}")
    except SipError:
        uri = None
    transport = (uri.params.get("transport") or "udp").lower() if uri is not None else ""
    is_server = uri is not None and uri.user is None and is_possible_host(uri.host.strip("[]"))
    if not text or uri is None or not is_server or transport not in set(Transport) or uri.headers:
        raise table.wrong(f"server must be HOST:PORT;transport=udp, or tcp or tls, not {text!r}.")
    return uri


def _password(table: Table) -> str:
    given = table.text("password", hint="printable text")
    path = table.path("password_file")
    if path is None:
        return given
    if given:
        raise table.wrong("password and password_file do not go together.")
    try:
        text = path.read_text(encoding="utf-8").strip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise table.wrong(f"password_file {path} cannot be read: {error}.") from error
    if not text or not text.isprintable():
        raise table.wrong(f"password_file {path} must hold one line, the password.")
    return text


def _allowance(table: Table, usual: Allowance) -> Allowance:
    return replace(
        usual,
        calls=table.number("calls", usual.calls, MOST_CALLS),
        minutes_per_day=table.number("minutes_per_day", usual.minutes_per_day, _DAY),
        prefixes=_prefixes(table, "allowed_prefixes", usual.prefixes),
        costly_prefixes=_prefixes(table, "costly_prefixes", usual.costly_prefixes),
    )


def _prefixes(table: Table, name: str, default: tuple[str, ...]) -> tuple[str, ...]:
    return table.texts(
        name, default, check=_PREFIX.fullmatch, hint='beginnings of numbers such as "+49"; "+" is all'
    )


def _numbers(table: Table, country: str) -> dict[str, str]:
    if len(table.values) > _MOST_NUMBERS:
        raise table.wrong(f"there may be {_MOST_NUMBERS} numbers at most.")
    found: dict[str, str] = {}
    for text, user in table.values.items():
        number = _number_in(table, text, country)
        if not isinstance(user, str) or not is_user_id(user):
            raise table.wrong(f"{text} must be a user id, not {user!r}.")
        if number in found:
            raise table.wrong(f"{text} stands there twice: {number} is {found[number]}'s already.")
        found[number] = user
    return found


def _number_in(table: Table, text: str, country: str) -> str:
    from core.phone_numbers.reading import NumberError, read_number

    try:
        return read_number(text, country).e164
    except NumberError as error:
        raise table.wrong(f"{text!r} is no phone number. {error}") from None


def _users(found: object, usual: Allowance, path: Path) -> dict[str, Allowance]:
    users = Table(found, "[phone.users]", path)
    made: dict[str, Allowance] = {}
    for user, values in users.values.items():
        if not is_user_id(user):
            raise users.wrong(f"{user!r} is no user id.")
        table = Table(values, f"[phone.users.{user}]", path)
        table.know(_SPENDING)
        made[user] = _allowance(table, usual)
    return made


def _country(table: Table, default: str = "") -> str:
    return table.text("country", default, check=_is_country, hint="a country such as DE")


def _is_country(text: str) -> bool:
    import phonenumbers

    return bool(_COUNTRY.fullmatch(text)) and text in phonenumbers.SUPPORTED_REGIONS
