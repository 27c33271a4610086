"""Contacts from files and into files: vCard and CSV, as other programs write and read them."""

from core.storage.exchange.contact_draft import ReadContacts
from core.storage.exchange.contact_file import ContactFileError, read_contacts, write_contacts
from core.storage.exchange.vcard_writer import VcardVersion
from core.storage.steps import ExchangeStopped, OnStep

__all__ = [
    "ContactFileError",
    "ExchangeStopped",
    "OnStep",
    "ReadContacts",
    "VcardVersion",
    "read_contacts",
    "write_contacts",
]
