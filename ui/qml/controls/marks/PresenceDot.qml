import QtQuick
import "../../theme"

// How reachable somebody is, beside the words that say it: full green, hollow grey, and shapes for the rest.
Rectangle {
    id: dot

    required property string presence
    property color rim: Theme.rail

    implicitWidth: Theme.forSign(14)
    implicitHeight: implicitWidth
    width: implicitWidth
    height: implicitWidth
    radius: width / 2
    visible: presence !== ""
    color: rim
    Accessible.ignored: true

    Rectangle {
        anchors.centerIn: parent
        width: parent.width - 4
        height: width
        radius: dot.presence === "in-call" ? 3 : width / 2
        color: {
            const colours = { "online": Theme.good, "in-call": Theme.warn, "do-not-disturb": Theme.bad }
            return colours[dot.presence] ?? "transparent"
        }
        border.width: dot.presence === "offline" ? 2 : 0
        border.color: Theme.faint

        Rectangle {
            anchors.centerIn: parent
            width: parent.width - 4
            height: 2
            visible: dot.presence === "do-not-disturb"
            color: dot.rim
        }
    }
}
