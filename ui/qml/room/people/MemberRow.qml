pragma ComponentBehavior: Bound
import QtQuick
import "../../theme"
import "../../controls/buttons"
import "../../controls/marks"
import "../../controls/pictures"
import "../../controls/rows"

// Somebody in the room. Enter opens what can be done with them.
ListRow {
    id: row

    required property string key
    required property string name
    required detail
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

    signal menuRequested(Item from)

    compact: true
    least: Theme.forText(detail !== "" ? 52 : 46)
    topPadding: Theme.hair
    bottomPadding: Theme.hair
    rightPadding: Theme.hair
    text: name
    ink: absent ? Theme.subtle : Theme.text
    detailSize: Theme.caption
    between: Theme.tight
    Accessible.name: spoken
    Accessible.description: qsTr("Enter opens its menu.")
    Accessible.onPressAction: menuRequested(more)
    onClicked: menuRequested(more)
    Keys.onReturnPressed: menuRequested(more)
    Keys.onEnterPressed: menuRequested(more)
    Keys.onSpacePressed: menuRequested(more)
    Keys.onMenuPressed: menuRequested(more)
    lead: Component {
        Avatar {
            size: Theme.forSign(34)
            opacity: row.absent ? 0.5 : 1
            initials: row.initials
            colour: row.colour
            glyph: row.glyph

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
    }

    Glyph {
        visible: row.hand > 0
        name: "hand"
        size: Theme.iconControl
        colour: Theme.warn
    }
    Label {
        visible: row.hand > 0
        text: row.hand
        color: Theme.warn
        font.pixelSize: Theme.caption
        strong: true
        Accessible.ignored: true
    }
    Glyph {
        visible: row.pinned
        name: "pin"
        size: Theme.iconSmall
        colour: Theme.subtle
    }
    Glyph {
        visible: !row.absent
        name: row.muted ? "mic-off" : "mic"
        size: Theme.iconControl
        colour: row.muted ? Theme.bad : Theme.subtle
    }
    Glyph {
        visible: row.seen && !row.absent
        name: "video"
        size: Theme.iconControl
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
