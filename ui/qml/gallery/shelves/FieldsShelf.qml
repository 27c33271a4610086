pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import "../../theme"
import "../../controls/fields"

ColumnLayout {
    id: shelf

    readonly property real wide: Math.min(Theme.forText(240), width - 2 * Theme.roomy)
    readonly property string much: "A sentence that is much longer than what a designer draws, as it is in many languages"

    spacing: Theme.normal

    Stand {
        heading: "InputField"

        Repeater {
            model: [
                { pose: "empty", text: "" },
                { pose: "normal", text: "Anna Lindqvist" },
                { pose: "focused", text: "Anna Lindqvist" },
                { pose: "disabled", text: "Anna Lindqvist" },
                { pose: "error", text: "Anna@", problem: "A name has no @" },
                { pose: "secret", text: "harbour" },
                { pose: "long text", text: shelf.much }
            ]

            Specimen {
                id: field
                required property var modelData
                pose: modelData.pose

                InputField {
                    width: shelf.wide
                    label: "Name"
                    hint: "As others see it"
                    glyph: "person"
                    text: field.modelData.text
                    problem: field.modelData.problem ?? ""
                    secret: field.pose === "secret"
                    enabled: field.pose !== "disabled"
                    ringed: field.pose === "focused"
                }
            }
        }
    }
    Stand {
        heading: "SearchField"

        Specimen {
            pose: "empty"

            SearchField {
                width: shelf.wide
                hint: "Name or number"
            }
        }
        Specimen {
            pose: "normal"

            SearchField {
                width: shelf.wide
                hint: "Name or number"
                text: "lind"
                found: "2 people"
            }
        }
    }
    Stand {
        heading: "ChoiceField"

        Repeater {
            model: ["normal", "hovered", "pressed", "focused", "disabled", "error"]

            Specimen {
                id: choice
                required property string modelData
                pose: modelData

                ChoiceField {
                    width: shelf.wide
                    name: "Camera"
                    glyph: "video"
                    model: ListModel {
                        ListElement { name: "Integrated camera"; key: "1" }
                        ListElement { name: "Document camera"; key: "2" }
                    }
                    current: 0
                    troubled: choice.pose === "error"
                    hot: choice.pose === "hovered"
                    down: choice.pose === "pressed"
                    ringed: choice.pose === "focused"
                    enabled: choice.pose !== "disabled"
                }
            }
        }
    }
    Stand {
        heading: "Toggle"

        Repeater {
            model: ["off", "on", "focused", "disabled", "long text"]

            Specimen {
                id: toggle
                required property string modelData
                pose: modelData

                Toggle {
                    width: shelf.wide
                    text: toggle.pose === "long text" ? shelf.much : "Do not disturb"
                    detail: "Nothing rings"
                    checked: toggle.pose !== "off"
                    ringed: toggle.pose === "focused"
                    enabled: toggle.pose !== "disabled"
                }
            }
        }
    }
    Stand {
        heading: "RadioRow"

        Repeater {
            model: ["off", "on", "hovered", "focused", "disabled", "long text"]

            Specimen {
                id: radio
                required property string modelData
                pose: modelData

                RadioRow {
                    width: shelf.wide
                    text: "Always through a relay"
                    detail: radio.pose === "long text" ? shelf.much : "Nobody learns your address"
                    checked: radio.pose === "on"
                    hot: radio.pose === "hovered"
                    ringed: radio.pose === "focused"
                    enabled: radio.pose !== "disabled"
                }
            }
        }
    }
    Stand {
        heading: "SegmentedChoice"

        Repeater {
            model: ["normal", "focused", "disabled"]

            Specimen {
                id: segments
                required property string modelData
                pose: modelData

                SegmentedChoice {
                    width: shelf.wide
                    name: "List"
                    value: "people"
                    options: [
                        { value: "people", text: "People", glyph: "contacts" },
                        { value: "recent", text: "Recent", glyph: "history", badge: "3", badgeWords: "3 missed calls" }
                    ]
                    ringed: segments.pose === "focused"
                    enabled: segments.pose !== "disabled"
                }
            }
        }
    }
    Stand {
        heading: "Slide"

        Repeater {
            model: ["normal", "hovered", "focused", "disabled"]

            Specimen {
                id: slide
                required property string modelData
                pose: modelData

                Slide {
                    width: shelf.wide
                    name: "Volume"
                    glyph: "speaker"
                    value: 0.6
                    hot: slide.pose === "hovered"
                    ringed: slide.pose === "focused"
                    enabled: slide.pose !== "disabled"
                }
            }
        }
    }
}
