import QtQuick
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls/buttons"
import "../controls/marks"
import "../controls/pictures"

// A second caller while a call runs.
Rectangle {
    id: root

    required property AppViewModel app
    readonly property CallViewModel call: app.incoming

    implicitWidth: 440
    implicitHeight: column.implicitHeight + 28
    radius: Theme.cardCorner
    color: Theme.stageCard
    border.width: 1
    border.color: Theme.stageRim
    visible: call.exists
    Accessible.role: Accessible.AlertMessage
    Accessible.name: qsTr("%1 is calling").arg(call.name)

    ColumnLayout {
        id: column
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.margins: Theme.medium
        spacing: Theme.medium

        RowLayout {
            spacing: Theme.medium

            Avatar {
                initials: root.call.initials
                colour: root.call.colour
                glyph: root.call.glyph
            }
            ColumnLayout {
                Layout.fillWidth: true
                spacing: Theme.line

                Label {
                    Layout.fillWidth: true
                    text: root.call.name
                    color: Theme.stageText
                    strong: true
                    Accessible.ignored: true
                }
                Label {
                    Layout.fillWidth: true
                    text: root.call.waitingWords
                    wrapMode: Text.Wrap
                    lineHeight: 1
                    color: Theme.stageSubtle
                    font.pixelSize: Theme.detail
                }
            }
            IconButton {
                objectName: "waitingIgnore"
                Layout.alignment: Qt.AlignTop
                glyph: "close"
                kind: "stage"
                size: 32
                glyphSize: 16
                text: qsTr("Ignore: let it ring unheard")
                keys: "Ctrl+Shift+I"
                onClicked: root.app.calls.ignore()
            }
        }
        GridLayout {
            Layout.fillWidth: true
            columns: root.width < Theme.forText(460) ? 1 : 3
            columnSpacing: Theme.small
            rowSpacing: Theme.small

            PushButton {
                objectName: "waitingDecline"
                Layout.fillWidth: true
                kind: "danger"
                text: qsTr("Decline")
                tip: "Ctrl+Shift+D"
                onClicked: root.call.hangUp()
            }
            PushButton {
                objectName: "waitingAnswer"
                Layout.fillWidth: true
                kind: "answer"
                text: qsTr("Hold and answer")
                tip: qsTr("%1 goes on hold  ·  Ctrl+Enter").arg(root.app.active.name)
                onClicked: root.call.answer(root.call.video)
            }
            PushButton {
                objectName: "waitingAnswerInstead"
                Layout.fillWidth: true
                kind: "stage"
                text: qsTr("End and answer")
                tip: qsTr("Ends the call with %1  ·  Ctrl+Alt+Enter").arg(root.app.active.name)
                onClicked: root.app.calls.answerInstead(root.call.video)
            }
        }
    }
}
