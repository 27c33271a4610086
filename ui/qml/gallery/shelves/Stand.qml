import QtQuick
import QtQuick.Layouts
import "../../theme"
import "../../controls/panels"

// One control, in as many states as it has.
Card {
    id: stand

    default property alias specimens: flow.data

    Layout.fillWidth: true

    Flow {
        id: flow
        Layout.fillWidth: true
        spacing: Theme.normal
    }
}
