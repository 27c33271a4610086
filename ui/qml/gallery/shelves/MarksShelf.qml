pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import "../../theme"
import "../../controls/marks"

ColumnLayout {
    id: shelf

    readonly property list<string> icons: [
        "actual-size", "add-call", "back", "bell", "block", "call-blocked", "call-declined", "call-elsewhere",
        "call-failed", "call-incoming", "call-missed", "call-outgoing", "call-unanswered", "check", "chevron-down",
        "chevron-left", "chevron-right", "chevron-up", "close", "contacts", "copy", "do-not-disturb", "echo", "export",
        "fit", "full-screen", "full-screen-exit", "grid", "hand", "hang-up", "history", "host", "import", "info",
        "join", "keyboard", "keypad", "link", "lock", "lock-half",
        "lock-unknown", "figures", "fill", "zoom-out", "mic", "mic-off", "moon", "more", "music", "nearby", "own-view",
        "pause", "person", "person-add", "phone", "phone-filled", "pin", "play", "pop-in", "pop-out", "retry", "room",
        "search", "service", "settings", "share", "share-stop", "shield", "signal", "sliders", "speaker",
        "speaker-view", "star", "star-filled", "sun", "swap", "system", "text-size", "transfer", "trash", "unlock",
        "unpin", "video", "video-off", "warning", "window"
    ]

    spacing: Theme.normal

    Stand {
        heading: "Heading"

        Repeater {
            model: ["page", "part", "group", "field"]

            Specimen {
                id: headed
                required property string modelData
                pose: modelData

                Heading {
                    width: Math.min(implicitWidth, shelf.width - 2 * Theme.roomy)
                    kind: headed.pose
                    text: "People nearby"
                }
            }
        }
    }
    Stand {
        heading: "PageTitle"

        Specimen {
            pose: "cramped"

            PageTitle {
                width: 200
                text: "Notifications and sounds"
            }
        }
    }
    Stand {
        heading: "Label"

        Repeater {
            model: [
                { pose: "display", size: Theme.display }, { pose: "headline", size: Theme.headline },
                { pose: "subheading", size: Theme.subheading }, { pose: "title", size: Theme.title },
                { pose: "body", size: Theme.body }, { pose: "detail", size: Theme.detail },
                { pose: "caption", size: Theme.caption }, { pose: "tiny", size: Theme.tiny }
            ]

            Specimen {
                id: sized
                required property var modelData
                pose: modelData.pose

                Label {
                    width: Math.min(implicitWidth, shelf.width - 2 * Theme.roomy)
                    text: "Ahoy 0123"
                    font.pixelSize: sized.modelData.size
                }
            }
        }
        Repeater {
            model: [
                { pose: "text", ink: Theme.text }, { pose: "subtle", ink: Theme.subtle },
                { pose: "faint", ink: Theme.faint }, { pose: "accent", ink: Theme.accent },
                { pose: "good", ink: Theme.good }, { pose: "warn", ink: Theme.warn }, { pose: "bad", ink: Theme.bad }
            ]

            Specimen {
                id: inked
                required property var modelData
                pose: modelData.pose

                Label {
                    text: "Reconnecting"
                    color: inked.modelData.ink
                }
            }
        }
    }
    Stand {
        heading: "PresenceDot"

        Repeater {
            model: ["online", "in-call", "do-not-disturb", "offline"]

            Specimen {
                id: dotted
                required property string modelData
                pose: modelData

                PresenceDot {
                    presence: dotted.pose
                    rim: Theme.card
                }
            }
        }
    }
    Stand {
        heading: "FocusRing"

        Specimen {
            pose: "focused"

            Item {
                width: 120
                height: Theme.control

                FocusRing {
                    anchors.margins: Theme.hair
                    shown: true
                }
            }
        }
    }
    Stand {
        heading: "Glyph"

        Repeater {
            model: shelf.icons

            Item {
                required property string modelData
                width: Math.max(Theme.forText(84), name.implicitWidth)
                height: Theme.row

                Glyph {
                    anchors.horizontalCenter: parent.horizontalCenter
                    name: parent.modelData
                    size: Theme.iconLarge
                }
                Label {
                    id: name
                    anchors.horizontalCenter: parent.horizontalCenter
                    anchors.bottom: parent.bottom
                    text: parent.modelData
                    color: Theme.faint
                    font.pixelSize: Theme.tiny
                }
            }
        }
    }
}
