import QtQuick
import QtQuick.Layouts
import "../../theme"
import "../../controls/buttons"
import "../../controls/marks"
import "../../controls/panels"

ColumnLayout {
    id: shelf

    spacing: Theme.normal

    Stand {
        heading: "Card"

        Card {
            width: Math.min(Theme.forText(320), shelf.width - 2 * Theme.roomy)
            heading: "Sound and video"
            detail: "What belongs together, on a surface of its own, with what it changes."

            Label {
                text: "What is in it"
            }
        }
    }
    Stand {
        heading: "Panel"

        PushButton {
            id: opener
            objectName: "galleryPanelButton"
            text: "Open a panel"
            onClicked: panel.open()

            Panel {
                id: panel
                objectName: "galleryPanel"
                y: opener.height + 4
                room: shelf.width

                contentItem: Column {
                    MenuRow {
                        width: parent.width
                        glyph: "pause"
                        text: "Hold"
                        keys: "Ctrl+H"
                    }
                    MenuRow {
                        width: parent.width
                        glyph: "transfer"
                        text: "Transfer"
                        reason: "Only a call that is answered can be transferred"
                    }
                }
            }
        }
    }
    Stand {
        heading: "Dialogue"

        PushButton {
            objectName: "galleryDialogueButton"
            text: "Open a dialogue"
            onClicked: dialogue.open()
        }
    }
    Stand {
        heading: "Question"

        PushButton {
            objectName: "galleryQuestionButton"
            text: "Ask before something that cannot be undone"
            onClicked: question.ask("Forget all recent calls?", "Contacts stay as they are.", "Forget", null)
        }
    }
    Stand {
        heading: "Scroller"

        Rectangle {
            implicitWidth: 160
            implicitHeight: 96
            radius: Theme.corner
            color: Theme.rail

            Flickable {
                id: long
                anchors.fill: parent
                clip: true
                contentHeight: 4 * height
            }
            Scroller {
                orientation: Qt.Vertical
                anchors.right: parent.right
                height: parent.height
                size: long.visibleArea.heightRatio
                position: long.visibleArea.yPosition
                active: true
            }
        }
    }
    Dialogue {
        id: dialogue
        objectName: "galleryDialogue"
        title: "Add a contact"

        contentItem: ColumnLayout {
            spacing: Theme.medium

            Heading {
                text: dialogue.title
            }
            Label {
                Layout.fillWidth: true
                text: "A modal card in the middle of the window. Escape closes it."
                color: Theme.subtle
                wrapMode: Text.Wrap
            }
            PushButton {
                Layout.alignment: Qt.AlignRight
                kind: "primary"
                text: "Close"
                onClicked: dialogue.close()
            }
        }
    }
    Question {
        id: question
        objectName: "galleryQuestion"
        question: ""
        act: ""
    }
}
