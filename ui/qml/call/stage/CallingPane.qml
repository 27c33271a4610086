import QtQuick
import Ahoy
import "../../theme"
import "../../controls/buttons"
import "../../controls/marks"
import "../../controls/pictures"

// Whom the call is with, where there is no picture of them: before it is established, on hold, or among voices.
Column {
    id: root

    required property CallViewModel call
    property bool compact: false
    property bool tiny: false
    // The picture is in a window of its own.
    property bool elsewhere: false
    readonly property bool onHold: call.held || call.heldByRemote

    signal returnRequested

    spacing: Theme.small

    Item {
        anchors.horizontalCenter: parent.horizontalCenter
        width: avatar.size
        height: avatar.size

        PulsingAvatar {
            id: avatar
            size: root.tiny ? 64 : root.compact ? 104 : 136
            initials: root.call.initials
            colour: root.call.colour
            glyph: root.call.glyph
            opacity: root.onHold ? 0.5 : 1
            pulsing: root.call.exists && !root.call.established
        }
        Rectangle {
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            width: Math.max(28, avatar.size / 3.4)
            height: width
            radius: width / 2
            visible: root.onHold
            color: Theme.lit

            Glyph {
                anchors.centerIn: parent
                name: "pause"
                size: parent.width * 0.56
                colour: Theme.litInk
            }
        }
    }
    Item {
        width: parent.width
        height: root.tiny ? 2 : root.compact ? Theme.medium : Theme.large
    }
    Heading {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        kind: "page"
        text: root.call.name
        color: Theme.stageText
        font.pixelSize: root.tiny ? Theme.subheading : Theme.display
    }
    Label {
        objectName: "stateWords"
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        text: root.elsewhere ? qsTr("The picture is in a small window in front") : root.call.stateWords
        color: Theme.stageSubtle
        font.pixelSize: root.tiny ? Theme.body : Theme.title
        wrapMode: Text.Wrap
    }
    PushButton {
        objectName: "resumeButton"
        anchors.horizontalCenter: parent.horizontalCenter
        visible: root.call.held && root.call.holdReason === ""
        kind: "answer"
        glyph: "play"
        text: qsTr("Resume")
        tip: "Ctrl+H"
        onClicked: root.call.toggleHeld()
    }
    PushButton {
        objectName: "popInButton"
        anchors.horizontalCenter: parent.horizontalCenter
        visible: root.elsewhere
        kind: "stage"
        glyph: "pop-in"
        text: qsTr("Put it back")
        tip: "Ctrl+Shift+P"
        onClicked: root.returnRequested()
    }
}
