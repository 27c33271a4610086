import QtQuick
import QtQuick.Templates as T
import "../../theme"
import "../marks"

// One of several exclusive choices that need a sentence each.
T.RadioButton {
    id: radio

    property string detail: ""
    // How it looks under the mouse and with the keyboard; a gallery sets them.
    property bool hot: hovered
    property bool ringed: visualFocus

    implicitHeight: words.implicitHeight + 16
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    autoExclusive: false
    opacity: enabled ? 1 : 0.55
    Accessible.name: text
    Accessible.description: detail
    Keys.onReturnPressed: click()

    contentItem: Item {
        Column {
            id: words
            anchors.verticalCenter: parent.verticalCenter
            anchors.left: parent.left
            anchors.leftMargin: radio.indicator.width + Theme.medium
            anchors.right: parent.right
            anchors.rightMargin: Theme.small
            spacing: Theme.line

            Label {
                width: parent.width
                text: radio.text
                wrapMode: Text.Wrap
                lineHeight: 1
                font.weight: radio.checked ? Font.Medium : Font.Normal
                Accessible.ignored: true
            }
            Label {
                width: parent.width
                text: radio.detail
                color: Theme.subtle
                font.pixelSize: Theme.detail
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
        }
    }
    indicator: Rectangle {
        x: radio.mirrored ? radio.width - width - 4 : 4
        y: (radio.height - height) / 2
        width: Theme.forSign(20)
        height: width
        radius: width / 2
        color: Theme.field
        border.width: 2
        border.color: radio.checked ? Theme.accent : Theme.strongOutline

        Rectangle {
            anchors.centerIn: parent
            width: parent.width / 2
            height: width
            radius: width / 2
            visible: radio.checked
            color: Theme.accent
        }
    }
    background: Rectangle {
        radius: Theme.corner
        color: radio.hot ? Theme.hover : "transparent"

        FocusRing {
            anchors.margins: 0
            around: 8
            shown: radio.ringed
        }
    }
}
