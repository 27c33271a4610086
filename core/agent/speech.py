"""What the agent says in the person's language: no Qt here, which is what the window's texts are loaded by.

``packaging/translating`` takes the agent's texts out of the window's translation files and puts them into
``resources/translations/agent_LANGUAGE.json``: template to translation, or to its forms for one and for
many; with a meaning, the template comes after it and U+0004, as gettext has it.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Mapping
from pathlib import Path

from core.languages import ENGLISH, TRANSLATIONS, language_for

log = logging.getLogger(__name__)

WINDOW_SETTINGS = "window.ini"
"""Where the window keeps ``language``, the person's choice, and ``spokenLanguage``, what it spoke last."""
Catalogue = Mapping[str, str | list[str]]

_LONGEST = 1024 * 1024
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
_NONE = {"", "C", "POSIX", "C.UTF-8"}
_MEANING_END = "\x04"


def catalogue_key(template: str, meaning: str) -> str:
    """Return under what a catalogue holds the translation of ``template``."""
    return f"{meaning}{_MEANING_END}{template}" if meaning else template


class CatalogueSpeech:
    """``Speech`` by a catalogue; what it does not hold stays English."""

    def __init__(self, language: str, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        # In French nothing is counted as one thing (CLDR).
        self._one = (0, 1) if language == "fr" else (1,)

    def translated(self, template: str, meaning: str, count: int | None) -> str:
        """Return ``template`` in the language, in its form for ``count`` things; itself where unknown."""
        found = self._catalogue.get(catalogue_key(template, meaning))
        if isinstance(found, list):
            found = found[0 if count in self._one else -1] if found else None
        return found if isinstance(found, str) else template

    def number(self, value: int | float) -> str:
        """Return a number in plain digits: what the agent counts has few."""
        return str(value)

    def inserted(self, text: str) -> str:
        """Return a name as it is: none of the languages is read from right to left."""
        return text


def speech_of(
    profile: Path, environ: Mapping[str, str] = os.environ, folder: Path = TRANSLATIONS
) -> CatalogueSpeech:
    """Return the speech of the person whose profile it is. Reads two small files; never raises."""
    language = spoken_language(profile, environ)
    return CatalogueSpeech(language, {} if language == ENGLISH else _read(folder / f"agent_{language}.json"))


def spoken_language(profile: Path, environ: Mapping[str, str] = os.environ) -> str:
    """Return the language chosen in the window, else the system's.

    Where the environment does not tell that, as on Windows and macOS, it is the window's last one.
    """
    kept = _general(profile / WINDOW_SETTINGS)
    wanted = [each for each in environ.get("LANGUAGE", "").split(":") if each]
    wanted += [environ[name] for name in _VARIABLES if environ.get(name, "") not in _NONE][:1]
    return language_for(kept.get("language", ""), wanted or [kept.get("spokenLanguage", "")])


def _general(path: Path) -> dict[str, str]:
    """Return what Qt's settings keep outside of groups: only plain words, as languages are named."""
    try:
        with path.open("rb") as opened:
            lines = opened.read(_LONGEST).decode(errors="replace").splitlines()
    except OSError:
        return {}
    kept, group = {}, ""
    for line in lines:
        name, is_given, value = line.partition("=")
        if line.startswith("["):
            group = line
        elif is_given and group == "[General]":
            kept[name.strip()] = value.strip()
    return kept


def _read(path: Path) -> Catalogue:
    try:
        with path.open("rb") as opened:
            made = json.loads(opened.read(_LONGEST))
    except (OSError, ValueError, RecursionError) as error:
        log.info("notifications are in English: %s", error)
        return {}
    return made if isinstance(made, dict) else {}
