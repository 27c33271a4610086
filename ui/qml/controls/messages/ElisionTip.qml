import QtQuick
import Ahoy

// What is cut short is told whole when the mouse rests on it, wherever it is in the window.
Item {
    id: root

    required property ElisionViewModel elision
    property point place: Qt.point(-1, -1)

    function moveTo(now: point): void {
        // Qt reports the resting mouse again whenever something comes or moves under it, a tip for one.
        if (Math.abs(now.x - place.x) + Math.abs(now.y - place.y) > 2) {
            place = now
            elision.forget()
            rest.restart()
        }
    }

    HoverHandler {
        id: hand
        parent: root.Window.contentItem
        onPointChanged: root.moveTo(point.position)
        onHoveredChanged: if (!hovered) root.elision.forget()
    }
    Timer {
        id: rest
        interval: 500
        onTriggered: if (hand.hovered) root.elision.look(root.Window.contentItem, root.place.x, root.place.y)
    }
    Timer {
        interval: 200
        repeat: true
        running: root.elision.text !== ""
        onTriggered: root.elision.check()
    }
    Tip {
        objectName: "elisionTip"
        parent: root.elision.item
        text: root.elision.text
        visible: root.elision.text !== ""
        delay: 0
    }
}
