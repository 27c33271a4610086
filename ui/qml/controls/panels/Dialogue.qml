import QtQuick
import QtQuick.Templates as T
import "../../theme"

// A modal card in the middle of the window.
T.Dialog {
    id: dialogue

    parent: T.Overlay.overlay
    anchors.centerIn: parent
    modal: true
    focus: true
    padding: Theme.large
    implicitWidth: Math.min(400, (parent?.width ?? 432) - 32)
    implicitHeight: Math.min((parent?.height ?? 600) - 16, contentItem.implicitHeight + topPadding + bottomPadding)

    background: Rectangle {
        radius: Theme.cardCorner
        color: Theme.card
        border.width: 1
        border.color: Theme.outline
    }
    T.Overlay.modal: Rectangle {
        color: Theme.scrim
    }
    enter: Transition {
        NumberAnimation { property: "opacity"; from: 0; to: 1; duration: Theme.calm }
        NumberAnimation { property: "scale"; from: 0.97; to: 1; duration: Theme.calm; easing.type: Easing.OutCubic }
    }
    exit: Transition {
        NumberAnimation { property: "opacity"; from: 1; to: 0; duration: Theme.quick }
    }
}
