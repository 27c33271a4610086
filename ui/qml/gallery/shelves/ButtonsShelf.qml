pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import "../../theme"
import "../../controls/buttons"

ColumnLayout {
    id: shelf

    readonly property list<string> poses: ["normal", "hovered", "pressed", "focused", "disabled", "with a reason"]

    spacing: Theme.normal

    Repeater {
        model: ["primary", "plain", "quiet", "danger", "answer", "stage"]

        Stand {
            id: pushes
            required property string modelData
            heading: "PushButton, " + modelData

            Repeater {
                model: shelf.poses

                Specimen {
                    id: push
                    required property string modelData
                    pose: modelData

                    PushButton {
                        kind: pushes.modelData
                        text: "Video call"
                        glyph: "video"
                        hot: push.pose === "hovered"
                        down: push.pose === "pressed"
                        ringed: push.pose === "focused"
                        enabled: push.pose !== "disabled"
                        reason: push.pose === "with a reason" ? "Nobody is chosen" : ""
                    }
                }
            }
            Specimen {
                pose: "long text"

                PushButton {
                    width: Math.min(220, implicitWidth)
                    kind: pushes.modelData
                    text: "Call everybody of the harbour festival again"
                }
            }
        }
    }
    Repeater {
        model: ["quiet", "soft", "accent", "stage", "lit", "danger", "answer"]

        Stand {
            id: icons
            required property string modelData
            heading: "IconButton, " + modelData

            Repeater {
                model: shelf.poses

                Specimen {
                    id: icon
                    required property string modelData
                    pose: modelData
                    onStage: icons.modelData === "stage" || icons.modelData === "lit"

                    IconButton {
                        kind: icons.modelData
                        glyph: lit ? "mic-off" : "mic"
                        text: "Microphone"
                        size: onStage ? 52 : 36
                        readonly property bool onStage: icon.onStage
                        readonly property bool lit: kind === "lit"
                        hot: icon.pose === "hovered"
                        down: icon.pose === "pressed"
                        ringed: icon.pose === "focused"
                        enabled: icon.pose !== "disabled"
                        reason: icon.pose === "with a reason" ? "There is no microphone" : ""
                    }
                }
            }
        }
    }
    Stand {
        heading: "MenuRow"

        Repeater {
            model: shelf.poses

            Specimen {
                id: line
                required property string modelData
                pose: modelData

                MenuRow {
                    width: Math.min(implicitWidth, shelf.width - 2 * Theme.roomy)
                    glyph: "transfer"
                    text: "Transfer the call"
                    keys: "Ctrl+T"
                    hot: line.pose === "hovered"
                    down: line.pose === "pressed"
                    ringed: line.pose === "focused"
                    enabled: line.pose !== "disabled"
                    reason: line.pose === "with a reason" ? "Only a call that is answered can be transferred" : ""
                }
            }
        }
    }
    Stand {
        heading: "KeyButton"

        Repeater {
            model: shelf.poses.slice(0, 5)

            Specimen {
                id: key
                required property string modelData
                pose: modelData

                KeyButton {
                    digit: "5"
                    letters: "JKL"
                    hot: key.pose === "hovered"
                    down: key.pose === "pressed"
                    ringed: key.pose === "focused"
                    enabled: key.pose !== "disabled"
                }
            }
        }
    }
    Stand {
        heading: "LabelledButton"

        Specimen {
            pose: "answer"
            onStage: true

            LabelledButton {
                glyph: "video"
                kind: "answer"
                text: "Answer with video"
            }
        }
        Specimen {
            pose: "decline"
            onStage: true

            LabelledButton {
                glyph: "hang-up"
                kind: "danger"
                text: "Decline"
            }
        }
    }
}
