import QtQuick
import QtQuick.Templates as T
import "../../theme"

// A thin scroll bar for lists and pages.
T.ScrollBar {
    id: bar

    implicitWidth: 10
    padding: Theme.line
    minimumSize: 0.1
    visible: policy !== T.ScrollBar.AlwaysOff && size < 1

    contentItem: Rectangle {
        implicitWidth: 6
        radius: 3
        color: Theme.strongOutline
        opacity: bar.pressed ? 0.9 : bar.active || bar.hovered ? 0.6 : 0.25

        Behavior on opacity {
            NumberAnimation { duration: Theme.quick }
        }
    }
}
