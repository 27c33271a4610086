pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Ahoy
import "../../theme"
import "../../controls/devices"

ColumnLayout {
    id: shelf

    required property AppViewModel app
    readonly property real wide: Math.min(Theme.forText(320), width - 2 * Theme.roomy)

    spacing: Theme.normal

    Stand {
        heading: "Picker"

        Specimen {
            pose: "normal"

            Picker {
                width: shelf.wide
                picker: shelf.app.devices.camera
                name: "Camera"
                glyph: "video"
            }
        }
        Specimen {
            pose: "error"

            Picker {
                width: shelf.wide
                picker: shelf.app.devices.microphone
                name: "Microphone"
                glyph: "mic"
            }
        }
        Specimen {
            pose: "disabled"

            Picker {
                width: shelf.wide
                picker: shelf.app.devices.camera
                name: "Camera"
                glyph: "video"
                enabled: false
            }
        }
    }
    Stand {
        heading: "LevelMeter"

        Specimen {
            pose: "normal"

            LevelMeter {
                levels: shelf.app.devices.levels
            }
        }
        Specimen {
            pose: "muted"

            LevelMeter {
                levels: shelf.app.devices.levels
                muted: true
            }
        }
    }
    Stand {
        heading: "SelfPreview"

        Specimen {
            pose: "normal"

            SelfPreview {
                width: shelf.wide
                app: shelf.app
            }
        }
    }
}
