import QtQuick
import Ahoy
import "../../theme"
import "../../controls/buttons"
import "../../controls/panels"

// What a narrow window has no room for in the bar.
Panel {
    id: root

    required property CallViewModel call
    required property SharingViewModel sharing
    required property RoomViewModel members
    property bool inRoom: false
    property bool fullScreen: false

    signal peopleRequested
    signal shareRequested
    signal keypadRequested
    signal transferRequested
    signal callRequested
    signal devicesRequested
    signal fullScreenToggled

    title: qsTr("More")
    padding: Theme.tight
    implicitWidth: Math.min(320, room - 16)

    contentItem: Column {
        MenuRow {
            objectName: "morePeople"
            width: parent.width
            visible: root.inRoom
            focus: root.inRoom
            glyph: "contacts"
            text: qsTr("People in the room")
            keys: "Ctrl+P"
            onClicked: {
                root.close()
                root.peopleRequested()
            }
        }
        MenuRow {
            objectName: "moreHand"
            width: parent.width
            visible: root.inRoom
            glyph: "hand"
            text: root.members.handRaised ? qsTr("Take your hand down") : qsTr("Raise your hand")
            keys: "Ctrl+R"
            onClicked: {
                root.close()
                root.members.toggleHand()
            }
        }
        MenuRow {
            objectName: "moreView"
            width: parent.width
            visible: root.inRoom
            glyph: root.members.stage.view === "grid" ? "speaker-view" : "grid"
            text: root.members.stage.view === "grid" ? qsTr("Show who speaks large") : qsTr("Show everybody alike")
            keys: "Ctrl+G"
            onClicked: {
                root.close()
                root.members.stage.toggleView()
            }
        }
        MenuRow {
            objectName: "moreSelfView"
            width: parent.width
            visible: root.inRoom
            glyph: "own-view"
            text: root.members.stage.selfViewWords
            keys: "Ctrl+Shift+V"
            onClicked: {
                root.close()
                root.members.stage.nextSelfView()
            }
        }
        MenuRow {
            objectName: "moreShare"
            width: parent.width
            focus: !root.inRoom
            glyph: root.sharing.sharing ? "share-stop" : "share"
            text: root.sharing.sharing ? qsTr("Stop sharing your screen") : qsTr("Share your screen")
            keys: "Ctrl+Shift+S"
            reason: root.sharing.reason
            onClicked: if (usable) {
                root.close()
                root.shareRequested()
            }
        }
        MenuRow {
            objectName: "moreActualSize"
            width: parent.width
            visible: root.sharing.remoteSharing
            glyph: root.sharing.actualSize ? "fit" : "actual-size"
            text: root.sharing.actualSize ? qsTr("Show all of the screen") : qsTr("Show it pixel by pixel")
            keys: "Ctrl+Shift+Z"
            onClicked: {
                root.close()
                root.sharing.toggleActualSize()
            }
        }
        MenuRow {
            objectName: "moreKeypad"
            width: parent.width
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
            visible: !root.inRoom
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
            visible: !root.inRoom
            glyph: "add-call"
            text: qsTr("Add people, or call someone")
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
