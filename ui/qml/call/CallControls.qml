import QtQuick
import Ahoy
import "../theme"
import "../controls"

// The bar at the bottom of a call.
Rectangle {
    id: root

    required property CallViewModel call
    property bool fullScreen: false
    property bool menuOpen: false

    signal menuToggled
    signal fullScreenToggled

    implicitWidth: row.implicitWidth + 24
    implicitHeight: 76
    radius: 38
    color: Theme.stageGlass
    border.width: 1
    border.color: "#1fffffff"

    Row {
        id: row
        anchors.centerIn: parent
        spacing: Theme.medium

        IconButton {
            objectName: "muteButton"
            size: 52
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
            size: 52
            visible: root.call.established
            enabled: !root.call.withoutCamera
            kind: root.call.showsSelf ? "stage" : "lit"
            glyph: root.call.showsSelf ? "video" : "video-off"
            text: root.call.showsSelf ? qsTr("Pause your video") : qsTr("Show your video")
            keys: "Ctrl+E"
            onClicked: root.call.toggleVideo()
        }
        IconButton {
            objectName: "devicesButton"
            size: 52
            kind: root.menuOpen ? "lit" : "stage"
            glyph: "sliders"
            text: qsTr("Microphone, speaker and camera")
            keys: "Ctrl+M"
            tipShown: !root.menuOpen
            onClicked: root.menuToggled()
        }
        IconButton {
            objectName: "fullScreenButton"
            size: 52
            kind: "stage"
            glyph: root.fullScreen ? "full-screen-exit" : "full-screen"
            text: root.fullScreen ? qsTr("Leave full screen") : qsTr("Full screen")
            keys: "F11"
            onClicked: root.fullScreenToggled()
        }
        IconButton {
            objectName: "hangUpButton"
            size: 52
            implicitWidth: 76
            kind: "danger"
            glyph: "hang-up"
            glyphSize: 28
            text: root.call.established ? qsTr("Hang up") : qsTr("Cancel the call")
            keys: "Ctrl+H"
            onClicked: root.call.hangUp()
        }
    }
}
