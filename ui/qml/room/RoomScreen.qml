pragma ComponentBehavior: Bound
import QtQuick
import Ahoy
import "../theme"
import "../controls/buttons"
import "../controls/messages"
import "../controls/panels"
import "people"

// A conference room, in the place of a call's stage: tiles, people, and how they are looked at.
FocusScope {
    id: root

    required property AppViewModel app
    readonly property RoomViewModel members: app.calls.room
    readonly property RoomStageViewModel stage: members.stage
    property bool narrow: false
    property bool controlsShown: true
    property bool peopleOpen: false
    // What lies over the room: calls beside it or above, and the bar of the controls.
    property real startSpace: 0
    property real topSpace: 0
    property real badgesBottom: 0
    property real barWidth: 0
    property real barHeight: 0
    property real barMargin: 0

    readonly property int gap: narrow ? Theme.small : Theme.medium
    readonly property real bottomSpace: controlsShown ? barHeight + barMargin + gap : gap
    readonly property bool headBelow: !narrow && (width - barWidth) / 2 > 196 + turnsWidth
    readonly property bool docked: peopleOpen && !narrow
    readonly property real panelWidth: docked ? Math.min(340, width * 0.36) + gap : 0
    readonly property real headSpace: headBelow || !controlsShown ? 0 : head.height + Theme.small
    // Pages are turned beside what else is chosen of the view: the tiles, and faces on them, have all the rest.
    readonly property real turnsWidth: stage.pages > 1 ? 2 * 40 + 2 * Theme.small : 0
    readonly property real turnsEnd: gap + (tools.visible ? tools.width + Theme.small : 0)
    readonly property real turnsY: head.y + (head.height - 40) / 2
    readonly property bool seen: visible && Window.visibility !== Window.Hidden && Window.visibility !== Window.Minimized

    signal fullScreenToggled
    signal detailsRequested

    function togglePeople(): void {
        if (peopleOpen)
            closePeople()
        else
            openPeople()
    }
    function openPeople(): void {
        peopleOpen = true
        people.begin()
    }
    function closePeople(): void {
        peopleOpen = false
        forceActiveFocus()
    }
    function report(): void {
        stage.setPane(pane.start, pane.y, pane.width, pane.height, Screen.devicePixelRatio, seen)
    }
    function askEnd(): void {
        question.ask(qsTr("End the room for everybody?"), qsTr("All who are in it are disconnected."), qsTr("End for all"), () => members.endForAll())
    }

    objectName: "roomScreen"
    onSeenChanged: Qt.callLater(report)
    onWidthChanged: resizing.restart()
    onHeightChanged: resizing.restart()
    Component.onDestruction: stage.setPane(0, 0, 0, 0, 1, false)

    Timer {
        // While an edge of the window is dragged, tiles follow it at once.
        id: resizing
        interval: 200
    }
    Rectangle {
        anchors.fill: parent
        color: Theme.stage
    }
    Item {
        id: pane
        objectName: "roomPane"
        readonly property real start: root.gap + root.startSpace

        anchors.left: parent.left
        anchors.leftMargin: start
        y: root.gap + root.topSpace + root.headSpace
        width: root.width - start - root.gap - root.panelWidth
        height: root.height - y - root.bottomSpace
        onStartChanged: Qt.callLater(root.report)
        onYChanged: Qt.callLater(root.report)
        onWidthChanged: Qt.callLater(root.report)
        onHeightChanged: Qt.callLater(root.report)
        Component.onCompleted: root.report()
    }
    Repeater {
        id: tiles
        model: root.stage.tiles

        RoomTile {
            objectName: "roomTile"
            pictures: root.app.pictures
            moves: !resizing.running
            onMenuRequested: from => menu.show(key, from)
            onPinRequested: root.stage.togglePin(key)
        }
    }
    Instantiator {
        model: root.stage.windows

        TileWindow {
            pictures: root.app.pictures
            stage: root.stage
        }
    }
    AloneCard {
        objectName: "aloneCard"
        x: pane.x + (pane.width - width) / 2
        y: pane.y + pane.height - height - Theme.normal
        width: Math.min(380, pane.width - 32)
        visible: root.members.alone
        app: root.app
        members: root.members
        onInviteRequested: root.openPeople()
    }
    Column {
        id: over
        x: pane.x + (pane.width - width) / 2
        y: Math.max(pane.y + Theme.small, root.badgesBottom + 6)
        spacing: Theme.tight

        Badge {
            objectName: "handsBadge"
            anchors.horizontalCenter: parent.horizontalCenter
            visible: text !== ""
            kind: "stage"
            glyph: "hand"
            text: root.members.handsWords
            limit: Math.min(420, pane.width - 16)
        }
        Badge {
            objectName: "elsewhereBadge"
            anchors.horizontalCenter: parent.horizontalCenter
            visible: text !== ""
            kind: "stage"
            glyph: "speaker"
            text: root.stage.elsewhere
            limit: Math.min(420, pane.width - 16)
        }
        EventToasts {
            objectName: "eventToasts"
            anchors.horizontalCenter: parent.horizontalCenter
            width: Math.min(320, pane.width - 16)
            events: root.members.toasts
        }
    }
    RoomHead {
        id: head
        anchors.left: parent.left
        anchors.leftMargin: root.gap + root.startSpace + Theme.hair
        y: root.headBelow ? root.height - root.barMargin - (root.barHeight + height) / 2 : root.gap + root.topSpace
        width: Math.min(implicitWidth, root.headBelow ? (root.width - root.barWidth) / 2 - 3 * root.gap : root.width - root.startSpace - 2 * root.gap - root.turnsWidth - (root.narrow ? 0 : tools.width + 2 * Theme.small))
        visible: root.controlsShown
        members: root.members
        call: root.app.active
        trust: root.app.calls.trust
        onDetailsRequested: root.detailsRequested()
    }
    IconButton {
        objectName: "pageBack"
        anchors.right: parent.right
        anchors.rightMargin: root.turnsEnd + width + Theme.small
        y: root.turnsY
        size: 40
        kind: "stage"
        visible: root.controlsShown && root.stage.page > 0
        glyph: "chevron-left"
        text: qsTr("The page before, %1 of %2").arg(root.stage.page).arg(root.stage.pages)
        keys: qsTr("PgUp")
        onClicked: root.stage.turn(-1)
    }
    IconButton {
        objectName: "pageOn"
        anchors.right: parent.right
        anchors.rightMargin: root.turnsEnd
        y: root.turnsY
        size: 40
        kind: "stage"
        visible: root.controlsShown && root.stage.page < root.stage.pages - 1
        glyph: "chevron-right"
        text: qsTr("The next page, %1 of %2").arg(root.stage.page + 2).arg(root.stage.pages)
        keys: qsTr("PgDown")
        onClicked: root.stage.turn(1)
    }
    RoomTools {
        id: tools
        anchors.right: parent.right
        anchors.rightMargin: root.gap
        y: root.headBelow ? root.height - root.barMargin - (root.barHeight + height) / 2 : root.gap + root.topSpace
        visible: root.controlsShown && !root.narrow
        members: root.members
    }
    PeoplePanel {
        id: people
        objectName: "peoplePanel"
        anchors.right: parent.right
        anchors.rightMargin: root.gap
        y: root.narrow ? root.gap + root.topSpace : pane.y
        z: 2
        width: root.narrow ? root.width - 2 * root.gap : root.panelWidth - root.gap
        height: root.height - y - root.bottomSpace
        visible: root.peopleOpen
        app: root.app
        members: root.members
        onClosed: root.closePeople()
        onMenuRequested: (key, from) => menu.show(key, from)
        onEndRequested: root.askEnd()
    }
    TileMenu {
        id: menu
        objectName: "tileMenu"
        room: root.width
        members: root.members
        onRemovalRequested: (memberId, name) => question.ask(qsTr("Remove %1 from the room?").arg(name), qsTr("They can come back unless the room is locked."), qsTr("Remove"), () => root.members.remove(memberId))
    }
    Question {
        id: question
        objectName: "question"
    }
    RoomShortcuts {
        members: root.members
        onPeopleToggled: root.togglePeople()
    }
}
