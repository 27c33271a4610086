pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Ahoy
import "../../theme"
import "../../controls/buttons"
import "../../controls/fields"
import "../../controls/marks"
import "../../controls/panels"
import "../../controls/messages"

// Recent calls, newest first.
Item {
    id: root

    required property AppViewModel app
    readonly property RecentViewModel recent: app.recent
    readonly property bool watched: visible && Window.active

    signal detailsRequested

    onWatchedChanged: recent.look(watched)
    Component.onDestruction: recent.look(false)

    ColumnLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.small
        anchors.rightMargin: Theme.small
        spacing: 0

        RowLayout {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.small
            Layout.rightMargin: Theme.hair
            visible: root.recent.hasCalls
            spacing: Theme.small

            SegmentedChoice {
                objectName: "historyFilter"
                Layout.fillWidth: true
                least: Theme.compact
                name: qsTr("Which calls are listed")
                value: root.recent.shown
                options: [
                    { value: "all", text: qsTr("All") },
                    { value: "missed", text: qsTr("Missed") },
                    { value: "incoming", text: qsTr("In", "incoming calls") },
                    { value: "outgoing", text: qsTr("Out", "outgoing calls") }
                ]
                onChosen: value => root.recent.show(value)
            }
            IconButton {
                objectName: "clearHistoryButton"
                glyph: "trash"
                text: qsTr("Forget all recent calls")
                size: 32
                glyphSize: 18
                onClicked: confirm.ask(qsTr("Forget all recent calls?"), qsTr("Contacts stay. You can take this back for a few seconds."), qsTr("Forget"), () => root.recent.clear())
            }
        }
        RowLayout {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.normal
            Layout.rightMargin: Theme.hair
            visible: root.recent.personName !== ""

            Label {
                Layout.fillWidth: true
                text: qsTr("Calls with %1").arg(root.recent.personName)
                color: Theme.accent
                font.pixelSize: Theme.detail
                font.weight: Font.Medium
            }
            IconButton {
                objectName: "everybodyButton"
                glyph: "close"
                text: qsTr("Show calls with everybody")
                size: 32
                glyphSize: 16
                onClicked: root.recent.showPerson("", "")
            }
        }
        Message {
            objectName: "historyProblem"
            Layout.fillWidth: true
            Layout.margins: Theme.small
            visible: text !== ""
            text: root.recent.problem
        }
        ListView {
            id: list
            cacheBuffer: 0  // a row made ahead whose data is filtered away makes Qt complain
            objectName: "historyList"
            reuseItems: true
            Layout.fillWidth: true
            Layout.fillHeight: true
            clip: true
            activeFocusOnTab: true
            boundsBehavior: Flickable.StopAtBounds
            model: root.recent.model
            currentIndex: -1
            keyNavigationEnabled: true
            bottomMargin: Theme.small
            onActiveFocusChanged: if (activeFocus && currentIndex < 0) currentIndex = 0
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Recent calls")
            section.property: "day"
            section.delegate: Heading {
                required property string section
                width: list.width
                height: Math.max(Theme.compact, implicitHeight)
                leftPadding: Theme.small
                rightPadding: Theme.small
                verticalAlignment: Text.AlignVCenter
                kind: "group"
                text: section
            }
            delegate: HistoryRow {
                // A row in reserve is nobody's: screen readers would find it.
                ListView.onPooled: visible = false
                ListView.onReused: visible = true
                width: list.width
                current: list.activeFocus && ListView.isCurrentItem
                onPicked: {
                    list.currentIndex = index
                    root.app.select(entry.address)
                }
                onCalled: video => root.app.call(entry.address, entry.name, video)
                onOpened: {
                    root.recent.open(entry.key)
                    root.detailsRequested()
                }
                onRemoved: root.recent.remove(entry.key)
            }

            EmptyNote {
                anchors.centerIn: parent
                width: parent.width - 48
                visible: list.count === 0
                glyph: "history"
                text: root.recent.isNarrowed ? qsTr("No such calls") : qsTr("No calls yet")
                detail: root.recent.isNarrowed ? qsTr("Others are under “All”, or with nothing in the search field.") : qsTr("The calls you make and get are listed here.")
            }
        }
        UndoBar {
            Layout.fillWidth: true
            Layout.margins: Theme.small
            text: root.recent.forgottenWords
            onUndone: root.recent.restore()
            onExpired: root.recent.dropForgotten()
        }
    }
    Question {
        id: confirm
    }
}
