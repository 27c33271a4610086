pragma ComponentBehavior: Bound
import QtQuick
import Ahoy
import "../../theme"

// How loud the microphone is, or with `heard` what is played; polled only while it can be seen.
Item {
    id: meter

    required property LevelsViewModel levels
    property bool muted: false
    property bool heard: false
    readonly property real level: heard ? levels.speaker : levels.microphone
    readonly property bool watching: visible && enabled
    property bool held: false
    // Ears hear powers of ten: a quiet voice should move the meter as well.
    readonly property real share: muted || level <= 0 ? 0 : Math.max(0, Math.min(1, 1 + Math.log(level) / Math.LN10 / 2.2))
    readonly property int bars: Math.max(8, Math.floor(width / 10))

    function hold(wanted: bool): void {
        if (wanted === held)
            return
        held = wanted
        if (wanted)
            levels.watch()
        else
            levels.unwatch()
    }

    implicitHeight: 8
    implicitWidth: 160
    Accessible.role: Accessible.ProgressBar
    Accessible.name: heard ? qsTr("Level of what is played") : qsTr("Microphone level")
    onWatchingChanged: hold(watching)
    Component.onCompleted: hold(watching)
    Component.onDestruction: hold(false)

    Row {
        anchors.fill: parent
        spacing: Theme.hair

        Repeater {
            model: meter.bars

            Rectangle {
                required property int index
                readonly property bool lit: index < Math.round(meter.share * meter.bars)

                width: (meter.width - (meter.bars - 1) * 4) / meter.bars
                height: meter.height
                radius: 3
                color: !lit ? Theme.pressed : index > meter.bars * 0.85 ? Theme.warn : Theme.good

                Behavior on color {
                    ColorAnimation { duration: Theme.quick }
                }
            }
        }
    }
}
