"""``Property`` for view-models: text is said in the person's language when QML reads it.

View-models, and what they are made of, hold wordings (``core.sentences``), which are English to Python. This
is the one place where they become what a person reads, together with ``RowModel.data`` and, for what has no
property, ``told``. A change of the language asks QML to read everything again, and no view-model has to know.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property as QtProperty

from ui.language.speech import told

_TEXTS = (str, list, "QStringList", "QVariantList", "QVariantMap", "QVariant")

if TYPE_CHECKING:
    from PySide6.QtCore import Property as Property
else:

    def Property(kind: Any, fget: Any = None, *rest: Any, **options: Any) -> Any:
        """Make Qt's ``Property``; see the module."""
        if kind not in _TEXTS:
            return QtProperty(kind, fget, *rest, **options)
        if fget is not None:
            return QtProperty(kind, _telling(fget), *rest, **options)
        made = QtProperty(kind, *rest, **options)
        return lambda getter: made(_telling(getter))


def _telling(getter: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def tell(self: Any) -> Any:
        return told(getter(self))

    tell.__name__, tell.__doc__ = getter.__name__, getter.__doc__
    return tell
