import QtQuick
import QtQuick.Templates as T
import QtQuick.Layouts
import "../theme"
import "../controls/buttons"
import "../controls/marks"
import "../controls/pictures"

// Someone a call can be sent to, or who can be called as well.
T.ItemDelegate {
    id: row

    required property string name
    required property string detail
    required property string initials
    required property int colour
    required property string glyph
    property bool transfers: true
    property bool widens: false
    property bool current: false

    signal chosen
    signal asked
    signal added

    height: 52
    leftPadding: Theme.small
    rightPadding: Theme.small
    hoverEnabled: true
    focusPolicy: Qt.ClickFocus
    text: name
    Accessible.role: Accessible.ListItem
    Accessible.name: transfers ? qsTr("Transfer to %1, %2").arg(name).arg(detail) : qsTr("Call %1, %2").arg(name).arg(detail)
    onClicked: chosen()
    Keys.onReturnPressed: chosen()
    Keys.onSpacePressed: chosen()

    contentItem: RowLayout {
        spacing: Theme.snug

        Avatar {
            size: 34
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
        PushButton {
            objectName: "askFirst"
            visible: row.transfers
            kind: "quiet"
            implicitHeight: Theme.compact
            leftPadding: Theme.snug
            rightPadding: Theme.snug
            text: qsTr("Ask first")
            tip: qsTr("Call %1 while the other waits; then connect the two").arg(row.name)
            onClicked: row.asked()
        }
        PushButton {
            objectName: "bringIn"
            visible: row.widens
            kind: "quiet"
            implicitHeight: Theme.compact
            leftPadding: Theme.snug
            rightPadding: Theme.snug
            text: qsTr("Bring in")
            tip: qsTr("The call becomes a room, and %1 is called into it").arg(row.name)
            onClicked: row.added()
        }
    }
    background: Rectangle {
        radius: Theme.corner
        color: row.down ? Theme.pressed : row.hovered ? Theme.hover : "transparent"
        border.width: row.current ? 2 : 0
        border.color: Theme.accent
    }
}
