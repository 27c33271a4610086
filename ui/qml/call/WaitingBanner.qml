import QtQuick
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls"

// A second caller while a call runs.
Rectangle {
    id: root

    required property AppViewModel app
    readonly property CallViewModel call: app.incoming

    implicitWidth: 520
    implicitHeight: 72
    radius: Theme.cardCorner
    color: Theme.stageCard
    border.width: 1
    border.color: "#33ffffff"
    visible: call.exists
    Accessible.role: Accessible.AlertMessage
    Accessible.name: qsTr("%1 is calling").arg(call.name)

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.normal
        anchors.rightMargin: Theme.normal
        spacing: Theme.medium

        Avatar {
            initials: root.call.initials
            colour: root.call.colour
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 1

            Label {
                Layout.fillWidth: true
                text: root.call.name
                color: Theme.stageText
                strong: true
                Accessible.ignored: true
            }
            Label {
                Layout.fillWidth: true
                text: root.call.unverified ? qsTr("Calling · not verified") : qsTr("Is calling you")
                color: Theme.stageSubtle
                font.pixelSize: 13
            }
        }
        PushButton {
            objectName: "waitingDecline"
            kind: "danger"
            text: qsTr("Decline")
            onClicked: root.call.hangUp()
        }
        PushButton {
            objectName: "waitingAnswer"
            kind: "answer"
            text: qsTr("Hang up and answer")
            onClicked: root.app.answerInstead(root.call.video)
        }
    }
}
