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
            model: ["normal", "hovered", "pressed", "current", "chosen", "disabled", "favourite", "missed", "long text"]

            Specimen {
                id: specimen
                required property string modelData
                pose: modelData

                ListRow {
                    id: row
                    width: Math.min(Theme.forText(320), shelf.width - 2 * Theme.roomy)
                    text: specimen.pose === "long text" ? "Maximiliane Annegret von der Hohenstaufenberg-Lichtenfels" : "Anna Lindqvist"
                    detail: specimen.pose === "missed" ? "Missed, twice" : "Online · anna-lindqvist"
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
}
