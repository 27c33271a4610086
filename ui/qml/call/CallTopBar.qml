import QtQuick
import Ahoy
import "../theme"
import "../controls/marks"
import "../controls/pictures"

// Who the call is with, and since when.
Rectangle {
    id: root

    required property CallViewModel call
    readonly property string way: root.call.account !== "" ? qsTr("by %1").arg(root.call.account) : root.call.unverified ? qsTr("not verified") : ""
    readonly property real room: width - avatar.width - 30

    implicitWidth: Math.max(name.implicitWidth, clock.implicitWidth) + avatar.width + 30
    implicitHeight: Math.max(52, lines.implicitHeight + Theme.small)
    radius: Math.min(height / 2, 26)
    color: Theme.stageGlass
    border.width: 1
    border.color: Theme.stageRim

    Avatar {
        id: avatar
        anchors.left: parent.left
        anchors.leftMargin: Theme.small
        anchors.verticalCenter: parent.verticalCenter
        size: 36
        initials: root.call.initials
        colour: root.call.colour
        glyph: root.call.glyph
    }
    Column {
        id: lines
        anchors.left: avatar.right
        anchors.leftMargin: Theme.snug
        anchors.verticalCenter: parent.verticalCenter

        Label {
            id: name
            width: root.room
            text: root.call.name
            color: Theme.stageText
            strong: true
        }
        Label {
            id: clock
            objectName: "callClock"
            width: root.room
            wrapMode: Theme.enlarged ? Text.Wrap : Text.NoWrap
            lineHeight: 1
            text: [root.call.clock, root.way, root.call.timeLeft].filter(part => part !== "").join(" · ")
            color: root.call.endsSoon ? Theme.stageWarn : Theme.stageSubtle
            font.pixelSize: Theme.caption
            font.features: { "tnum": 1 }
            Accessible.name: [qsTr("Call time %1").arg(root.call.clock), root.call.timeLeft].filter(part => part !== "").join(", ")
        }
    }
}
