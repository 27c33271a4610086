import QtQuick
import QtQuick.Templates as T
import "../../theme"
import "../marks"

// One telephone key with its letters.
T.Button {
    id: key

    required property string digit
    property string letters: ""
    // How it looks under the mouse and with the keyboard; a gallery sets them.
    property bool hot: hovered
    property bool ringed: visualFocus

    implicitWidth: Theme.forSign(72)
    implicitHeight: Theme.forSign(52)
    opacity: enabled ? 1 : 0.45
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    text: digit
    Accessible.name: digit === "," ? qsTr("Pause of two seconds") : digit === "*" ? qsTr("Star") : digit === "#" ? qsTr("Hash") : digit
    Accessible.description: letters
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    contentItem: Item {
        Column {
            anchors.centerIn: parent

            Label {
                anchors.horizontalCenter: parent.horizontalCenter
                text: key.digit
                font.pixelSize: Theme.subheading
                font.weight: Font.Medium
                Accessible.ignored: true
            }
            Label {
                anchors.horizontalCenter: parent.horizontalCenter
                text: key.letters
                visible: text !== ""
                color: Theme.subtle
                font.pixelSize: Theme.tiny
                font.letterSpacing: 1
                Accessible.ignored: true
            }
        }
    }
    background: Rectangle {
        radius: Theme.tileCorner
        color: key.down ? Theme.pressed : key.hot ? Theme.hover : Theme.rail
        border.width: 1
        border.color: Theme.outline

        FocusRing {
            around: Theme.tileCorner
            shown: key.ringed
        }
    }
}
