"""Manual pages, made of the grammar of the command line itself."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime

Parser = argparse.ArgumentParser


def page(parser: Parser, name: str, section: int, *, version: str, date: int, more: str = "") -> str:
    """Return the manual page of ``parser`` in roff; ``more`` is put at its end, in roff as well."""
    day = datetime.fromtimestamp(date, UTC).strftime("%Y-%m-%d")
    lines = [
        f'.TH {name.upper()} {section} "{day}" "{_escaped(name)} {version}"',
        ".SH NAME",
        f"{_escaped(name)} \\- {_escaped(_first_sentence(parser.description))}",
        ".SH SYNOPSIS",
        *_synopsis(parser, name),
        ".SH DESCRIPTION",
        _escaped(parser.description or ""),
        ".SH OPTIONS",
        *_options(parser),
        *_commands(parser, name),
    ]
    return "\n".join([*lines, more.strip()]).strip() + "\n"


def _synopsis(parser: Parser, name: str) -> list[str]:
    rest = "[\\fIOPTION\\fR]..."
    lines = [f".B {_escaped(name)}", rest]
    return [*lines, "[\\fICOMMAND\\fR ...]"] if _below(parser) else lines


def _commands(parser: Parser, name: str) -> Iterator[str]:
    """Yield the commands below ``parser``, all of them, one after the other."""
    below = _below(parser)
    if below:
        yield ".SH COMMANDS"
    for path, words, command in _walk(parser, ()):
        yield f".SS {_escaped(' '.join([name, *path]))}"
        yield _escaped(_sentence(words))
        yield from _options(command, without="help")


def _walk(parser: Parser, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str, Parser]]:
    for word, help_text, command in _below(parser):
        yield (*path, word), help_text, command
        yield from _walk(command, (*path, word))


def _below(parser: Parser) -> list[tuple[str, str, Parser]]:
    found = []
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            words = {choice.dest: choice.help or "" for choice in action._choices_actions}
            found += [(name, words[name], each) for name, each in action.choices.items() if name in words]
    return found


def _options(parser: Parser, without: str = "") -> Iterator[str]:
    for action in parser._actions:
        is_hidden = action.help == argparse.SUPPRESS or action.dest == without
        if is_hidden or isinstance(action, argparse._SubParsersAction):
            continue
        yield ".TP"
        yield _names(action)
        yield _escaped(_sentence((action.help or "").replace("%%", "%")))


def _names(action: argparse.Action) -> str:
    metavar = action.metavar or (action.dest.upper() if action.option_strings else action.dest)
    value = "|".join(action.choices) if action.choices else str(metavar)
    shown = f" \\fI{_escaped(value)}\\fR" if action.nargs != 0 else ""
    if not action.option_strings:
        return shown.strip()
    return ", ".join(f"\\fB{_escaped(option)}\\fR" for option in action.option_strings) + shown


def _first_sentence(text: str | None) -> str:
    return (text or "").split(". ")[0].rstrip(".")


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) or not text else ".")


def _escaped(text: str) -> str:
    """Return ``text`` so that roff shows it as it is."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{text}" if text.startswith((".", "'")) else text


def command(parser: Parser, name: str) -> Parser:
    """Return the command ``name`` of ``parser``, described by its help; raise ``LookupError``."""
    for word, words, found in _below(parser):
        if word == name:
            found.description = _sentence(words)
            return found
    raise LookupError(f"there is no command {name}")
