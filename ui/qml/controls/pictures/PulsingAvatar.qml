pragma ComponentBehavior: Bound
import QtQuick
import "../../theme"

// An avatar with calm rings around it while something is awaited.
Item {
    id: root

    property string initials: "?"
    property int colour: 0
    property int size: 120
    property bool pulsing: true
    readonly property bool moving: pulsing && !Theme.still
    property string glyph: ""

    implicitWidth: size
    implicitHeight: size

    Repeater {
        model: 2

        Rectangle {
            id: ring
            required property int index

            anchors.centerIn: parent
            width: root.size
            height: root.size
            radius: width / 2
            color: avatar.color
            opacity: 0
            visible: root.moving

            SequentialAnimation {
                running: root.moving && root.visible
                loops: Animation.Infinite

                PauseAnimation { duration: ring.index * Theme.halfBeat }
                ParallelAnimation {
                    NumberAnimation { target: ring; property: "scale"; from: 1; to: 1.55; duration: Theme.beat; easing.type: Easing.OutCubic }
                    NumberAnimation { target: ring; property: "opacity"; from: 0.45; to: 0; duration: Theme.beat; easing.type: Easing.OutCubic }
                }
                PauseAnimation { duration: (1 - ring.index) * Theme.halfBeat }
            }
        }
    }
    Avatar {
        id: avatar
        anchors.centerIn: parent
        size: root.size
        initials: root.initials
        colour: root.colour
        glyph: root.glyph
    }
}
