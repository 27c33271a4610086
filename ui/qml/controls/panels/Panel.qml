import QtQuick
import QtQuick.Templates as T
import "../../theme"

// A card, at most `room` wide, that belongs to the button which opened it; Escape or a click beside it closes it.
T.Dialog {
    id: panel

    property real room: 376

    padding: Theme.normal
    margins: Theme.small
    focus: true
    implicitWidth: Math.min(360, room - 16)
    implicitHeight: contentItem.implicitHeight + topPadding + bottomPadding
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutsideParent

    background: Rectangle {
        radius: Theme.cardCorner
        color: Theme.card
        border.width: 1
        border.color: Theme.outline
    }
    enter: Transition {
        NumberAnimation { property: "opacity"; from: 0; to: 1; duration: Theme.quick }
    }
}
