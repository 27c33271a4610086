pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls"

// Recent calls, newest first.
Item {
    id: root

    required property AppViewModel app

    ColumnLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.small
        anchors.rightMargin: Theme.small
        spacing: 0

        RowLayout {
            Layout.fillWidth: true
            Layout.preferredHeight: 40
            visible: list.count > 0

            Label {
                Layout.fillWidth: true
                Layout.leftMargin: Theme.small
                text: qsTr("Recent calls")
                color: Theme.faint
                font.pixelSize: Theme.caption
                font.weight: Font.DemiBold
                Accessible.role: Accessible.Heading
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
            model: root.app.history
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
                onCalled: root.app.call(address, name, video)
            }
        }
    }
    EmptyNote {
        anchors.centerIn: parent
        width: parent.width - 64
        visible: list.count === 0
        glyph: "history"
        text: root.app.filterText === "" ? qsTr("No calls yet") : qsTr("No calls with that name")
        detail: root.app.filterText === "" ? qsTr("The calls you make and get are listed here.") : ""
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
                        root.app.clearHistory()
                        confirm.close()
                    }
                }
            }
        }
    }
}
