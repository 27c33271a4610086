import QtQuick
import QtQuick.Templates as T
import QtQuick.Layouts
import "../../theme"
import "../../controls/buttons"
import "../../controls/marks"
import "../../controls/pictures"

// Somebody in the room. Enter opens what can be done with them.
T.ItemDelegate {
    id: row

    required property string key
    required property string name
    required property string detail
    required property string spoken
    required property string initials
    required property int colour
    required property string glyph
    required property bool talking
    required property bool muted
    required property bool seen
    required property bool absent
    required property bool pinned
    required property int hand
    property bool current: false

    signal menuRequested(Item from)

    height: detail !== "" ? 52 : 46
    leftPadding: Theme.small
    rightPadding: Theme.hair
    hoverEnabled: true
    focusPolicy: Qt.ClickFocus
    text: name
    Accessible.role: Accessible.ListItem
    Accessible.name: spoken
    Accessible.description: qsTr("Enter opens its menu.")
    Accessible.onPressAction: menuRequested(more)
    onClicked: menuRequested(more)
    Keys.onReturnPressed: menuRequested(more)
    Keys.onEnterPressed: menuRequested(more)
    Keys.onSpacePressed: menuRequested(more)
    Keys.onMenuPressed: menuRequested(more)

    contentItem: RowLayout {
        spacing: Theme.small

        Item {
            Layout.preferredWidth: 34
            Layout.preferredHeight: Theme.compact

            Avatar {
                size: 34
                opacity: row.absent ? 0.5 : 1
                initials: row.initials
                colour: row.colour
                glyph: row.glyph
            }
            Rectangle {
                anchors.fill: parent
                anchors.margins: -Theme.hair
                radius: width / 2
                color: "transparent"
                border.width: 2
                border.color: Theme.good
                opacity: row.talking ? 1 : 0

                Behavior on opacity {
                    NumberAnimation { duration: Theme.quick }
                }
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            Label {
                Layout.fillWidth: true
                text: row.name
                font.weight: Font.Medium
                color: row.absent ? Theme.subtle : Theme.text
                Accessible.ignored: true
            }
            Label {
                Layout.fillWidth: true
                visible: text !== ""
                text: row.detail
                color: Theme.subtle
                font.pixelSize: Theme.caption
                Accessible.ignored: true
            }
        }
        Row {
            spacing: Theme.line
            visible: row.hand > 0

            Glyph {
                name: "hand"
                size: 18
                colour: Theme.warn
                anchors.verticalCenter: parent.verticalCenter
            }
            Label {
                text: row.hand
                color: Theme.warn
                font.pixelSize: Theme.caption
                strong: true
                Accessible.ignored: true
                anchors.verticalCenter: parent.verticalCenter
            }
        }
        Glyph {
            visible: row.pinned
            name: "pin"
            size: 16
            colour: Theme.subtle
        }
        Glyph {
            visible: !row.absent
            name: row.muted ? "mic-off" : "mic"
            size: 17
            colour: row.muted ? Theme.bad : Theme.subtle
        }
        Glyph {
            visible: row.seen && !row.absent
            name: "video"
            size: 17
            colour: Theme.subtle
        }
        IconButton {
            id: more
            objectName: "memberMenuButton"
            size: 30
            glyphSize: 18
            glyph: "more"
            text: qsTr("What can be done with %1").arg(row.name)
            focusPolicy: Qt.NoFocus
            tipShown: false
            onClicked: row.menuRequested(more)
        }
    }
    background: Rectangle {
        radius: Theme.corner
        color: row.down ? Theme.pressed : row.hovered ? Theme.hover : "transparent"
        border.width: row.current ? 2 : 0
        border.color: Theme.accent
    }
}
