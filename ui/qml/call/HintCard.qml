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

    implicitWidth: Math.min(room, words.implicitWidth + act.width + 120)
    implicitHeight: Math.max(48, words.implicitHeight + 20 + (stacked ? 44 : 0))
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
        x: 16
        y: (words.height + 2 * words.y - height) / 2
        name: root.action === "unmute" ? "mic-off" : "info"
        size: 20
        colour: Theme.stageRing
    }
    Label {
        id: words
        objectName: "hintText"
        x: 46
        y: root.stacked ? 12 : (root.height - height) / 2
        width: root.width - x - close.width - 12 - (root.stacked ? 0 : act.width + 8)
        text: root.text
        color: Theme.stageText
        font.pixelSize: Theme.detail
        wrapMode: Text.Wrap
        Accessible.ignored: true
    }
    PushButton {
        id: act
        objectName: "hintAction"
        x: root.stacked ? words.x : root.width - close.width - width - 14
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
        x: root.width - width - 8
        y: mark.y + mark.height / 2 - height / 2
        glyph: "close"
        text: qsTr("Dismiss")
        size: 32
        glyphSize: 16
        ink: Theme.stageSubtle
        onClicked: root.hints.dismiss()
    }
}
