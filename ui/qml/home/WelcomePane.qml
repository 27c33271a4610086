import QtQuick
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls/buttons"
import "../controls/marks"

// Nobody is selected: how to begin, and how others reach this person.
Item {
    id: root

    required property AppViewModel app

    ColumnLayout {
        anchors.centerIn: parent
        width: Math.min(parent.width - 64, 420)
        spacing: Theme.normal

        Rectangle {
            Layout.alignment: Qt.AlignHCenter
            Layout.preferredWidth: 88
            Layout.preferredHeight: 88
            radius: width / 2
            color: Theme.selected

            Glyph {
                anchors.centerIn: parent
                name: "echo"
                size: 44
                colour: Theme.accent
            }
        }
        Heading {
            Layout.fillWidth: true
            Layout.topMargin: Theme.small
            horizontalAlignment: Text.AlignHCenter
            kind: "page"
            text: qsTr("Ahoy, %1").arg(root.app.profile.name)
        }
        Label {
            Layout.fillWidth: true
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
            color: Theme.subtle
            text: qsTr("Pick someone on the left or type whom to call. The echo test shows how you look and sound to others.")
        }
        PushButton {
            objectName: "echoButton"
            Layout.alignment: Qt.AlignHCenter
            Layout.topMargin: Theme.small
            kind: "primary"
            glyph: "video"
            text: qsTr("Call the echo test")
            onClicked: root.app.call("echo", qsTr("Echo test"), true)
        }
        Rectangle {
            Layout.alignment: Qt.AlignHCenter
            Layout.topMargin: Theme.large
            Layout.preferredWidth: me.implicitWidth + 24
            Layout.maximumWidth: parent.width
            Layout.preferredHeight: Theme.input
            visible: root.app.profile.userId !== ""
            radius: height / 2
            color: Theme.rail
            border.width: 1
            border.color: Theme.outline

            RowLayout {
                id: me
                anchors.fill: parent
                anchors.leftMargin: Theme.normal
                anchors.rightMargin: Theme.tight
                spacing: Theme.tight

                Label {
                    text: qsTr("Others call you as")
                    color: Theme.subtle
                    font.pixelSize: Theme.detail
                }
                Label {
                    Layout.fillWidth: true
                    text: root.app.profile.userId
                    font.pixelSize: Theme.detail
                    strong: true
                }
                IconButton {
                    glyph: "copy"
                    text: qsTr("Copy your user id")
                    size: 32
                    glyphSize: 16
                    onClicked: root.app.copy(root.app.profile.userId)
                }
            }
        }
    }
}
