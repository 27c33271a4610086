import QtQuick
import QtQuick.Templates as T
import "../../theme"

// How far something has come; `indeterminate` when nobody knows.
T.ProgressBar {
    id: bar

    required property string name

    implicitWidth: 160
    implicitHeight: 4
    Accessible.name: name

    background: Rectangle {
        radius: height / 2
        color: Theme.pressed
    }
    contentItem: Item {
        clip: true

        Rectangle {
            id: part
            // How far the part that stands for "nobody knows" has gone.
            property real way: 0
            readonly property real begin: bar.indeterminate ? way : 0

            x: bar.mirrored ? parent.width - width - begin : begin
            width: parent.width * (bar.indeterminate ? 0.3 : bar.position)
            height: parent.height
            radius: height / 2
            color: Theme.accent
        }
        NumberAnimation {
            target: part
            property: "way"
            running: bar.indeterminate && bar.visible && !Theme.still
            loops: Animation.Infinite
            from: -bar.width * 0.3
            to: bar.width
            duration: Theme.beat
            onRunningChanged: if (!running) part.way = 0
        }
    }
}
