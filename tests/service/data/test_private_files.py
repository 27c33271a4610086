"""Nobody else of the machine reads what the service keeps, also in a folder that was there before."""

from __future__ import annotations

import stat
from pathlib import Path

from core.service.data.database import Database


def test_every_file_of_the_database_is_private(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    database = Database(tmp_path, "app")
    database.save_token("nonce", "holder", 1.0)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert set(modes) == {"service.sqlite3", "service.sqlite3-wal", "service.sqlite3-shm"}
    assert set(modes.values()) == {0o600}
    database.close()
