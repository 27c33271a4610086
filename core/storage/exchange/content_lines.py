"""The lines of a vCard: ``group.NAME;PARAM=value:text``, folded (RFC 6350 3.2-3.4, RFC 2426, vCard 2.1)."""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from core.storage.steps import OnStep, nobody_waits

_HEAD = re.compile(
    r"(?:(?P<group>[A-Za-z0-9-]+)\.)?(?P<name>[A-Za-z0-9-]+)"
    r"(?P<parameters>(?:;(?:[^\":;]|\"[^\"]*\")*)*):"
)
_PARAMETER = re.compile(r";((?:[^\";]|\"[^\"]*\")*)")
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_LINES_A_STEP = 500
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_ENCODINGS = ("QUOTED-PRINTABLE", "BASE64", "B", "7BIT", "8BIT")
_CARETS = {"n": "\n", "'": '"', "^": "^"}
LINE_LIMIT = 100_000
"""Characters of a value that are kept while it is put together: a picture is longer, a note is not."""


@dataclass(frozen=True, slots=True)
class ContentLine:
    """One property: names and parameter names in upper case, the value still escaped."""

    name: str
    value: str
    group: str = ""
    parameters: dict[str, list[str]] = field(default_factory=dict)

    @property
    def types(self) -> set[str]:
        """The TYPE parameter's values in lower case."""
        return {word.lower() for value in self.parameters.get("TYPE", []) for word in value.split(",")}

    @property
    def preference(self) -> int:
        """1 (most wanted) to 100, as RFC 6350 5.3 counts; vCard 3.0 knows ``TYPE=pref`` only."""
        text = (self.parameters.get("PREF") or [""])[0]
        if text.isascii() and text.isdigit() and 1 <= int(text[:4]) <= 100:
            return int(text)
        return 1 if "pref" in self.types else 100


def content_lines(text: str, on_step: OnStep = nobody_waits) -> Iterator[ContentLine | None]:
    """Yield each property of ``text``, None for a line that is none."""
    for line in _logical_lines(text, on_step):
        match = _HEAD.match(line)
        if match is None:
            yield None
            continue
        parameters = _parameters(match["parameters"])
        value = line[match.end() :]
        encoding = (parameters.get("ENCODING") or [""])[0].upper()
        if encoding == "QUOTED-PRINTABLE":
            value = _from_quoted_printable(value, (parameters.get("CHARSET") or ["utf-8"])[0])
        yield ContentLine(match["name"].upper(), value, (match["group"] or "").upper(), parameters)


def unescaped(value: str) -> str:
    """Return the text that ``value`` means (RFC 6350 3.4)."""
    return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)


def components(value: str, separator: str) -> list[str]:
    """Split a structured value at ``separator`` where it is not escaped, and unescape the pieces."""
    pieces = [""]
    for part in re.findall(r"\\.|[^\\]|\\", value, re.DOTALL):
        if part == separator:
            pieces.append("")
        else:
            pieces[-1] += part
    return [unescaped(piece).strip() for piece in pieces]


def _physical_lines(text: str, on_step: OnStep) -> Iterator[str]:
    """Yield line by line: to split a large file at once would hold up every other thread."""
    for number, match in enumerate(_LINE.finditer(text)):
        if number % _LINES_A_STEP == 0:
            on_step(match.end() / len(text) if text else 1.0)
        yield match[1]


def _logical_lines(text: str, on_step: OnStep) -> Iterator[str]:
    """Undo folding: a line that begins with white space goes on with the one before."""
    pieces: list[str] = []
    length = 0
    for line in _physical_lines(text, on_step):
        if pieces and line[:1] in (" ", "\t") and not _is_soft(pieces):
            piece = line[1:]
        elif pieces and _is_soft(pieces):
            pieces[-1] = pieces[-1][:-1]
            piece = line
        else:
            if pieces and (whole := "".join(pieces)).strip():
                yield whole
            pieces, length, piece = [], 0, line
        if length < LINE_LIMIT:
            pieces.append(piece)
            length += len(piece)
    if (whole := "".join(pieces)).strip():
        yield whole


def _is_soft(pieces: list[str]) -> bool:
    """Whether a quoted-printable value goes on in the next line (vCard 2.1, RFC 2045 6.7)."""
    if not pieces[-1].endswith("="):
        return False
    return "QUOTED-PRINTABLE" in pieces[0].partition(":")[0].upper()


def _parameters(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for raw in _PARAMETER.findall(text):
        name, equals, value = raw.partition("=")
        if not equals:
            # vCard 2.1 writes the value alone: TEL;CELL;PREF:
            name, value = ("ENCODING" if raw.upper() in _ENCODINGS else "TYPE"), raw
        value = re.sub(r"\^([n'^])", lambda match: _CARETS[match[1]], value.replace('"', ""))
        found.setdefault(name.strip().upper(), []).append(value.strip())
    return found


def _from_quoted_printable(value: str, charset: str) -> str:
    data = quopri.decodestring(value.encode("utf-8"))
    try:
        return data.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return data.decode("cp1252", "replace")
