import QtQuick
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls/buttons"
import "../controls/marks"
import "../controls/panels"

// The last question before everything is removed.
Dialogue {
    id: root

    required property DataViewModel records

    objectName: "eraseDialog"
    title: qsTr("Delete everything?")
    onOpened: keep.forceActiveFocus()

    contentItem: DialogueBody {
        spacing: Theme.normal

        Heading {
            Layout.fillWidth: true
            text: root.title
            wrapMode: Text.Wrap
            lineHeight: 1
        }
        Label {
            Layout.fillWidth: true
            text: qsTr("Your name, contacts, calls, settings, passwords and logs are removed from this computer, and Ahoy ends. This cannot be undone. Export everything first if you may want it again.")
            wrapMode: Text.Wrap
        }
        ButtonRow {
            Layout.alignment: Qt.AlignRight
            Layout.topMargin: Theme.small

            PushButton {
                id: keep
                objectName: "eraseKeep"
                text: qsTr("Keep everything")
                onClicked: root.close()
            }
            PushButton {
                objectName: "eraseNow"
                kind: "danger"
                text: qsTr("Delete everything")
                onClicked: {
                    root.close()
                    root.records.erase()
                }
            }
        }
    }
}
