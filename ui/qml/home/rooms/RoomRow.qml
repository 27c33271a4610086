import QtQuick
import QtQuick.Templates as T
import QtQuick.Layouts
import "../../theme"
import "../../controls/buttons"
import "../../controls/marks"

// A room of before. Enter goes in with the camera, Shift+Enter without.
T.ItemDelegate {
    id: row

    required property int index
    required property string key
    required property string room
    required property string name
    required property string detail
    property bool current: false
    property string reason: ""
    readonly property bool open: hovered || current

    signal joined(video: bool)
    signal linkWanted

    height: Theme.row
    padding: Theme.small
    hoverEnabled: true
    focusPolicy: Qt.ClickFocus
    text: name
    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("Room %1, %2").arg(name).arg(detail)
    Accessible.description: reason !== "" ? reason : qsTr("Enter goes in with video, Shift+Enter with sound alone.")
    onDoubleClicked: joined(true)
    Keys.onReturnPressed: event => joined(!(event.modifiers & Qt.ShiftModifier))
    Keys.onEnterPressed: event => joined(!(event.modifiers & Qt.ShiftModifier))

    contentItem: RowLayout {
        spacing: Theme.medium

        Rectangle {
            Layout.preferredWidth: 40
            Layout.preferredHeight: 40
            radius: Theme.tileCorner
            color: Theme.selected

            Glyph {
                anchors.centerIn: parent
                name: "contacts"
                colour: Theme.accent
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.line

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
                font.pixelSize: Theme.detail
                Accessible.ignored: true
            }
        }
        Row {
            visible: row.open
            spacing: Theme.line

            IconButton {
                objectName: "rowLink"
                glyph: "link"
                text: qsTr("Copy the link to %1").arg(row.name)
                focusPolicy: Qt.NoFocus
                onClicked: row.linkWanted()
            }
            IconButton {
                objectName: "rowSound"
                glyph: "phone"
                reason: row.reason
                text: qsTr("Go into %1 with sound alone").arg(row.name)
                focusPolicy: Qt.NoFocus
                ink: Theme.accent
                onClicked: row.joined(false)
            }
            IconButton {
                objectName: "rowVideo"
                glyph: "video"
                reason: row.reason
                text: qsTr("Go into %1 with video").arg(row.name)
                focusPolicy: Qt.NoFocus
                ink: Theme.accent
                onClicked: row.joined(true)
            }
        }
    }
    background: Rectangle {
        radius: Theme.corner
        color: row.down ? Theme.pressed : row.hovered ? Theme.hover : "transparent"
        border.width: row.current ? 2 : 0
        border.color: Theme.accent
    }
}
