import QtQuick
import "../../theme"

// Shows where the keyboard is. `shown` is bound to visualFocus.
Rectangle {
    property bool shown: false
    property real around: Theme.corner
    property color colour: Theme.accent

    anchors.fill: parent
    anchors.margins: -Theme.hair
    radius: around + 3
    color: "transparent"
    border.width: 2
    border.color: colour
    visible: shown
}
