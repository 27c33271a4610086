import QtQuick
import QtQuick.Templates as T
import QtQuick.Layouts
import "../../theme"
import "../../controls/marks"
import "../../controls/pictures"

// Somebody who can be called into the room.
T.ItemDelegate {
    id: row

    required property string name
    required property string detail
    required property string initials
    required property int colour
    required property string glyph

    height: 48
    leftPadding: Theme.small
    rightPadding: Theme.small
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    text: name
    Accessible.role: Accessible.Button
    Accessible.name: qsTr("Invite %1, %2").arg(name).arg(detail)
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    contentItem: RowLayout {
        spacing: Theme.small

        Avatar {
            size: 32
            initials: row.initials
            colour: row.colour
            glyph: row.glyph
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            Label {
                Layout.fillWidth: true
                text: row.name
                font.weight: Font.Medium
                Accessible.ignored: true
            }
            Label {
                Layout.fillWidth: true
                text: row.detail
                color: Theme.subtle
                font.pixelSize: Theme.caption
                Accessible.ignored: true
            }
        }
        Glyph {
            name: "person-add"
            size: 18
            colour: Theme.accent
        }
    }
    background: Rectangle {
        radius: Theme.corner
        color: row.down ? Theme.pressed : row.hovered ? Theme.hover : "transparent"

        FocusRing {
            around: 8
            anchors.margins: 0
            shown: row.visualFocus
        }
    }
}
