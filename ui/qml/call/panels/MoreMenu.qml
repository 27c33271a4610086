import QtQuick
import Ahoy
import "../../controls/buttons"
import "../../controls/panels"

// What a narrow window has no room for in the bar.
Panel {
    id: root

    required property CallViewModel call
    property bool fullScreen: false

    signal keypadRequested
    signal transferRequested
    signal callRequested
    signal devicesRequested
    signal fullScreenToggled

    title: qsTr("More")
    padding: 6
    implicitWidth: Math.min(320, room - 16)

    contentItem: Column {
        MenuRow {
            objectName: "moreKeypad"
            width: parent.width
            focus: true
            glyph: "keypad"
            text: qsTr("Keypad")
            keys: "Ctrl+K"
            onClicked: {
                root.close()
                root.keypadRequested()
            }
        }
        MenuRow {
            objectName: "moreTransfer"
            width: parent.width
            glyph: "transfer"
            text: qsTr("Transfer the call")
            keys: "Ctrl+T"
            reason: root.call.transferReason
            onClicked: if (usable) {
                root.close()
                root.transferRequested()
            }
        }
        MenuRow {
            objectName: "moreAdd"
            width: parent.width
            glyph: "add-call"
            text: qsTr("Call someone as well")
            keys: "Ctrl+N"
            onClicked: {
                root.close()
                root.callRequested()
            }
        }
        MenuRow {
            objectName: "moreDevices"
            width: parent.width
            glyph: "sliders"
            text: qsTr("Sound and camera")
            keys: "Ctrl+M"
            onClicked: {
                root.close()
                root.devicesRequested()
            }
        }
        MenuRow {
            objectName: "moreFullScreen"
            width: parent.width
            glyph: root.fullScreen ? "full-screen-exit" : "full-screen"
            text: root.fullScreen ? qsTr("Leave full screen") : qsTr("Full screen")
            keys: "F11"
            onClicked: {
                root.close()
                root.fullScreenToggled()
            }
        }
    }
}
