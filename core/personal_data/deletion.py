"""Removes what Ahoy keeps of a person: the profile's files, its secrets, and what starts it at login."""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from core.agent import launch
from core.agent.subscription_store import ProfilePushStore
from core.agent.systemd import AgentAutostart, user_units
from core.desktop.autostart import Autostart, AutostartError
from core.desktop.own_program import window_entry
from core.ports import Vault
from core.sentences import sentence
from core.settings.settings_file import NAME as SETTINGS

log = logging.getLogger(__name__)

SERVICE = "service"
"""Of a profile: the data of the app's own call service."""
OURS = (
    *("ahoy.sqlite*", f"{SETTINGS}*", f".{SETTINGS}-*", "window.ini*", ".window.ini*"),
    *("crash*.txt", "logs", SERVICE, "agent", "push"),
)
"""What Ahoy makes in a profile, as patterns. Nothing else is touched: a person may have chosen any folder."""


def delete_profile(profile: Path, vault: Vault, autostart: Autostart) -> list[str]:
    """Remove everything; returns what could not be removed, in words. No app may run with it. Blocks."""
    problems = _forget_secrets(profile, vault)
    problems += _start_no_more(profile, autostart)
    # First: it writes into the profile as long as it runs.
    if not launch.end(profile):
        problems.append(
            sentence("The agent that rings for calls does not end: it may write into the profile again.")
        )
    problems += _forget_keys(profile, vault)
    for pattern in OURS:
        for path in sorted(profile.glob(pattern)):
            try:
                _remove(path)
            except OSError as error:
                problems.append(
                    sentence("{file} cannot be removed: {reason}.", file=path, reason=error.strerror)
                )
    try:
        profile.rmdir()
    except OSError:
        log.info("%s is not empty, or gone, and stays", profile)
    return problems


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def _start_no_more(profile: Path, autostart: Autostart) -> list[str]:
    try:
        autostart.set(window_entry(profile), False)
        AgentAutostart(autostart, user_units()).set(launch.agent_entry(profile), False)
    except AutostartError as error:
        return [str(error)]
    return []


def _forget_keys(profile: Path, vault: Vault) -> list[str]:
    """Remove what a call service wakes this machine by, and what passwords of accounts are sealed with."""
    # Loaded when it is needed.
    from core.service.accounts.keys import vault_name

    kept: dict[str, Callable[[], None]] = {
        sentence(
            "The key of your push subscription may still be in the key store of your system."
        ): ProfilePushStore(profile, vault).delete,
        sentence(
            "The key of your accounts' passwords may still be in the key store of your system."
        ): lambda: vault.delete(vault_name(profile / SERVICE)),
    }
    problems = []
    for name, delete in kept.items():
        try:
            delete()
        except Exception:
            # Key stores fail in ways of their own.
            log.info("the key store does not forget", exc_info=True)
            problems.append(name)
    return problems


def _forget_secrets(profile: Path, vault: Vault) -> list[str]:
    """Remove the passwords of every service that the settings name."""
    try:
        sections = json.loads((profile / SETTINGS).read_bytes())
        services = [sections.get("service"), *(sections.get("services") or [])]
    except (OSError, ValueError, AttributeError, TypeError):
        return []
    known = [each for each in services if isinstance(each, dict) and each.get("url")]
    return [problem for each in known if (problem := _forget(each, vault))]


def _forget(service: dict[str, Any], vault: Vault) -> str:
    # Loaded when it is needed: it brings all that calls are made of.
    from core.engine.account.account import vault_name
    from core.engine.people.remembered import ServiceSettings, restored

    settings = restored(ServiceSettings, service)
    names = {vault_name(settings), vault_name(ServiceSettings(**{**asdict(settings), "is_foreign": True}))}
    try:
        for name in sorted(names):
            vault.delete(name)
    except Exception:
        # Key stores fail in ways of their own.
        log.info("the key store does not forget", exc_info=True)
        return sentence(
            "The password for {url} may still be in the key store of your system.", url=settings.url
        )
    return ""
