import QtQuick
import QtQuick.Layouts
import Ahoy
import "../../theme"
import "../../controls/buttons"
import "../../controls/marks"

// The room that is typed or picked, or what rooms are for.
Item {
    id: root

    required property AppViewModel app
    readonly property RoomEntranceViewModel rooms: app.rooms
    readonly property bool picked: rooms.link !== ""

    ColumnLayout {
        anchors.centerIn: parent
        width: Math.min(parent.width - 64, 460)
        spacing: Theme.normal

        Rectangle {
            Layout.alignment: Qt.AlignHCenter
            Layout.preferredWidth: 88
            Layout.preferredHeight: 88
            radius: Theme.sheetCorner
            color: Theme.selected

            Glyph {
                anchors.centerIn: parent
                name: "contacts"
                size: 44
                colour: Theme.accent
            }
        }
        Heading {
            Layout.fillWidth: true
            Layout.topMargin: Theme.small
            horizontalAlignment: Text.AlignHCenter
            kind: "page"
            text: root.picked ? root.rooms.text : qsTr("Talk with several people")
        }
        Label {
            Layout.fillWidth: true
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
            color: Theme.subtle
            text: root.picked ? qsTr("Whoever has this link, or types the same name, meets you here.") : qsTr("Whoever types the same name is in the same room. Pick a room on the left, type a name, or make a new one.")
        }
        Rectangle {
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.input
            visible: root.picked
            radius: Theme.corner
            color: Theme.rail
            border.width: 1
            border.color: Theme.outline

            RowLayout {
                anchors.fill: parent
                anchors.leftMargin: Theme.normal
                anchors.rightMargin: Theme.hair

                Label {
                    objectName: "roomLink"
                    Layout.fillWidth: true
                    text: root.rooms.link
                    font.pixelSize: Theme.detail
                    elide: Text.ElideMiddle
                }
                IconButton {
                    objectName: "paneCopyLink"
                    glyph: "copy"
                    glyphSize: 16
                    text: qsTr("Copy the link to this room")
                    onClicked: root.app.copy(root.rooms.link)
                }
            }
        }
        ButtonRow {
            Layout.alignment: Qt.AlignHCenter
            Layout.topMargin: Theme.small
            visible: root.picked

            PushButton {
                objectName: "paneJoinVideo"
                kind: "primary"
                glyph: "video"
                least: Theme.input
                text: qsTr("Go in")
                reason: root.rooms.reason
                onClicked: if (reason === "") root.rooms.join(true)
            }
            PushButton {
                objectName: "paneJoinSound"
                glyph: "phone"
                least: Theme.input
                text: qsTr("Sound alone")
                reason: root.rooms.reason
                onClicked: if (reason === "") root.rooms.join(false)
            }
        }
    }
}
