pragma ComponentBehavior: Bound
import QtQuick
import "../../theme"
import "../../controls/marks"
import "../../controls/pictures"
import "../../controls/rows"

// Somebody who can be called into the room.
ListRow {
    id: row

    required property string name
    required detail
    required property string initials
    required property int colour
    required property string glyph

    compact: true
    wraps: true
    focusPolicy: Qt.StrongFocus
    text: name
    Accessible.role: Accessible.Button
    Accessible.name: qsTr("Invite %1, %2").arg(name).arg(detail)
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()
    lead: Component {
        Avatar {
            size: Theme.forSign(32)
            initials: row.initials
            colour: row.colour
            glyph: row.glyph
        }
    }

    Glyph {
        name: "person-add"
        size: Theme.iconControl
        colour: Theme.accent
    }
}
