pragma ComponentBehavior: Bound
import QtQuick
import "../../theme"
import "../../controls/buttons"
import "../../controls/marks"
import "../../controls/rows"

// A room of before. Enter goes in with the camera, Shift+Enter without.
ListRow {
    id: row

    required property int index
    required property string key
    required property string room
    required property string name
    required detail
    property string reason: ""
    readonly property bool open: hovered && roomy || current

    signal joined(video: bool)
    signal linkWanted

    text: name
    Accessible.name: qsTr("Room %1, %2").arg(name).arg(detail)
    Accessible.description: reason !== "" ? reason : qsTr("Enter goes in with video, Shift+Enter with sound alone.")
    onDoubleClicked: joined(true)
    Keys.onReturnPressed: event => joined(!(event.modifiers & Qt.ShiftModifier))
    Keys.onEnterPressed: event => joined(!(event.modifiers & Qt.ShiftModifier))
    lead: Component {
        Rectangle {
            implicitWidth: Theme.forSign(40)
            implicitHeight: implicitWidth
            radius: Theme.tileCorner
            color: Theme.selected

            Glyph {
                anchors.centerIn: parent
                name: "contacts"
                colour: Theme.accent
            }
        }
    }

    IconButton {
        objectName: "rowLink"
        visible: row.open
        glyph: "link"
        text: qsTr("Copy the link to %1").arg(row.name)
        focusPolicy: Qt.NoFocus
        onClicked: row.linkWanted()
    }
    IconButton {
        objectName: "rowSound"
        visible: row.open
        glyph: "phone"
        reason: row.reason
        text: qsTr("Go into %1 with sound alone").arg(row.name)
        focusPolicy: Qt.NoFocus
        ink: Theme.accent
        onClicked: row.joined(false)
    }
    IconButton {
        objectName: "rowVideo"
        visible: row.open
        glyph: "video"
        reason: row.reason
        text: qsTr("Go into %1 with video").arg(row.name)
        focusPolicy: Qt.NoFocus
        ink: Theme.accent
        onClicked: row.joined(true)
    }
}
