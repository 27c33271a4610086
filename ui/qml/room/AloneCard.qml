import QtQuick
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls/buttons"
import "../controls/marks"

// Nobody else is in the room yet: how to bring them.
Rectangle {
    id: root

    required property RoomViewModel members
    required property AppViewModel app

    signal inviteRequested

    implicitWidth: 380
    implicitHeight: column.implicitHeight + 32
    radius: Theme.cardCorner
    color: Theme.stageCard
    border.width: 1
    border.color: Theme.stageRim
    Accessible.role: Accessible.Pane
    Accessible.name: words.text

    ColumnLayout {
        id: column
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.margins: Theme.normal
        spacing: Theme.medium

        Heading {
            id: words
            Layout.fillWidth: true
            text: qsTr("Nobody else is here yet")
            color: Theme.stageText
            wrapMode: Text.Wrap
        }
        Label {
            Layout.fillWidth: true
            text: qsTr("Whoever has the link, or types the same room, meets you here.")
            color: Theme.stageSubtle
            wrapMode: Text.Wrap
        }
        GridLayout {
            Layout.fillWidth: true
            columns: root.width < Theme.forText(300) ? 1 : 2
            columnSpacing: Theme.small
            rowSpacing: Theme.small

            PushButton {
                objectName: "aloneCopy"
                Layout.fillWidth: true
                visible: root.members.link !== ""
                kind: "stage"
                glyph: "link"
                text: qsTr("Copy the link")
                onClicked: root.app.copy(root.members.link)
            }
            PushButton {
                objectName: "aloneInvite"
                Layout.fillWidth: true
                kind: "primary"
                glyph: "person-add"
                text: qsTr("Invite")
                onClicked: root.inviteRequested()
            }
        }
    }
}
