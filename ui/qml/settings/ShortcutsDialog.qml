pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls/buttons"
import "../controls/marks"
import "../controls/panels"

// All keys in one table.
Dialogue {
    id: root

    required property ShortcutModel shortcuts

    title: qsTr("Keyboard")
    implicitWidth: Math.min(520, (parent?.width ?? 552) - 32)
    implicitHeight: Math.min(contentItem.implicitHeight + topPadding + bottomPadding, (parent?.height ?? 700) - 32)

    contentItem: ColumnLayout {
        spacing: Theme.small

        RowLayout {
            Layout.fillWidth: true

            Heading {
                Layout.fillWidth: true
                text: root.title
            }
            IconButton {
                objectName: "shortcutsClose"
                glyph: "close"
                text: qsTr("Close")
                keys: "Esc"
                size: 32
                focus: true
                onClicked: root.close()
            }
        }
        ListView {
            id: list
            objectName: "shortcutList"
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredHeight: contentHeight
            clip: true
            activeFocusOnTab: true
            keyNavigationEnabled: true
            boundsBehavior: Flickable.StopAtBounds
            model: root.shortcuts
            section.property: "section"
            section.delegate: Heading {
                required property string section
                width: list.width
                height: 38
                verticalAlignment: Text.AlignBottom
                bottomPadding: Theme.hair
                kind: "group"
                text: section
            }
            Accessible.role: Accessible.List
            Accessible.name: root.title
            delegate: Item {
                id: row
                required property string key
                required property string does
                readonly property bool narrow: list.width < 400

                width: list.width
                height: Math.max(narrow ? 48 : 30, says.implicitHeight + (narrow ? Theme.forText(26) : 10))
                Accessible.role: Accessible.ListItem
                Accessible.name: does + ": " + key

                Label {
                    id: says
                    anchors.left: parent.left
                    width: row.narrow ? parent.width : parent.width - 174
                    height: row.narrow ? implicitHeight : parent.height
                    text: row.does
                    wrapMode: Text.Wrap
                    Accessible.ignored: true
                }
                Label {
                    anchors.left: row.narrow ? parent.left : undefined
                    anchors.right: row.narrow ? undefined : parent.right
                    anchors.rightMargin: Theme.medium
                    y: row.narrow ? says.height : 0
                    height: row.narrow ? Theme.forText(20) : parent.height
                    text: row.key
                    color: Theme.subtle
                    font.pixelSize: Theme.detail
                    font.weight: Font.Medium
                    Accessible.ignored: true
                }
            }

            Scroller {
                orientation: Qt.Vertical
                anchors.right: parent.right
                height: parent.height
                size: list.visibleArea.heightRatio
                position: list.visibleArea.yPosition
                active: list.moving
                onPositionChanged: if (pressed) list.contentY = position * list.contentHeight
            }
        }
    }
}
