import QtQuick
import Ahoy
import "../../theme"
import "../../controls/buttons"

// How a shared screen is looked at.
Row {
    id: root

    required property SharingViewModel sharing

    spacing: Theme.small

    IconButton {
        objectName: "actualSizeButton"
        size: 44
        kind: "stage"
        glyph: root.sharing.actualSize ? "fit" : "actual-size"
        text: root.sharing.actualSize ? qsTr("Show all of the screen") : qsTr("Show it pixel by pixel")
        keys: "Ctrl+Shift+Z"
        onClicked: root.sharing.toggleActualSize()
    }
    IconButton {
        objectName: "exchangeButton"
        size: 44
        kind: "stage"
        glyph: "swap"
        text: root.sharing.screenLarge ? qsTr("Give the room to the camera") : qsTr("Give the room to the screen")
        keys: "Ctrl+Shift+X"
        onClicked: root.sharing.exchange()
    }
}
