pragma ComponentBehavior: Bound
import QtQuick
import Ahoy
import "../theme"
import "../calls"
import "../room"
import "panels"
import "sharing"
import "stage"

// A call, from dialling to hanging up: what lies where, and when the controls are seen.
FocusScope {
    id: root

    required property AppViewModel app
    readonly property CallViewModel call: app.active
    property bool fullScreen: false
    readonly property alias openPanel: panels.open
    readonly property SharingViewModel sharing: app.calls.sharing
    readonly property SmallWindowViewModel small: app.calls.smallWindow
    readonly property RoomViewModel members: app.calls.room
    readonly property bool inRoom: members.exists && members.listed && !call.held && !call.heldByRemote
    readonly property RoomScreen room: roomPage.item as RoomScreen
    readonly property bool pictureShown: inRoom || stage.pictureShown
    readonly property alias keyboardUsed: idle.keyboardUsed
    readonly property bool restless: !call.established || !pictureShown || openPanel !== "" || app.incoming.exists
    readonly property bool controlsShown: restless || idle.busy || (inRoom && !fullScreen)
    readonly property bool seen: Window.visibility !== Window.Hidden && Window.visibility !== Window.Minimized

    readonly property bool narrow: width < 720
    readonly property bool roomy: width >= 840
    readonly property int gap: narrow ? Theme.small : Theme.normal
    readonly property real waitingBottom: waiting.visible ? waiting.y + waiting.height : 0
    readonly property real headRoom: waiting.visible && !narrow ? waiting.start : width
    readonly property real zoneTop: narrow ? badges.y + badges.height : waiting.visible ? waitingBottom : 0
    readonly property real zoneBottom: height - bar.height - 40

    readonly property real hintHeight: hint.visible ? hint.height + Theme.small : 0
    // What was told last lies over everything: what is wrong is read above it, where both would meet.
    property Item notice: null
    readonly property bool noticeMeets: notice !== null && notice.visible && notice.x + notice.width > width - gap - toasts.width
    readonly property real noticeSpace: noticeMeets && notice ? height - notice.y + Theme.small : 0

    readonly property real hintSpace: hint.x < own.width + 32 ? hintHeight : 0

    property int patience: 3500

    signal fullScreenToggled
    signal checkRequested
    signal returnRequested

    function toggleSharing(): void {
        if (sharing.sharing)
            sharing.stop()
        else
            share.open()
    }
    function togglePanel(name: string): void {
        if (inRoom && name === "people")
            room.togglePeople()
        else if (inRoom && name === "add")
            room.openPeople()
        else
            panels.toggle(name)
    }
    function choose(name: string): void {
        if (name === "share")
            toggleSharing()
        else if (name === "full-screen")
            fullScreenToggled()
        else
            togglePanel(name)
    }

    objectName: "callScreen"
    focus: true
    onSeenChanged: small.setBigSeen(seen)
    Component.onCompleted: small.setBigSeen(seen)
    Component.onDestruction: small.setBigSeen(true)

    IdleWatch {
        id: idle
        app: root.app
        patience: root.patience
    }
    HoverHandler {
        cursorShape: root.controlsShown ? Qt.ArrowCursor : Qt.BlankCursor
        onPointChanged: idle.moveTo(point.position)
    }
    Keys.onPressed: event => {
        idle.restart()
        const step = {
            [Qt.Key_Left]: [-1, 0],
            [Qt.Key_Right]: [1, 0],
            [Qt.Key_Up]: [0, -1],
            [Qt.Key_Down]: [0, 1]
        }[event.key]
        if (step !== undefined && stage.movable) {
            app.calls.look.step(step[0], step[1])
            event.accepted = true
        }
    }
    NumberAnimation on opacity {
        from: 0
        to: 1
        duration: Theme.calm
    }
    Connections {
        target: root.call
        function onCallIdChanged() {
            panels.leaveCall()
            share.close()
        }
    }

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
        onDoubleTapped: if (!stage.pictureLarge) root.fullScreenToggled()
    }
    PictureStage {
        id: stage
        anchors.fill: parent
        app: root.app
        inRoom: root.inRoom
        narrow: root.narrow
        fullScreen: root.fullScreen
        controlsShown: root.controlsShown
        gap: root.gap
        insetTop: badges.y + badges.height + (badges.height > 0 ? Theme.small : 0)
        insetWidth: own.width
        ownShown: own.visible
        onFullScreenToggled: root.fullScreenToggled()
        onPictureCame: idle.restart()
    }
    Loader {
        id: roomPage
        anchors.fill: parent
        active: root.inRoom
        sourceComponent: RoomScreen {
            app: root.app
            narrow: root.narrow
            controlsShown: root.controlsShown
            startSpace: list.visible && !root.narrow ? list.width + Theme.small : 0
            topSpace: root.narrow ? (list.visible ? list.y + list.height : root.waitingBottom) : 0
            barWidth: bar.implicitWidth
            barHeight: bar.implicitHeight
            barMargin: root.gap + (root.narrow ? 0 : 8)
            badgesBottom: badges.height > 0 ? badges.y + badges.height : 0
            onDetailsRequested: root.togglePanel("details")
        }
    }
    CallingPane {
        readonly property real from: root.width < 1100 ? badges.from : 0

        anchors.left: parent.left
        anchors.leftMargin: from + (root.width - from - width) / 2
        y: root.zoneTop + Math.max(0, (root.zoneBottom - root.zoneTop - height) / 2)
        width: parent.width - from - (root.narrow ? 32 : 64)
        compact: root.zoneBottom - root.zoneTop < 420
        tiny: root.zoneBottom - root.zoneTop < 280
        visible: !root.pictureShown && (height < root.zoneBottom - root.zoneTop || !list.visible)
        call: root.call
        elsewhere: root.small.poppedOut && root.call.showsRemote
        onReturnRequested: root.small.toggle()
    }
    CallHead {
        id: head
        anchors.left: parent.left
        anchors.leftMargin: root.gap
        y: list.visible ? list.y + list.height + Theme.small : root.narrow ? root.waitingBottom + root.gap : root.gap
        room: Math.min(root.narrow ? root.width - 2 * root.gap : root.width / 2 - 32, Math.max(0, root.headRoom - 2 * root.gap))
        call: root.call
        trust: root.app.calls.trust
        named: !list.visible
        visible: root.call.established && !(list.visible && root.narrow) && !root.inRoom && opacity > 0
        opacity: root.controlsShown || root.call.endsSoon ? 1 : 0
        onDetailsRequested: root.togglePanel("details")

        Behavior on opacity {
            NumberAnimation { duration: Theme.calm }
        }
    }
    CallList {
        id: list
        anchors.left: parent.left
        anchors.leftMargin: root.gap
        y: root.narrow ? root.waitingBottom + root.gap : root.gap
        width: root.narrow ? root.width - 2 * root.gap : 336
        visible: root.app.calls.several
        calls: root.app.calls
        roomBelow: root.height - y - bar.height - Theme.vast
    }
    WaitingCard {
        id: waiting
        readonly property real start: root.narrow ? root.gap : Math.max(list.visible ? list.width + 2 * root.gap : root.gap, (root.width - width) / 2)

        anchors.left: parent.left
        anchors.leftMargin: start
        y: root.gap
        width: Math.min(implicitWidth, root.width - start - root.gap)
        app: root.app
    }
    CallBadges {
        id: badges
        readonly property real beside: list.visible ? root.gap + list.width : stage.strip > 0 ? root.gap + head.width : 0
        readonly property real from: root.narrow ? 0 : beside
        readonly property real to: root.width - stage.strip

        anchors.left: parent.left
        anchors.leftMargin: from + (to - from - width) / 2
        y: {
            if (!root.narrow)
                return waiting.visible ? root.waitingBottom + Theme.medium : root.gap + 4
            const above = list.visible ? list : head
            return above.y + (above.visible ? above.height + Theme.small : 0)
        }
        room: Math.min(460, to - from - 32)
        app: root.app
        stalled: stage.stalled && !stage.screenLarge
        controlsShown: root.controlsShown
    }
    SelfView {
        id: own
        objectName: "selfView"
        app: root.app
        visible: root.call.showsSelf && (root.inRoom ? root.members.stage.selfView === "corner" : !look.hidden)
        small: root.narrow
        endSpace: root.room?.panelWidth ?? 0
        topSpace: root.narrow ? badges.y + badges.height + 8 : stage.insetFilled ? stage.insetBottom + 72 : root.controlsShown || waiting.visible ? (atEnd ? 80 : head.y + head.height + 16) : 16
        bottomSpace: (root.controlsShown && (root.inRoom || bar.x < width + 32) ? bar.height + 40 : 16) + root.hintSpace
    }
    QualityToasts {
        id: toasts
        objectName: "qualityToasts"
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.rightMargin: root.gap + (root.room?.panelWidth ?? 0)
        anchors.bottomMargin: Math.max(root.noticeSpace, own.visible && own.atEnd && own.atBottom ? root.height - own.homeY + root.gap : bar.height + 40 + root.hintSpace)
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
        y: root.controlsShown ? parent.height - height - root.gap - (root.narrow ? 0 : 8) : parent.height + 8
        narrow: root.narrow
        roomy: root.roomy
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
        CallPanels {
            id: panels
            anchors.fill: parent
            app: root.app
            room: root.width
            roomAbove: root.height - bar.height - root.gap - Theme.huge
            inRoom: root.inRoom
            narrow: root.narrow
            roomy: root.roomy
            fullScreen: root.fullScreen
            onCheckRequested: root.checkRequested()
            onChosen: name => root.choose(name)
        }
    }
    CallShortcuts {
        app: root.app
        fullScreen: root.fullScreen
        inRoom: root.inRoom
        onFullScreenToggled: root.fullScreenToggled()
        onPanelToggled: name => root.togglePanel(name)
        onShareRequested: root.toggleSharing()
    }
    ShareDialog {
        id: share
        objectName: "shareDialog"
        sharing: root.sharing
    }
    Loader {
        active: root.small.shown
        sourceComponent: SmallWindow {
            app: root.app
            onReturned: {
                root.small.close()
                root.returnRequested()
            }
        }
    }
}
