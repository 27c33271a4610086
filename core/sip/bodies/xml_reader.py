"""XML from strangers: no document type, no entities, bounded size, depth and parts; and texts for it."""

from __future__ import annotations

from typing import NoReturn
from xml.etree.ElementTree import Element, TreeBuilder, XMLParser
from xml.etree.ElementTree import ParseError as XmlError

from core.sip.messages import IllegalValue, ParseError

MAX_XML_BYTES = 65_536
MAX_DEPTH = 24
"""Elements inside elements."""

MAX_PARTS = 2_000
"""Elements and attributes of one document."""


class _Guard(TreeBuilder):
    """Builds the tree, and stops as soon as it is no tree that an honest peer would send."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0
        self._parts = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self._depth += 1
        self._parts += 1 + len(attrs)
        if self._depth > MAX_DEPTH or self._parts > MAX_PARTS:
            raise ParseError("XML nested too deep, or of too many parts")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(tag)

    def doctype(self, name: str, public: str | None, system: str | None) -> NoReturn:
        # Entities, and with them every expansion and every file a parser could be made to read, need this.
        raise ParseError("XML with a document type")


def read_xml(data: bytes) -> Element:
    """Return the root element of ``data``; ParseError for what is no XML, or is hostile."""
    if len(data) > MAX_XML_BYTES:
        raise ParseError("XML document too large", status=413)
    parser = XMLParser(target=_Guard())
    try:
        parser.feed(data)
        root: Element = parser.close()
    except (XmlError, ValueError, LookupError) as error:
        raise ParseError(f"no XML: {error}") from None
    return root


def kept_text(text: str, limit: int) -> str:
    """Return what is kept of a text that a stranger wrote: what can be shown, and written again."""
    return "".join(character for character in text if character.isprintable())[:limit]


def writable_text(text: str) -> str:
    """Return ``text``; IllegalValue if XML 1.0 has no way to say it."""
    if any(not (character.isprintable() or character in "\t\n ") for character in text):
        raise IllegalValue("characters that XML cannot carry")
    return text
