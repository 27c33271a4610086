import QtQuick
import QtQuick.Templates as T
import "../../theme"
import "../marks"

// A switch with its sentence on the left; what is said of one that cannot be used stays easy to read.
T.Switch {
    id: toggle

    property string detail: ""
    // How it looks under the mouse and with the keyboard; a gallery sets them.
    property bool hot: hovered
    property bool ringed: visualFocus
    readonly property real strength: enabled ? 1 : 0.55

    implicitHeight: Math.max(44, words.implicitHeight)
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.name: text
    Accessible.description: detail
    Keys.onReturnPressed: click()

    contentItem: Item {
        Column {
            id: words
            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - toggle.indicator.width - Theme.normal
            spacing: Theme.line

            Label {
                width: parent.width
                text: toggle.text
                opacity: toggle.strength
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
            Label {
                visible: toggle.detail !== ""
                width: parent.width
                text: toggle.detail
                color: Theme.subtle
                font.pixelSize: Theme.detail
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
        }
    }
    indicator: Rectangle {
        x: toggle.mirrored ? 0 : toggle.width - width
        y: (toggle.height - height) / 2
        width: Theme.forSign(44)
        height: Theme.forSign(26)
        radius: height / 2
        opacity: toggle.strength
        color: toggle.checked ? Theme.accent : Theme.strongOutline

        Behavior on color {
            ColorAnimation { duration: Theme.quick }
        }
        Rectangle {
            x: toggle.checked !== toggle.mirrored ? parent.width - width - 3 : 3
            y: 3
            width: height
            height: parent.height - 6
            radius: height / 2
            color: toggle.checked ? Theme.accentInk : Theme.knob

            Behavior on x {
                NumberAnimation { duration: Theme.quick; easing.type: Easing.OutCubic }
            }
        }
        FocusRing {
            around: parent.height / 2
            shown: toggle.ringed
        }
    }
}
