pragma ComponentBehavior: Bound
import QtQuick
import "../../theme"
import "../../controls/marks"
import "../../controls/rows"

// A screen or window to choose.
ListRow {
    id: row

    required property string key
    required property string name
    required property string size
    required property bool isWindow
    required property string preview

    least: Theme.forText(70)
    text: name
    weight: chosen ? Font.Medium : Font.Normal
    cut: Text.ElideMiddle
    detail: size
    detailSize: Theme.caption
    checked: chosen
    checkable: false
    Accessible.role: Accessible.RadioButton
    Accessible.checkable: true
    Accessible.checked: chosen
    Accessible.name: name
    Accessible.description: size
    lead: Component {
        Rectangle {
            implicitWidth: row.width < Theme.forText(320) ? 64 : 96
            implicitHeight: implicitWidth * 9 / 16
            radius: Theme.rowCorner
            color: row.chosen ? Theme.card : Theme.hover

            Glyph {
                anchors.centerIn: parent
                visible: picture.status !== Image.Ready
                name: row.isWindow ? "window" : "system"
                size: Theme.iconLarge
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
    }

    // Room for it is kept: the names do not move as one goes through them.
    Glyph {
        opacity: row.chosen ? 1 : 0
        name: "check"
        colour: Theme.accent
    }
}
