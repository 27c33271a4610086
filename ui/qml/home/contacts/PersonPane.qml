pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Ahoy
import "../../theme"
import "../../controls/buttons"
import "../../controls/marks"
import "../../controls/messages"
import "../../controls/panels"
import "../../controls/pictures"
import "../history"

// The selected person: call, video call, and what there was before.
Item {
    id: root

    required property AppViewModel app
    readonly property PersonViewModel person: app.person

    property bool narrow: false

    signal editRequested
    signal addRequested
    signal historyRequested
    signal detailsRequested

    IconButton {
        objectName: "personBack"
        anchors.left: parent.left
        anchors.leftMargin: Theme.small
        y: Theme.small
        z: 1
        visible: root.narrow
        glyph: "back"
        text: qsTr("Back to the list")
        keys: "Esc"
        onClicked: root.app.select("")
    }
    Shortcut {
        sequence: "Escape"
        enabled: root.narrow && root.visible && !root.app.incoming.exists
        onActivated: root.app.select("")
    }

    FocusFollower {
        page: calls
    }
    ListView {
        id: calls

        property Item visited: null

        objectName: "personCalls"
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(parent.width - (root.narrow ? 32 : 64), 520)
        height: parent.height
        clip: true
        cacheBuffer: 0
        activeFocusOnTab: count > 0
        boundsBehavior: Flickable.StopAtBounds
        keyNavigationEnabled: true
        currentIndex: -1
        bottomMargin: Theme.normal
        model: root.app.personHistory
        onActiveFocusChanged: {
            if (activeFocus && currentIndex < 0)
                currentIndex = 0
            // Else Tab would come back to where it left the page, past all that stands before it.
            if (!activeFocus && visited)
                visited.focus = false
        }
        Accessible.role: Accessible.List
        Window.onActiveFocusItemChanged: if (activeFocus) visited = Window.activeFocusItem
        Accessible.name: qsTr("Recent calls with %1").arg(root.person.name)
        header: Item {
            width: calls.width
            implicitHeight: column.implicitHeight + column.y
            onImplicitHeightChanged: if (!calls.moving) calls.positionViewAtBeginning()

            ColumnLayout {
                id: column
                y: Math.max(Theme.huge, Math.min(Theme.vast * 2, calls.height * 0.11))
                width: parent.width
                spacing: 0

                Avatar {
                    Layout.alignment: Qt.AlignHCenter
                    size: 104
                    initials: root.person.initials
                    colour: root.person.colour
                    glyph: root.person.glyph
                }
                Heading {
                    Layout.fillWidth: true
                    Layout.topMargin: Theme.normal
                    horizontalAlignment: Text.AlignHCenter
                    kind: "page"
                    text: root.person.name
                    wrapMode: Theme.enlarged ? Text.Wrap : Text.NoWrap
                    lineHeight: 1
                }
                Label {
                    Layout.fillWidth: true
                    Layout.topMargin: Theme.hair
                    horizontalAlignment: Text.AlignHCenter
                    text: root.person.detail
                    wrapMode: Theme.enlarged ? Text.Wrap : Text.NoWrap
                    lineHeight: 1
                    color: Theme.subtle
                }
                GridLayout {
                    Layout.alignment: Qt.AlignHCenter
                    Layout.topMargin: Theme.small
                    columns: Theme.enlarged ? 1 : 2
                    columnSpacing: Theme.small
                    visible: root.person.presenceWords !== "" || root.person.blocked

                    RowLayout {
                        Layout.alignment: Qt.AlignHCenter
                        spacing: Theme.small

                        PresenceDot {
                            presence: root.person.presence
                            rim: Theme.window
                        }
                        Label {
                            objectName: "presenceWords"
                            visible: text !== ""
                            text: root.person.presenceWords
                            color: Theme.subtle
                            font.pixelSize: Theme.detail
                        }
                    }
                    Badge {
                        objectName: "blockedBadge"
                        limit: calls.width
                        visible: root.person.blocked
                        kind: "error"
                        glyph: "block"
                        text: qsTr("Blocked: cannot ring here")
                    }
                }
                Message {
                    Layout.fillWidth: true
                    Layout.topMargin: Theme.normal
                    visible: root.person.warning !== ""
                    text: root.person.warning
                }
                ButtonRow {
                    Layout.alignment: Qt.AlignHCenter
                    Layout.topMargin: Theme.large

                    PushButton {
                        objectName: "personVideo"
                        kind: "primary"
                        glyph: "video"
                        text: qsTr("Video call")
                        reason: root.person.callReason
                        least: Theme.input
                        onClicked: root.person.call(true)
                    }
                    PushButton {
                        objectName: "personCall"
                        glyph: "phone"
                        text: qsTr("Call")
                        reason: root.person.callReason
                        least: Theme.input
                        onClicked: root.person.call(false)
                    }
                    IconButton {
                        objectName: "favouriteButton"
                        visible: root.person.isContact
                        size: 44
                        glyph: root.person.favourite ? "star-filled" : "star"
                        ink: root.person.favourite ? Theme.warn : Theme.subtle
                        text: root.person.favourite ? qsTr("No longer a favourite") : qsTr("Make a favourite")
                        onClicked: root.person.toggleFavourite()
                    }
                }
                ButtonRow {
                    Layout.alignment: Qt.AlignHCenter
                    Layout.topMargin: Theme.small
                    visible: !root.person.builtin

                    PushButton {
                        visible: !root.person.isContact
                        kind: "quiet"
                        leftPadding: Theme.medium
                        rightPadding: Theme.medium
                        glyph: "person-add"
                        text: qsTr("Add to contacts")
                        onClicked: root.addRequested()
                    }
                    PushButton {
                        visible: root.person.isContact
                        kind: "quiet"
                        leftPadding: Theme.medium
                        rightPadding: Theme.medium
                        objectName: "editButton"
                        text: qsTr("Change")
                        onClicked: root.editRequested()
                    }
                    PushButton {
                        visible: root.person.isContact
                        kind: "quiet"
                        leftPadding: Theme.medium
                        rightPadding: Theme.medium
                        text: qsTr("Remove")
                        tip: qsTr("Remove from the contacts")
                        onClicked: root.person.remove()
                    }
                    PushButton {
                        objectName: "blockButton"
                        kind: "quiet"
                        leftPadding: Theme.medium
                        rightPadding: Theme.medium
                        text: root.person.blocked ? qsTr("Unblock") : qsTr("Block")
                        tip: root.person.blocked ? qsTr("Let them ring here again") : qsTr("They cannot ring here any more")
                        onClicked: root.person.toggleBlocked()
                    }
                }
                ColumnLayout {
                    Layout.fillWidth: true
                    Layout.topMargin: Theme.normal
                    spacing: 0

                    Repeater {
                        model: root.person.addresses

                        RowLayout {
                            id: line
                            required property string key
                            required property string shown
                            required property string kind

                            Layout.fillWidth: true
                            Layout.leftMargin: Theme.small
                            Layout.rightMargin: Theme.small
                            spacing: Theme.small

                            ColumnLayout {
                                Layout.fillWidth: true
                                spacing: 0

                                Label {
                                    Layout.fillWidth: true
                                    text: line.shown
                                    wrapMode: Theme.enlarged ? Text.Wrap : Text.NoWrap
                                    lineHeight: 1
                                }
                                Label {
                                    Layout.fillWidth: true
                                    text: line.kind
                                    wrapMode: Text.Wrap
                                    lineHeight: 1
                                    color: Theme.faint
                                    font.pixelSize: Theme.caption
                                }
                            }
                            IconButton {
                                objectName: "copyAddress"
                                glyph: "copy"
                                glyphSize: 16
                                text: qsTr("Copy %1").arg(line.shown)
                                onClicked: root.app.copy(line.key)
                            }
                            IconButton {
                                objectName: "callAddress"
                                glyph: "phone"
                                ink: Theme.accent
                                text: qsTr("Call %1").arg(line.shown)
                                onClicked: root.app.call(line.key, root.person.name, false)
                            }
                        }
                    }
                }
                RowLayout {
                    Layout.fillWidth: true
                    Layout.topMargin: Theme.normal
                    Layout.leftMargin: Theme.small
                    visible: calls.count > 0

                    Heading {
                        Layout.fillWidth: true
                        kind: "group"
                        text: qsTr("Recent calls")
                        wrapMode: Text.Wrap
                        lineHeight: 1
                    }
                    PushButton {
                        objectName: "allCallsButton"
                        kind: "quiet"
                        least: Theme.compact
                        text: qsTr("All calls")
                        tip: qsTr("Every call with %1, however long ago").arg(root.person.name)
                        onClicked: root.historyRequested()
                    }
                }
            }
        }
        delegate: HistoryRow {
            width: calls.width
            least: Theme.forText(48)
            plain: true
            current: calls.activeFocus && ListView.isCurrentItem
            onPicked: calls.currentIndex = index
            onCalled: video => root.app.call(entry.address, entry.name, video)
            onOpened: {
                root.app.recent.open(entry.key)
                root.detailsRequested()
            }
            onRemoved: root.app.recent.remove(entry.key)
        }
    }
}
