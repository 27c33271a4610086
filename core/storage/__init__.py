"""What survives the end of the program: contacts, history, settings."""

from core.storage.address_key import address_key, number_host
from core.storage.contact import Contact, ContactsAdded
from core.storage.errors import StorageError, StorageProblem
from core.storage.store import Store

__all__ = [
    "Contact",
    "ContactsAdded",
    "StorageError",
    "StorageProblem",
    "Store",
    "address_key",
    "number_host",
]
