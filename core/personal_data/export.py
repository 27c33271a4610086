"""Everything that a profile holds of its person, in one archive of open formats. No secrets."""

from __future__ import annotations

import asyncio
import io
import json
import zipfile
from dataclasses import asdict
from pathlib import Path

from core.sentences import sentence
from core.settings.settings_file import NAME as SETTINGS
from core.storage import StorageError, Store
from core.storage.store import HISTORY_KEPT
from core.whole_file import write_whole

README = """What Ahoy keeps of you on this computer.

contacts.vcf   your contacts (vCard 4.0)
calls.json     your calls; times are seconds since 1970 (UTC), durations milliseconds
blocked.json   who may not ring here
settings.json  what you have chosen
logs/          what the program wrote down about itself, without passwords and keys

Not in here: passwords, which are in the key store of your system, and the keys of the call service.
"""


class ExportError(Exception):
    """Nothing was written; the message is for the person."""


def export_profile(profile: Path, target: Path) -> int:
    """Write the archive to ``target``, whole or not at all; returns how many calls are in it. Blocks.

    The app may be running with this profile. Raises ``ExportError``.
    """
    if not (profile / "ahoy.sqlite").exists():
        raise ExportError(sentence("There is nothing of yours in {folder}.", folder=profile))
    if target.is_dir():
        raise ExportError(sentence("{file} is a folder: name a file, such as ahoy.zip.", file=target))
    try:
        content, calls = asyncio.run(_archive(profile))
        write_whole(target, content)
    except StorageError as error:
        raise ExportError(sentence("Your data cannot be read: {error}", error=error)) from error
    except OSError as error:
        raise ExportError(
            sentence("{file} cannot be written: {reason}.", file=target, reason=error.strerror)
        ) from error
    return calls


async def _archive(profile: Path) -> tuple[bytes, int]:
    # Loaded when it is needed: it knows all about phone numbers.
    from core.storage.exchange.vcard_writer import write_vcards

    store = Store()
    try:
        await store.open(profile / "ahoy.sqlite")
        contacts, calls = await store.whole_contacts(), await store.history(HISTORY_KEPT)
        blocked = await store.blocked()
    finally:
        await store.close()
    filled = io.BytesIO()
    with zipfile.ZipFile(filled, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", README)
        archive.writestr("contacts.vcf", write_vcards(contacts))
        archive.writestr("calls.json", _json([asdict(call) for call in calls]))
        archive.writestr("blocked.json", _json(blocked))
        for path in (profile / SETTINGS, *sorted((profile / "logs").glob("ahoy.log*"))):
            if path.is_file():
                archive.write(path, path.relative_to(profile))
    return filled.getvalue(), len(calls)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
