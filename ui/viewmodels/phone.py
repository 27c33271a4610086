"""The person's own phone number, and the country of numbers that name none."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from core import commands
from core.sentences import sentence
from core.snapshots import AppSnapshot, Feature, ProfileSnapshot
from ui.bridge import Bridge
from ui.language.countries import by_name, country_name, order_in_use
from ui.language.properties import Property
from ui.viewmodels.devices.picker import DevicePicker, DeviceRow
from ui.viewmodels.dial_words import shown_address
from ui.viewmodels.dialling.countries import country_codes
from ui.viewmodels.mirror import Mirror
from ui.viewmodels.service import reason_against

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class PhoneState:
    """What QML shows of the telephone; the number is E.164 still."""

    own_number: str = ""
    problem: str = ""
    reason: str = ""


def country_rows() -> tuple[DeviceRow, ...]:
    """Return every country that has telephones, by name."""
    return _country_rows(order_in_use())


@lru_cache(maxsize=1)
def _country_rows(order: str) -> tuple[DeviceRow, ...]:
    rows = [DeviceRow(code, country_name(code)) for code in country_codes()]
    return tuple(by_name(rows, lambda row: row.name))


@QmlElement
@QmlUncreatable("the telephone comes from the core")
class PhoneViewModel(Mirror):  # type: ignore[operator]
    """What is set for calls to phone numbers."""

    ownNumberChanged = Signal()
    problemChanged = Signal()
    reasonChanged = Signal()

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(PhoneState(), parent)
        self._bridge = bridge
        self._profile = ProfileSnapshot()
        self._region = ""
        self._shown_country: tuple[str, str, str] | None = None
        self._reason = ""
        self._problem = ""
        self._country = DevicePicker(
            bridge, lambda key: commands.SetPhone(self._profile.own_number, key), self
        )

    def show_snapshot(self, snapshot: AppSnapshot) -> None:
        """Mirror what a snapshot says of the telephone."""
        self._profile, self._region = snapshot.profile, snapshot.region
        self._reason = reason_against(snapshot.service, Feature.PHONE_CALLS)
        self._show_country(snapshot.region, snapshot.profile.country)
        self._refresh()

    def tell_again(self) -> None:
        """Put the countries into the order of the language, which is another one now."""
        self._show_country(self._region, self._profile.country)

    def _show_country(self, region: str, chosen: str) -> None:
        order = order_in_use()
        if (region, chosen, order) == self._shown_country:  # 250 rows, and there are many snapshots in a call
            return
        self._shown_country = (region, chosen, order)
        # With the system's own country chosen, the region is that one.
        name = country_name(region) if not chosen else ""
        first = DeviceRow(
            "", sentence("As the system says ({name})", name=name) if name else sentence("As the system says")
        )
        self._country.show_choices([first, *country_rows()], chosen)

    @Slot(str, result=bool)
    def setOwnNumber(self, text: str) -> bool:
        """Let this number be seen by whoever is called; False, with ``problem`` saying why, for none."""
        self._problem, number = "", ""
        if text.strip():
            from core.phone_numbers.reading import NumberError, read_number

            try:
                number = read_number(text, self._region).e164
            except NumberError as error:
                self._problem = str(error)
        self._refresh()
        if self._problem:
            return False
        if number != self._profile.own_number:
            self._bridge.post(commands.SetPhone(number, self._profile.country))
        return True

    def _refresh(self) -> None:
        self._show(PhoneState(self._profile.own_number, self._problem, self._reason))

    @Property(str, notify=ownNumberChanged)
    def ownNumber(self) -> str:
        """The person's phone number, grouped; empty for none."""
        # Here and no earlier: it loads the numbering plans, and only the settings show it.
        return shown_address(self._state.own_number)

    @Property(str, notify=problemChanged)
    def problem(self) -> str:
        """What is wrong with the number that was typed."""
        return self._state.problem  # type: ignore[no-any-return]

    @Property(str, notify=reasonChanged)
    def reason(self) -> str:
        """Why the service in use cannot call phone numbers; empty when it can."""
        return self._state.reason  # type: ignore[no-any-return]

    @Property(DevicePicker, constant=True)
    def country(self) -> DevicePicker:
        """The country of numbers that name none."""
        return self._country
