pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Ahoy
import "../../theme"
import "../../controls/pictures"

ColumnLayout {
    id: shelf

    required property Pictures pictures

    spacing: Theme.normal

    Stand {
        heading: "Avatar"

        Repeater {
            model: ["AL", "BC", "JF", "WC", "MO", "T", "ZQ", "Ä"]

            Specimen {
                id: person
                required property string modelData
                required property int index
                pose: "colour " + index

                Avatar {
                    initials: person.modelData
                    colour: person.index
                }
            }
        }
        Specimen {
            pose: "a sign"

            Avatar {
                glyph: "echo"
                colour: 4
            }
        }
        Specimen {
            pose: "large"

            Avatar {
                initials: "AL"
                colour: 4
                size: 104
            }
        }
    }
    Stand {
        heading: "PulsingAvatar"

        Specimen {
            pose: "waiting"
            onStage: true

            PulsingAvatar {
                initials: "AL"
                colour: 4
            }
        }
    }
    Stand {
        heading: "Picture"

        Repeater {
            model: ["fitted", "filled", "mirrored"]

            Specimen {
                id: shown
                required property string modelData
                pose: modelData

                Picture {
                    width: 200
                    height: 140
                    pictures: shelf.pictures
                    name: "sample"
                    crop: shown.pose !== "fitted"
                    mirrored: shown.pose === "mirrored"
                    radius: shown.pose === "fitted" ? 0 : Theme.tileCorner
                    Accessible.name: "Your own picture"
                }
            }
        }
    }
}
