pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import "../../theme"
import "../../controls/buttons"
import "../../controls/marks"
import "../../controls/pictures"
import "../../controls/rows"

ColumnLayout {
    id: shelf

    spacing: Theme.normal

    Stand {
        heading: "ListRow"

        Repeater {
            model: ["normal", "hovered", "pressed", "current", "chosen", "disabled", "favourite", "missed", "new", "note below", "long text"]

            Specimen {
                id: specimen
                required property string modelData
                pose: modelData

                ListRow {
                    id: row
                    width: Math.min(Theme.forText(320), shelf.width - 2 * Theme.roomy)
                    text: specimen.pose === "long text" ? "Maximiliane Annegret von der Hohenstaufenberg-Lichtenfels" : "Anna Lindqvist"
                    detail: specimen.pose === "missed" ? "Missed, twice" : "Online · anna-lindqvist"
                    fresh: specimen.pose === "new"
                    note: ["missed", "new"].includes(specimen.pose) ? "14:05" : specimen.pose === "note below" ? "Yesterday" : ""
                    noteBelow: specimen.pose === "note below"
                    ink: specimen.pose === "missed" ? Theme.bad : Theme.text
                    detailSign: specimen.pose === "missed" ? "call-missed" : ""
                    detailSignInk: Theme.bad
                    sign: specimen.pose === "favourite" ? "star-filled" : ""
                    hot: specimen.pose === "hovered"
                    down: specimen.pose === "pressed"
                    current: specimen.pose === "current"
                    chosen: specimen.pose === "chosen"
                    enabled: specimen.pose !== "disabled"
                    lead: Component {
                        Avatar {
                            initials: "AL"
                            colour: 4

                            PresenceDot {
                                anchors.right: parent.right
                                anchors.bottom: parent.bottom
                                presence: "online"
                                rim: Theme.card
                            }
                        }
                    }

                    IconButton {
                        visible: row.hot || row.current || row.chosen
                        glyph: "phone"
                        text: "Call Anna"
                        ink: Theme.accent
                    }
                    IconButton {
                        visible: row.hot || row.current || row.chosen
                        glyph: "video"
                        text: "Video call Anna"
                        ink: Theme.accent
                    }
                }
            }
        }
    }
    Stand {
        heading: "ListRow, in a panel and on the stage"

        Repeater {
            model: ["compact", "compact chosen", "stage", "stage hovered", "stage current", "stage chosen", "stage without an answer"]

            Specimen {
                id: narrow
                required property string modelData
                pose: modelData
                onStage: pose.startsWith("stage")

                ListRow {
                    width: Math.min(Theme.forText(300), shelf.width - 2 * Theme.roomy - 2 * Theme.medium)
                    compact: true
                    stage: narrow.onStage
                    text: "Olu Adebayo"
                    detail: "On hold · 1:02"
                    detailSize: Theme.caption
                    detailSign: "pause"
                    detailSignInk: detailInk
                    hot: narrow.pose.endsWith("hovered")
                    current: narrow.pose.endsWith("current")
                    chosen: narrow.pose.endsWith("chosen")
                    responds: narrow.pose !== "stage without an answer"
                    lead: Component {
                        Avatar {
                            size: Theme.forSign(34)
                            initials: "OA"
                            colour: 2
                        }
                    }

                    IconButton {
                        kind: narrow.onStage ? "danger" : "quiet"
                        size: 34
                        glyph: narrow.onStage ? "hang-up" : "more"
                        text: "Olu's call"
                    }
                }
            }
        }
    }
}
