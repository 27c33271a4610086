import QtQuick
import Ahoy
import "../theme"
import "../controls"

// Whom the call is with, where there is no picture of them: before it is established, or in a call of voices.
Column {
    id: root

    required property CallViewModel call
    property bool compact: false

    spacing: Theme.small

    PulsingAvatar {
        anchors.horizontalCenter: parent.horizontalCenter
        size: root.compact ? 104 : 136
        initials: root.call.initials
        colour: root.call.colour
        glyph: root.call.glyph
        pulsing: root.call.exists && !root.call.established
    }
    Item {
        width: 1
        height: root.compact ? Theme.medium : Theme.large
    }
    Label {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        text: root.call.name
        color: Theme.stageText
        font.pixelSize: 28
        tracking: -0.5
        strong: true
        Accessible.role: Accessible.Heading
    }
    Label {
        objectName: "stateWords"
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        text: {
            if (!root.call.established)
                return root.call.stateWords
            if (root.call.remoteVideoPaused)
                return qsTr("Camera is off")
            return root.call.video ? qsTr("No picture") : qsTr("Voice call")
        }
        color: Theme.stageSubtle
        font.pixelSize: 16
    }
}
