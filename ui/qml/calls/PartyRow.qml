pragma ComponentBehavior: Bound
import QtQuick
import "../theme"
import "../controls/buttons"
import "../controls/pictures"
import "../controls/rows"

// Someone a call can be sent to, or who can be called as well.
ListRow {
    id: row

    required property string name
    required detail
    required property string initials
    required property int colour
    required property string glyph
    property bool transfers: true
    property bool widens: false

    signal picked
    signal asked
    signal added

    compact: true
    text: name
    Accessible.name: transfers ? qsTr("Transfer to %1, %2").arg(name).arg(detail) : qsTr("Call %1, %2").arg(name).arg(detail)
    onClicked: picked()
    Keys.onReturnPressed: picked()
    Keys.onSpacePressed: picked()
    lead: Component {
        Avatar {
            size: Theme.forSign(34)
            initials: row.initials
            colour: row.colour
            glyph: row.glyph
        }
    }

    PushButton {
        objectName: "askFirst"
        visible: row.transfers
        kind: "quiet"
        least: Theme.compact
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
        least: Theme.compact
        leftPadding: Theme.snug
        rightPadding: Theme.snug
        text: qsTr("Bring in")
        tip: qsTr("The call becomes a room, and %1 is called into it").arg(row.name)
        onClicked: row.added()
    }
}
