import QtQuick
import QtQuick.Layouts
import "../../theme"
import "../buttons"
import "../marks"

// Asks before something that cannot be undone. `act` are the words of the button that does it.
Dialogue {
    id: root

    property string question
    property string detail: ""
    property string act
    property var then: null

    function ask(what: string, more: string, doing: string, done: var): void {
        question = what
        detail = more
        act = doing
        then = done
        open()
        keep.forceActiveFocus()
    }

    title: question

    contentItem: DialogueBody {
        spacing: Theme.medium

        Heading {
            Layout.fillWidth: true
            text: root.question
            wrapMode: Text.Wrap
        }
        Label {
            Layout.fillWidth: true
            visible: root.detail !== ""
            text: root.detail
            color: Theme.subtle
            wrapMode: Text.Wrap
        }
        ButtonRow {
            Layout.alignment: Qt.AlignRight
            Layout.topMargin: Theme.small

            PushButton {
                id: keep
                objectName: "questionCancel"
                text: qsTr("Cancel")
                onClicked: root.close()
            }
            PushButton {
                objectName: "questionAct"
                kind: "danger"
                text: root.act
                onClicked: {
                    const done = root.then
                    root.close()
                    if (done)
                        done()
                }
            }
        }
    }
}
