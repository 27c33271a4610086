pragma ComponentBehavior: Bound
import QtQuick
import Ahoy
import "../theme"
import "../controls/panels"
import "../calls"
import "../room"
import "panels"
import "sharing"
import "stage"

// A call, from dialling to hanging up.
FocusScope {
    id: root

    required property AppViewModel app
    readonly property CallViewModel call: app.active
    property bool fullScreen: false
    property string openPanel: ""
    readonly property SharingViewModel sharing: app.calls.sharing
    readonly property bool screenLarge: sharing.remoteSharing && sharing.screenLarge && !inRoom
    readonly property RoomViewModel members: app.calls.room
    readonly property bool inRoom: members.exists && members.listed && !call.held && !call.heldByRemote
    readonly property RoomScreen room: roomPage.item as RoomScreen
    readonly property bool pictureShown: inRoom || screenLarge || remote.hasPicture
    readonly property bool restless: !call.established || !pictureShown || openPanel !== "" || app.incoming.exists
    readonly property bool controlsShown: restless || idle.running || (inRoom && !fullScreen)

    readonly property bool narrow: width < 720
    readonly property int gap: narrow ? Theme.small : Theme.normal
    readonly property real waitingBottom: waiting.visible ? waiting.y + waiting.height : 0
    readonly property real headLeft: waiting.visible && !narrow ? waiting.x : width
    readonly property real zoneTop: narrow ? badges.y + badges.height : waiting.visible ? waitingBottom : 0
    readonly property real zoneBottom: height - bar.height - 40

    readonly property real hintHeight: hint.visible ? hint.height + Theme.small : 0
    // What was told last lies over everything: what is wrong is read above it, where both would meet.
    property Item notice: null
    readonly property bool noticeMeets: notice !== null && notice.visible && notice.x + notice.width > width - gap - toasts.width
    readonly property real noticeSpace: noticeMeets && notice ? height - notice.y + Theme.small : 0

    readonly property real hintSpace: hint.x < own.width + 32 ? hintHeight : 0

    // Beside a shared screen there is a column for the people, unless every pixel is wanted.
    readonly property real strip: screenLarge && !narrow && !fullScreen && !sharing.actualSize && (remote.hasPicture || own.visible) ? own.width + 2 * gap : 0

    property int patience: 3500
    property point pointer: Qt.point(-1, -1)

    signal fullScreenToggled
    signal checkRequested

    function toggleSharing(): void {
        if (sharing.sharing)
            sharing.stop()
        else
            share.open()
    }
    function panel(name: string): Panel {
        return name === "devices" ? devices : name === "keypad" ? keypad : name === "more" ? more : party
    }
    function togglePanel(name: string): void {
        if (inRoom && (name === "people" || name === "add")) {
            if (name === "people")
                room.togglePeople()
            else
                room.openPeople()
            return
        }
        const before = openPanel
        if (before !== "")
            panel(before).close()
        if (before === name)
            return
        openPanel = name
        if (name === "transfer" || name === "add")
            party.begin(name === "transfer")
        else
            panel(name).open()
    }
    function panelClosed(name: string): void {
        if (openPanel === name)
            openPanel = ""
    }

    objectName: "callScreen"
    focus: true

    Timer {
        id: idle
        interval: root.patience
        running: true
    }
    HoverHandler {
        cursorShape: root.controlsShown ? Qt.ArrowCursor : Qt.BlankCursor
        onPointChanged: {
            // Qt reports the resting mouse again whenever something moves under it.
            const moved = point.position
            if (Math.abs(moved.x - root.pointer.x) + Math.abs(moved.y - root.pointer.y) > 2) {
                root.pointer = moved
                idle.restart()
            }
        }
    }
    Keys.onPressed: idle.restart()
    NumberAnimation on opacity {
        from: 0
        to: 1
        duration: Theme.calm
    }
    Connections {
        // Shortcuts do not come by as pressed keys.
        target: root.call
        function onCallIdChanged() {
            // Keys, transfers and screens were meant for the call that was here.
            if (root.openPanel !== "" && root.openPanel !== "devices")
                root.panel(root.openPanel).close()
            share.close()
        }
        function onEstablishedChanged() { idle.restart() }
        function onMutedChanged() { idle.restart() }
        function onShowsSelfChanged() { idle.restart() }
    }
    Window.onActiveFocusItemChanged: idle.restart()

    Rectangle {
        anchors.fill: parent
        gradient: Gradient {
            GradientStop { position: 0; color: root.pictureShown ? Theme.stage : Theme.stageTop }
            GradientStop { position: 1; color: Theme.stage }
        }
    }
    TapHandler {
        // A finger, or a mouse that has not moved, brings the controls back too.
        onPressedChanged: if (pressed) idle.restart()
        onDoubleTapped: root.fullScreenToggled()
    }
    RemoteView {
        id: remote
        pictures: root.app.pictures
        call: root.call
        inset: root.screenLarge
        off: root.inRoom
        visible: !off && (!inset || hasPicture)
        x: inset ? insets.x : 0
        y: inset ? insets.y : 0
        z: inset ? 1 : 0
        width: inset ? insets.width : parent.width
        height: inset ? insets.height : parent.height
        onChosen: root.sharing.exchange()
        onHasPictureChanged: idle.restart()
    }
    ScreenView {
        id: screen
        objectName: "screenView"
        large: root.screenLarge
        visible: root.sharing.remoteSharing && !root.inRoom
        x: large ? 0 : insets.x
        y: large ? 0 : insets.y
        z: large ? 0 : 1
        width: large ? parent.width - root.strip : insets.width
        height: large ? parent.height : insets.height
        pictures: root.app.pictures
        sharing: root.sharing
        onFullScreenToggled: root.fullScreenToggled()
        onHasPictureChanged: idle.restart()
    }
    Item {
        id: insets
        readonly property real ratio: root.screenLarge ? remote.ratio : screen.ratio
        readonly property bool filled: !root.inRoom && root.sharing.remoteSharing && (root.screenLarge ? remote.hasPicture : screen.hasPicture)

        x: root.narrow ? root.gap : root.width - width - root.gap
        y: root.narrow ? badges.y + badges.height + (badges.height > 0 ? Theme.small : 0) : root.gap
        width: own.width
        height: filled ? Math.round(width / Math.max(0.6, Math.min(1.9, ratio))) : 0
    }
    ScreenTools {
        anchors.right: insets.right
        y: insets.y + insets.height + (insets.filled ? Theme.medium : 0)
        z: 1
        visible: root.sharing.remoteSharing && !root.inRoom && !root.narrow && opacity > 0
        opacity: root.controlsShown ? 1 : 0
        sharing: root.sharing

        Behavior on opacity {
            NumberAnimation { duration: Theme.calm }
        }
    }
    Loader {
        id: roomPage
        anchors.fill: parent
        active: root.inRoom
        sourceComponent: RoomScreen {
            app: root.app
            narrow: root.narrow
            controlsShown: root.controlsShown
            leftSpace: list.visible && !root.narrow ? list.width + Theme.small : 0
            topSpace: root.narrow ? (list.visible ? list.y + list.height : root.waitingBottom) : 0
            barWidth: bar.implicitWidth
            barHeight: bar.implicitHeight
            barMargin: root.gap + (root.narrow ? 0 : Theme.small)
            badgesBottom: badges.height > 0 ? badges.y + badges.height : 0
        }
    }
    CallingPane {
        readonly property real from: root.width < 1100 ? badges.from : 0

        x: from + (root.width - from - width) / 2
        y: root.zoneTop + Math.max(0, (root.zoneBottom - root.zoneTop - height) / 2)
        width: parent.width - from - (root.narrow ? 32 : 64)
        compact: root.zoneBottom - root.zoneTop < 420
        tiny: root.zoneBottom - root.zoneTop < 280
        visible: !root.pictureShown && (height < root.zoneBottom - root.zoneTop || !list.visible)
        call: root.call
    }
    CallTopBar {
        id: topBar
        x: root.gap
        y: root.narrow ? root.waitingBottom + root.gap : root.gap
        width: Math.min(implicitWidth, root.narrow ? root.width - 2 * root.gap : root.width / 2 - 32, Math.max(0, root.headLeft - 2 * root.gap))
        call: root.call
        visible: root.call.established && !list.visible && !root.inRoom && opacity > 0
        opacity: root.controlsShown || root.call.endsSoon ? 1 : 0

        Behavior on opacity {
            NumberAnimation { duration: Theme.calm }
        }
    }
    CallList {
        id: list
        x: root.gap
        y: root.narrow ? root.waitingBottom + root.gap : root.gap
        width: root.narrow ? root.width - 2 * root.gap : 336
        visible: root.app.calls.several
        calls: root.app.calls
        roomBelow: root.height - y - bar.height - Theme.vast
    }
    WaitingCard {
        id: waiting
        x: root.narrow ? root.gap : Math.max(list.visible ? list.x + list.width + root.gap : root.gap, (root.width - width) / 2)
        y: root.gap
        width: Math.min(implicitWidth, root.width - x - root.gap)
        app: root.app
    }
    CallBadges {
        id: badges
        readonly property real beside: list.visible ? list.x + list.width : root.strip > 0 ? topBar.x + topBar.width : 0
        readonly property real from: root.narrow ? 0 : beside
        readonly property real to: root.width - root.strip

        x: from + (to - from - width) / 2
        y: {
            if (!root.narrow)
                return waiting.visible ? root.waitingBottom + Theme.medium : root.gap + 4
            const head = list.visible ? list : topBar
            return head.y + (head.visible ? head.height + Theme.small : 0)
        }
        room: Math.min(460, to - from - 32)
        app: root.app
        stalled: remote.stalled && !root.screenLarge
        controlsShown: root.controlsShown
    }
    SelfView {
        id: own
        objectName: "selfView"
        app: root.app
        visible: root.call.showsSelf && (!root.inRoom || root.members.stage.selfView === "corner")
        small: root.narrow
        rightSpace: root.room?.panelWidth ?? 0
        topSpace: root.narrow ? badges.y + badges.height + 8 : insets.filled ? insets.y + insets.height + 72 : root.controlsShown || waiting.visible ? 80 : 16
        bottomSpace: (root.controlsShown && (root.inRoom || bar.x < width + 32) ? bar.height + 40 : 16) + root.hintSpace
    }
    QualityToasts {
        id: toasts
        objectName: "qualityToasts"
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.rightMargin: root.gap + (root.room?.panelWidth ?? 0)
        anchors.bottomMargin: Math.max(root.noticeSpace, own.visible && own.atRight && own.atBottom ? root.height - own.homeY + root.gap : bar.height + 40 + root.hintSpace)
        width: Math.min(360, root.width - 2 * root.gap)
        changes: root.app.calls.qualityChanges
    }
    HintCard {
        id: hint
        objectName: "hintCard"
        anchors.horizontalCenter: parent.horizontalCenter
        y: (root.controlsShown ? bar.y : parent.height) - height - Theme.medium
        room: Math.min(560, root.width - 2 * root.gap)
        hints: root.app.calls.hints
        onDevicesRequested: if (root.openPanel !== "devices") root.togglePanel("devices")

        Behavior on y {
            NumberAnimation { duration: Theme.calm; easing.type: Easing.OutCubic }
        }
    }
    CallControls {
        id: bar
        anchors.horizontalCenter: parent.horizontalCenter
        y: root.controlsShown ? parent.height - height - root.gap - (root.narrow ? 0 : Theme.small) : parent.height + 8
        narrow: root.narrow
        call: root.call
        sharing: root.sharing
        members: root.members
        inRoom: root.inRoom
        fullScreen: root.fullScreen
        openPanel: root.room?.peopleOpen && root.openPanel === "" ? "people" : root.openPanel
        visible: y < parent.height
        onPanelToggled: name => root.togglePanel(name)
        onFullScreenToggled: root.fullScreenToggled()
        onShareRequested: root.toggleSharing()

        Behavior on y {
            NumberAnimation { duration: Theme.calm; easing.type: Easing.OutCubic }
        }
        DeviceMenu {
            id: devices
            x: (bar.width - width) / 2
            y: -height - Theme.medium
            room: root.width
            app: root.app
            muted: root.call.muted
            onClosed: root.panelClosed("devices")
            onCheckRequested: root.checkRequested()
        }
        Keypad {
            id: keypad
            x: (bar.width - width) / 2
            y: -height - Theme.medium
            room: root.width
            keypad: root.app.calls.keypad
            onClosed: root.panelClosed("keypad")
        }
        PartyPanel {
            id: party
            x: (bar.width - width) / 2
            y: -height - Theme.medium
            room: root.width
            roomAbove: bar.y - 24
            app: root.app
            onClosed: root.panelClosed(party.transfers ? "transfer" : "add")
        }
        MoreMenu {
            id: more
            x: (bar.width - width) / 2
            y: -height - Theme.medium
            room: root.width
            call: root.call
            sharing: root.sharing
            members: root.members
            inRoom: root.inRoom
            fullScreen: root.fullScreen
            onClosed: root.panelClosed("more")
            onPeopleRequested: root.togglePanel("people")
            onShareRequested: root.toggleSharing()
            onKeypadRequested: root.togglePanel("keypad")
            onTransferRequested: root.togglePanel("transfer")
            onCallRequested: root.togglePanel("add")
            onDevicesRequested: root.togglePanel("devices")
            onFullScreenToggled: root.fullScreenToggled()
        }
    }
    CallShortcuts {
        app: root.app
        fullScreen: root.fullScreen
        onFullScreenToggled: root.fullScreenToggled()
        onPanelToggled: name => root.togglePanel(name)
        onShareRequested: root.toggleSharing()
    }
    ShareDialog {
        id: share
        objectName: "shareDialog"
        sharing: root.sharing
    }
}
