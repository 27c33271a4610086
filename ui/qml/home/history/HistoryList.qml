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
            Layout.preferredHeight: Theme.input
            visible: root.recent.hasCalls

            SegmentedChoice {
                objectName: "historyFilter"
                Layout.fillWidth: true
                Layout.maximumWidth: 200
                Layout.leftMargin: Theme.small
                implicitHeight: Theme.compact
                name: qsTr("Which calls are listed")
                value: root.recent.shown
                options: [
                    { value: "all", text: qsTr("All") },
                    { value: "missed", text: qsTr("Missed") }
                ]
                onChosen: value => root.recent.show(value)
            }
            Item {
                Layout.fillWidth: true
            }
            IconButton {
                objectName: "clearHistoryButton"
                Layout.rightMargin: Theme.hair
                glyph: "trash"
                text: qsTr("Forget all recent calls")
                size: 32
                glyphSize: 18
                onClicked: confirm.open()
            }
        }
        ListView {
            id: list
            cacheBuffer: 0  // a row made ahead whose data is filtered away makes Qt complain
            objectName: "historyList"
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
            delegate: HistoryRow {
                width: list.width
                current: list.activeFocus && ListView.isCurrentItem
                onPicked: {
                    list.currentIndex = index
                    root.app.select(address)
                }
                onCalled: video => root.app.call(address, name, video)
                onOpened: {
                    root.recent.open(key)
                    root.detailsRequested()
                }
                onRemoved: root.recent.remove(key)
            }
        }
    }
    EmptyNote {
        anchors.centerIn: parent
        width: parent.width - 64
        visible: list.count === 0
        glyph: "history"
        text: root.app.filterText !== "" ? qsTr("No calls with that name") : root.recent.hasCalls ? qsTr("No missed calls") : qsTr("No calls yet")
        detail: root.app.filterText === "" && !root.recent.hasCalls ? qsTr("The calls you make and get are listed here.") : ""
    }
    Dialogue {
        id: confirm
        title: qsTr("Forget all recent calls?")
        contentItem: ColumnLayout {
            spacing: Theme.normal

            Label {
                text: confirm.title
                font.pixelSize: Theme.title
                strong: true
            }
            Label {
                Layout.fillWidth: true
                text: qsTr("Contacts stay. This cannot be undone.")
                color: Theme.subtle
                wrapMode: Text.Wrap
            }
            RowLayout {
                Layout.alignment: Qt.AlignRight
                Layout.topMargin: Theme.small
                spacing: Theme.small

                PushButton {
                    text: qsTr("Keep them")
                    focus: true
                    onClicked: confirm.close()
                }
                PushButton {
                    kind: "danger"
                    text: qsTr("Forget")
                    onClicked: {
                        root.recent.clear()
                        confirm.close()
                    }
                }
            }
        }
    }
}
