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
            width: parent.width * (bar.indeterminate ? 0.3 : bar.visualPosition)
            height: parent.height
            radius: height / 2
            color: Theme.accent
        }
        NumberAnimation {
            target: part
            property: "x"
            running: bar.indeterminate && bar.visible && !Theme.still
            loops: Animation.Infinite
            from: -bar.width * 0.3
            to: bar.width
            duration: Theme.beat
            onRunningChanged: if (!running) part.x = 0
        }
    }
}
