import QtQuick
import Ahoy
import "../../theme"
import "../../controls/buttons"

// How the other end's picture is looked at, and where.
Row {
    id: root

    required property CallsViewModel calls
    readonly property PictureLookViewModel look: calls.look

    spacing: Theme.small

    IconButton {
        objectName: "zoomReset"
        size: Theme.input
        visible: root.look.zoomed
        kind: "stage"
        glyph: "zoom-out"
        text: qsTr("Back to 100 % from %1 %").arg(root.look.percent)
        keys: "Ctrl+0"
        onClicked: root.look.reset()
    }
    IconButton {
        objectName: "fillButton"
        size: Theme.input
        kind: "stage"
        glyph: root.look.filled ? "fit" : "fill"
        text: root.look.filled ? qsTr("Show all of the picture") : qsTr("Fill the window with the picture")
        keys: "Ctrl+Shift+F"
        onClicked: root.look.toggleFilled()
    }
    IconButton {
        objectName: "popOutButton"
        size: Theme.input
        kind: "stage"
        glyph: "pop-out"
        text: qsTr("Put the picture into a window of its own")
        keys: "Ctrl+Shift+P"
        onClicked: root.calls.smallWindow.toggle()
    }
}
