import QtQuick
import Ahoy
import "../theme"
import "../controls/buttons"
import "../controls/marks"

// What the person should know now, with the one thing that helps; at most `room` wide.
Rectangle {
    id: root

    required property HintsViewModel hints
    required property real room
    readonly property bool due: hints.text !== ""
    readonly property bool stacked: room < 480
    property string text: ""
    property string action: ""

    signal devicesRequested

    // The words stay while the card fades out.
    function take(): void {
        if (due) {
            text = hints.text
            action = hints.action
        }
    }

    implicitWidth: Math.min(room, words.implicitWidth + act.implicitWidth + 120)
    implicitHeight: Math.max(48, words.implicitHeight + 20 + (stacked ? act.height + Theme.snug : 0))
    radius: stacked ? Theme.cardCorner : Math.min(Theme.sheetCorner, height / 2)
    color: Theme.stageCard
    border.width: 1
    border.color: Theme.stageRim
    opacity: due ? 1 : 0
    visible: opacity > 0
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text

    Behavior on opacity {
        NumberAnimation { duration: Theme.calm }
    }
    Component.onCompleted: take()

    Connections {
        target: root.hints
        function onAnnounced(sentence: string) {
            root.Accessible.announce(sentence, Accessible.Polite)
        }
        function onTextChanged() { root.take() }
        function onActionChanged() { root.take() }
    }
    Glyph {
        id: mark
        anchors.left: parent.left
        anchors.leftMargin: Theme.normal
        y: (words.height + 2 * words.y - height) / 2
        name: root.action === "unmute" ? "mic-off" : "info"
        size: 20
        colour: Theme.stageRing
    }
    Label {
        id: words
        objectName: "hintText"
        anchors.left: mark.right
        anchors.leftMargin: Theme.snug
        y: root.stacked ? 12 : (root.height - height) / 2
        width: root.width - 46 - (root.stacked ? Theme.normal : close.width + act.width + 20)
        text: root.text
        color: Theme.stageText
        font.pixelSize: Theme.detail
        wrapMode: Text.Wrap
        Accessible.ignored: true
    }
    PushButton {
        id: act
        objectName: "hintAction"
        anchors.left: root.stacked ? words.left : undefined
        anchors.right: root.stacked ? undefined : close.left
        anchors.rightMargin: Theme.tight
        width: Math.min(implicitWidth, root.width - 46 - Theme.medium - (root.stacked ? close.width : 0))
        y: root.stacked ? root.height - height - 10 : (root.height - height) / 2
        least: Theme.compact
        kind: "stage"
        text: root.action === "unmute" ? qsTr("Unmute") : qsTr("Choose devices")
        onClicked: {
            if (root.action === "unmute") {
                root.hints.unmute()
            } else {
                root.hints.dismiss()
                root.devicesRequested()
            }
        }
    }
    IconButton {
        id: close
        objectName: "hintClose"
        anchors.right: parent.right
        anchors.rightMargin: Theme.small
        // Beside the button, after which it is read.
        y: act.y + (act.height - height) / 2
        glyph: "close"
        text: qsTr("Dismiss")
        size: 32
        glyphSize: 16
        ink: Theme.stageSubtle
        onClicked: root.hints.dismiss()
    }
}
