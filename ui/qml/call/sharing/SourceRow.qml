import QtQuick
import QtQuick.Templates as T
import "../../theme"
import "../../controls/marks"

// A screen or window to choose.
T.ItemDelegate {
    id: row

    required property string key
    required property string name
    required property string size
    required property bool isWindow
    required property string preview
    property bool chosen: false
    readonly property int pictureWidth: width < 320 ? 64 : 96

    implicitHeight: 70
    text: name
    checked: chosen
    checkable: false
    hoverEnabled: true
    focusPolicy: Qt.ClickFocus // the list is one stop of the Tab key, arrows move in it
    Accessible.role: Accessible.RadioButton
    Accessible.checkable: true
    Accessible.checked: chosen
    Accessible.name: name
    Accessible.description: size

    contentItem: Item {
        Rectangle {
            x: 8
            anchors.verticalCenter: parent.verticalCenter
            width: row.pictureWidth
            height: width * 9 / 16
            radius: Theme.rowCorner
            color: row.chosen ? Theme.card : Theme.hover

            Glyph {
                anchors.centerIn: parent
                visible: picture.status !== Image.Ready
                name: row.isWindow ? "window" : "system"
                size: 24
                colour: row.chosen ? Theme.accent : Theme.subtle
            }
            Image {
                id: picture
                anchors.fill: parent
                source: row.preview
                fillMode: Image.PreserveAspectFit
                Accessible.ignored: true
            }
        }
        Column {
            x: row.pictureWidth + 20
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - x - 44

            Label {
                width: parent.width
                text: row.name
                font.weight: row.chosen ? Font.Medium : Font.Normal
                elide: Text.ElideMiddle
                Accessible.ignored: true
            }
            Label {
                visible: row.size !== ""
                text: row.size
                color: Theme.subtle
                font.pixelSize: Theme.caption
                Accessible.ignored: true
            }
        }
        Glyph {
            anchors.right: parent.right
            anchors.rightMargin: Theme.medium
            anchors.verticalCenter: parent.verticalCenter
            visible: row.chosen
            name: "check"
            colour: Theme.accent
        }
    }
    background: Rectangle {
        radius: Theme.corner
        color: row.chosen ? Theme.selected : row.hovered ? Theme.hover : "transparent"

        FocusRing {
            anchors.margins: 0
            around: 8
            shown: row.visualFocus
        }
    }
}
