import QtQuick
import Ahoy

// What is cut short is told whole when the mouse rests on it, wherever it is in the window.
Item {
    id: root

    required property ElisionViewModel elision

    HoverHandler {
        id: hand
        parent: root.Window.contentItem
        onPointChanged: {
            root.elision.forget()
            rest.restart()
        }
        onHoveredChanged: if (!hovered) root.elision.forget()
    }
    Timer {
        id: rest
        interval: 500
        onTriggered: if (hand.hovered) root.elision.look(root.Window.contentItem, hand.point.position.x, hand.point.position.y)
    }
    Tip {
        objectName: "elisionTip"
        parent: root.elision.item
        text: root.elision.text
        visible: root.elision.text !== ""
        delay: 0
    }
}
