pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Ahoy
import "../../theme"
import "../../controls/buttons"
import "../../controls/marks"
import "../../controls/messages"

ColumnLayout {
    id: shelf

    required property NoticesViewModel notices
    required property ElisionViewModel elision
    readonly property real wide: Math.min(Theme.forText(320), width - 2 * Theme.roomy)
    readonly property string much: "The service does not answer. Calls on this network work, and what rings elsewhere is shown later."

    spacing: Theme.normal

    Stand {
        heading: "Message"

        Repeater {
            model: ["warning", "error"]

            Specimen {
                id: told
                required property string modelData
                pose: modelData

                Message {
                    width: shelf.wide
                    kind: told.pose
                    text: shelf.much
                    action: "Try again"
                }
            }
        }
    }
    Stand {
        heading: "Badge"

        Repeater {
            model: ["info", "warning", "error", "stage"]

            Specimen {
                id: marked
                required property string modelData
                pose: modelData
                onStage: pose === "stage"

                Badge {
                    kind: marked.pose
                    glyph: "lock"
                    text: "To Anna only"
                    detail: "Nobody else can decrypt this call"
                }
            }
        }
        Specimen {
            pose: "long text"

            Badge {
                limit: shelf.wide
                kind: "warning"
                text: shelf.much
            }
        }
    }
    Stand {
        heading: "EmptyNote"

        Specimen {
            pose: "normal"

            EmptyNote {
                width: shelf.wide
                glyph: "history"
                text: "No calls yet"
                detail: "Whom you call and who calls you is listed here."
            }
        }
    }
    Stand {
        heading: "Progress"

        Specimen {
            pose: "a third"

            Progress {
                name: "Copying"
                value: 0.33
            }
        }
        Specimen {
            pose: "nobody knows"

            Progress {
                name: "Looking"
                indeterminate: true
            }
        }
    }
    Stand {
        heading: "Tip"

        Specimen {
            pose: "normal"

            Item {
                width: 160
                height: Theme.row

                Tip {
                    objectName: "galleryTip"
                    text: "Mute  ·  Ctrl+M"
                    y: Theme.small
                    delay: 0
                    timeout: -1
                    visible: shelf.visible
                    closePolicy: Tip.NoAutoClose
                }
            }
        }
    }
    Stand {
        heading: "ElisionTip"

        Specimen {
            pose: "rest on it"

            Label {
                width: Math.min(Theme.forText(220), shelf.width - 2 * Theme.roomy)
                text: "Maximiliane Annegret von der Hohenstaufenberg-Lichtenfels"

                ElisionTip {
                    elision: shelf.elision
                }
            }
        }
    }
    Stand {
        heading: "Toast"

        Toast {
            notices: shelf.notices
        }
        PushButton {
            objectName: "galleryToast"
            text: "Say something"
            onClicked: shelf.notices.say("Anna Lindqvist is in your contacts now.", false)
        }
        PushButton {
            objectName: "galleryBadToast"
            text: "Say what went wrong"
            onClicked: shelf.notices.say(shelf.much, true)
        }
    }
}
