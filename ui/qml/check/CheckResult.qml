import QtQuick
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls/marks"
import "../controls/messages"

// How the check stands, at a glance and in words: green when all is well, amber when something could be better.
Rectangle {
    id: root

    required property CheckViewModel check
    readonly property bool running: check.phase === "running"
    readonly property bool fine: check.phase === "finished" && check.fine
    readonly property bool stopped: check.phase === "stopped"
    readonly property color ink: fine ? Theme.good : running || stopped ? Theme.subtle : Theme.warn

    implicitHeight: Math.max(44, words.implicitHeight + 24)
    radius: Theme.corner
    color: fine ? Theme.goodBack : running || stopped ? Theme.hover : Theme.warnBack
    Accessible.role: Accessible.AlertMessage
    Accessible.name: check.verdict

    Connections {
        target: root.check
        function onVerdictChanged() {
            if (root.check.verdict !== "")
                root.Accessible.announce(root.check.verdict, Accessible.Polite)
        }
    }
    RowLayout {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.margins: Theme.medium
        spacing: Theme.snug

        Glyph {
            name: root.fine ? "check" : root.running ? "speaker" : root.stopped ? "info" : "warning"
            colour: root.ink
            size: 20
        }
        ColumnLayout {
            id: words
            Layout.fillWidth: true
            spacing: Theme.tight

            Label {
                objectName: "checkVerdict"
                Layout.fillWidth: true
                text: root.check.verdict
                color: root.ink
                font.weight: Font.Medium
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
            Progress {
                Layout.fillWidth: true
                visible: root.running
                indeterminate: true
                name: qsTr("The check is running")
            }
        }
    }
}
