pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls/buttons"
import "../controls/marks"

// All calls at once, and always which of them has the microphone.
Rectangle {
    id: root

    required property CallsViewModel calls
    property real roomBelow: 400

    implicitWidth: 336
    implicitHeight: column.implicitHeight + 16
    radius: Theme.cardCorner
    color: Theme.stageCard
    border.width: 1
    border.color: Theme.stageRim
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Your calls")

    ColumnLayout {
        id: column
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.margins: Theme.small
        spacing: Theme.hair

        Heading {
            objectName: "callsHeading"
            Layout.fillWidth: true
            Layout.leftMargin: Theme.snug
            Layout.rightMargin: Theme.snug
            Layout.topMargin: Theme.hair
            kind: "group"
            text: root.calls.heading
            color: Theme.stageText
        }
        ListView {
            id: list
            objectName: "callList"
            Layout.fillWidth: true
            Layout.preferredHeight: Math.min(contentHeight, Math.max(52, root.roomBelow - (root.calls.mergeWords !== "" ? 134 : 90)))
            clip: true
            interactive: contentHeight > height
            boundsBehavior: Flickable.StopAtBounds
            model: root.calls.running
            Accessible.role: Accessible.List
            Accessible.name: root.calls.heading
            delegate: CallListRow {
                width: list.width
                offersConnect: root.calls.connectWords === ""
                onResumed: root.calls.resume(key)
                onAnswered: root.calls.answer(key)
                onHungUp: root.calls.hangUp(key)
                onConnected: root.calls.connectWith(key)
            }
        }
        PushButton {
            objectName: "connectButton"
            Layout.fillWidth: true
            kind: "stage"
            visible: root.calls.connectWords !== ""
            glyph: "join"
            text: root.calls.connectWords
            tip: qsTr("They talk to each other, and you leave both calls  ·  Ctrl+J")
            onClicked: root.calls.connectWith("")
        }
        PushButton {
            objectName: "mergeButton"
            Layout.fillWidth: true
            kind: "stage"
            visible: root.calls.mergeWords !== ""
            glyph: "contacts"
            text: root.calls.mergeWords
            tip: qsTr("The calls become one room, in which all hear each other  ·  Ctrl+Shift+J")
            onClicked: root.calls.merge()
        }
    }
}
