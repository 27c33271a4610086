pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Ahoy
import "../../theme"
import "../../controls/buttons"
import "../../controls/marks"
import "../../controls/panels"

// Who can listen, hop by hop, and what is measured of the call.
Panel {
    id: root

    required property CallsViewModel calls
    property real roomAbove: 480
    readonly property TrustViewModel trust: calls.trust

    title: qsTr("Details of the call")
    implicitWidth: Math.min(Theme.forText(420), room - 16)
    implicitHeight: Math.min(roomAbove, contentItem.implicitHeight + topPadding + bottomPadding)
    onOpened: calls.details.watch()
    onClosed: calls.details.unwatch()

    contentItem: ColumnLayout {
        spacing: Theme.small

        ListView {
            id: list
            objectName: "detailsList"
            Layout.fillWidth: true
            Layout.fillHeight: true
            implicitHeight: contentHeight
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            activeFocusOnTab: true
            focus: true
            model: root.calls.details
            Accessible.role: Accessible.List
            Accessible.name: root.title
            T.ScrollBar.vertical: Scroller {}
            Keys.onUpPressed: list.flick(0, 600)
            Keys.onDownPressed: list.flick(0, -600)

            // Where lines end is the bar that scrolls.
            header: Item {
                width: list.width
                height: lines.implicitHeight

                TrustLines {
                    id: lines
                    anchors.left: parent.left
                    width: parent.width - Theme.medium
                    trust: root.trust
                }
            }
            section.property: "section"
            section.delegate: Heading {
                required property string section
                width: list.width
                topPadding: Theme.medium
                bottomPadding: Theme.hair
                kind: "group"
                text: section
            }
            delegate: Item {
                id: line
                required property string label
                required property string value
                readonly property real room: list.width - Theme.medium

                width: list.width
                implicitHeight: Math.max(name.implicitHeight, words.implicitHeight) + Theme.hair
                Accessible.role: Accessible.ListItem
                Accessible.name: label + ": " + value

                Label {
                    id: name
                    anchors.left: parent.left
                    width: line.room * 0.44
                    text: line.label
                    font.pixelSize: Theme.detail
                    color: Theme.subtle
                    wrapMode: Text.Wrap
                    Accessible.ignored: true
                }
                Label {
                    id: words
                    anchors.left: parent.left
                    anchors.leftMargin: line.room * 0.46
                    width: line.room * 0.54
                    text: line.value
                    font.pixelSize: Theme.detail
                    font.features: { "tnum": 1 }
                    wrapMode: Text.Wrap
                    Accessible.ignored: true
                }
            }
        }
        PushButton {
            id: copy
            objectName: "detailsCopy"
            Layout.fillWidth: true
            glyph: "copy"
            text: qsTr("Copy as text")
            onClicked: root.calls.details.copy()
        }
    }
}
