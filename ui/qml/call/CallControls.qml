import QtQuick
import Ahoy
import "../theme"
import "../controls/buttons"

// The bar at the bottom of a call. In a narrow window half of it moves into a menu.
Rectangle {
    id: root

    required property CallViewModel call
    required property SharingViewModel sharing
    required property RoomViewModel members
    property bool inRoom: false
    property bool narrow: false
    property bool roomy: true
    property bool fullScreen: false
    property string openPanel: ""
    readonly property int size: narrow ? 48 : 52

    signal panelToggled(string name)
    signal fullScreenToggled
    signal shareRequested

    implicitWidth: row.implicitWidth + 24
    implicitHeight: size + 24
    radius: height / 2
    color: Theme.stageGlass
    border.width: 1
    border.color: Theme.stageRim

    Row {
        id: row
        anchors.centerIn: parent
        spacing: root.narrow ? Theme.small : Theme.medium

        IconButton {
            objectName: "muteButton"
            size: root.size
            visible: root.call.established
            enabled: !root.call.withoutMicrophone
            kind: root.call.muted || root.call.withoutMicrophone ? "lit" : "stage"
            glyph: root.call.muted || root.call.withoutMicrophone ? "mic-off" : "mic"
            text: root.call.muted ? qsTr("Unmute the microphone") : qsTr("Mute the microphone")
            keys: "Ctrl+D"
            onClicked: root.call.toggleMuted()
        }
        IconButton {
            objectName: "videoButton"
            size: root.size
            visible: root.call.established
            enabled: !root.call.withoutCamera && !root.call.held && !root.call.heldByRemote
            kind: root.call.showsSelf ? "stage" : "lit"
            glyph: root.call.showsSelf ? "video" : "video-off"
            text: root.call.showsSelf ? qsTr("Pause your video") : qsTr("Show your video")
            keys: "Ctrl+E"
            onClicked: root.call.toggleVideo()
        }
        IconButton {
            objectName: "shareButton"
            size: root.size
            visible: root.call.established && !root.narrow
            kind: root.sharing.sharing ? "lit" : "stage"
            glyph: root.sharing.sharing ? "share-stop" : "share"
            text: root.sharing.sharing ? qsTr("Stop sharing your screen") : qsTr("Share your screen")
            reason: root.sharing.reason
            keys: "Ctrl+Shift+S"
            onClicked: if (usable) root.shareRequested()
        }
        IconButton {
            objectName: "holdButton"
            size: root.size
            visible: root.call.established
            kind: root.call.held ? "lit" : "stage"
            glyph: root.call.held ? "play" : "pause"
            text: root.call.held ? qsTr("Resume the call") : qsTr("Put the call on hold")
            reason: root.call.holdReason
            keys: "Ctrl+H"
            onClicked: root.call.toggleHeld()
        }
        IconButton {
            objectName: "keypadButton"
            size: root.size
            visible: root.call.established && !root.narrow
            kind: root.openPanel === "keypad" ? "lit" : "stage"
            glyph: "keypad"
            text: qsTr("Keypad")
            keys: "Ctrl+K"
            tipShown: root.openPanel === ""
            onClicked: root.panelToggled("keypad")
        }
        IconButton {
            objectName: "transferButton"
            size: root.size
            visible: root.call.established && !root.narrow && !root.inRoom
            kind: root.openPanel === "transfer" ? "lit" : "stage"
            glyph: "transfer"
            text: qsTr("Transfer the call")
            reason: root.call.transferReason
            keys: "Ctrl+T"
            tipShown: root.openPanel === ""
            onClicked: if (usable) root.panelToggled("transfer")
        }
        IconButton {
            objectName: "addCallButton"
            size: root.size
            visible: root.call.established && !root.narrow && !root.inRoom
            kind: root.openPanel === "add" ? "lit" : "stage"
            glyph: "add-call"
            text: qsTr("Add people, or call someone as well")
            keys: "Ctrl+N"
            tipShown: root.openPanel === ""
            onClicked: root.panelToggled("add")
        }
        IconButton {
            objectName: "handButton"
            size: root.size
            visible: root.inRoom && !root.narrow
            kind: root.members.handRaised ? "lit" : "stage"
            glyph: "hand"
            text: root.members.handRaised ? qsTr("Take your hand down") : qsTr("Raise your hand")
            keys: "Ctrl+R"
            onClicked: root.members.toggleHand()
        }
        IconButton {
            objectName: "peopleButton"
            size: root.size
            visible: root.inRoom && !root.narrow
            kind: root.openPanel === "people" ? "lit" : "stage"
            glyph: "contacts"
            text: qsTr("People in the room")
            keys: "Ctrl+P"
            tipShown: root.openPanel === ""
            onClicked: root.panelToggled("people")
        }
        IconButton {
            objectName: "devicesButton"
            size: root.size
            visible: !root.narrow || !root.call.established
            kind: root.openPanel === "devices" ? "lit" : "stage"
            glyph: "sliders"
            text: qsTr("Microphone, speaker and camera")
            keys: "Ctrl+M"
            tipShown: root.openPanel === ""
            onClicked: root.panelToggled("devices")
        }
        IconButton {
            objectName: "fullScreenButton"
            size: root.size
            visible: root.roomy
            kind: "stage"
            glyph: root.fullScreen ? "full-screen-exit" : "full-screen"
            text: root.fullScreen ? qsTr("Leave full screen") : qsTr("Full screen")
            keys: "F11"
            onClicked: root.fullScreenToggled()
        }
        IconButton {
            objectName: "moreButton"
            size: root.size
            visible: root.call.established && (root.narrow || !root.inRoom)
            kind: root.openPanel === "more" || root.openPanel === "details" || (root.narrow && root.openPanel !== "" && root.openPanel !== "people") ? "lit" : "stage"
            glyph: "more"
            text: qsTr("More")
            tipShown: root.openPanel === ""
            onClicked: root.panelToggled("more")
        }
        IconButton {
            objectName: "detailsButton"
            size: root.size
            visible: root.inRoom && !root.narrow
            kind: root.openPanel === "details" ? "lit" : "stage"
            glyph: "figures"
            text: qsTr("Details of the call")
            keys: "Ctrl+I"
            tipShown: root.openPanel === ""
            onClicked: root.panelToggled("details")
        }
        IconButton {
            objectName: "hangUpButton"
            size: root.size
            implicitWidth: root.size + 24
            kind: "danger"
            glyph: "hang-up"
            glyphSize: 28
            text: root.members.exists ? qsTr("Leave the room") : root.call.established ? qsTr("Hang up") : qsTr("Cancel the call")
            keys: "Ctrl+Shift+H"
            onClicked: root.call.hangUp()
        }
    }
}
