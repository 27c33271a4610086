"""What survives the end of the program: contacts, history, settings."""

from core.storage.errors import StorageError, StorageProblem
from core.storage.store import Store

__all__ = ["StorageError", "StorageProblem", "Store"]
