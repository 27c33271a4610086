import QtQuick
import QtQuick.Templates as T
import "../../theme"
import "../marks"

// One line of a menu: an icon, words, and the keys that do the same. With a `reason` it is greyed and says why.
T.Button {
    id: row

    required property string glyph
    property string keys: ""
    property string reason: ""
    // How it looks under the mouse and with the keyboard; a gallery sets them.
    property bool hot: hovered
    property bool ringed: visualFocus
    readonly property bool usable: enabled && reason === ""
    // Large words need the room more than what one may type instead.
    readonly property bool keysShown: width > Theme.forText(250)

    implicitWidth: Theme.forText(260)
    implicitHeight: Math.max(Theme.control, words.implicitHeight + 12)
    leftPadding: Theme.medium
    rightPadding: Theme.medium
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.role: Accessible.MenuItem
    Accessible.name: text
    Accessible.description: reason !== "" ? reason : keys
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    contentItem: Item {
        Glyph {
            id: icon
            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
            name: row.glyph
            size: Theme.icon
            colour: row.usable ? Theme.subtle : Theme.faint
        }
        Column {
            id: words
            anchors.verticalCenter: parent.verticalCenter
            anchors.left: icon.right
            anchors.leftMargin: Theme.medium
            anchors.right: key.left
            anchors.rightMargin: Theme.small

            Label {
                width: parent.width
                text: row.text
                wrapMode: Text.Wrap
                color: row.usable ? Theme.text : Theme.faint
                Accessible.ignored: true
            }
            Label {
                width: parent.width
                visible: row.reason !== ""
                text: row.reason
                color: Theme.faint
                font.pixelSize: Theme.caption
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
        }
        Label {
            id: key
            visible: row.keysShown
            width: row.keysShown ? implicitWidth : 0
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            text: row.keys
            color: Theme.faint
            font.pixelSize: Theme.caption
            Accessible.ignored: true
        }
    }
    background: Rectangle {
        radius: Theme.rowCorner
        color: row.down ? Theme.pressed : row.hot && row.usable ? Theme.hover : "transparent"

        FocusRing {
            around: 6
            anchors.margins: 0
            shown: row.ringed
        }
    }
}
