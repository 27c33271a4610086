pragma ComponentBehavior: Bound
import QtQuick
import Ahoy
import "../theme"
import "../controls"

// A call, from dialling to hanging up.
FocusScope {
    id: root

    required property AppViewModel app
    readonly property CallViewModel call: app.active
    property bool fullScreen: false
    readonly property bool restless: !call.established || !remote.hasPicture || menu.visible || app.incoming.exists
    readonly property bool controlsShown: restless || idle.running

    property int patience: 3500
    property point pointer: Qt.point(-1, -1)

    signal fullScreenToggled

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
        function onEstablishedChanged() { idle.restart() }
        function onMutedChanged() { idle.restart() }
        function onShowsSelfChanged() { idle.restart() }
    }
    Window.onActiveFocusItemChanged: idle.restart()

    Rectangle {
        anchors.fill: parent
        gradient: Gradient {
            GradientStop { position: 0; color: remote.hasPicture ? Theme.stage : "#16222b" }
            GradientStop { position: 1; color: Theme.stage }
        }
    }
    Picture {
        id: remote
        objectName: "remotePicture"
        anchors.fill: parent
        pictures: root.app.pictures
        name: root.call.callId === "" ? "" : root.call.callId + "/incoming"
        active: root.call.established && root.call.showsRemote
        onHasPictureChanged: idle.restart()
        Accessible.name: qsTr("Picture of %1").arg(root.call.name)
    }
    TapHandler {
        onDoubleTapped: root.fullScreenToggled()
    }
    CallingPane {
        anchors.horizontalCenter: parent.horizontalCenter
        y: (parent.height - height) / 2 - 32
        width: parent.width - 64
        compact: parent.height < 640
        visible: !remote.hasPicture
        call: root.call
    }
    CallTopBar {
        x: Theme.normal
        y: Theme.normal
        width: Math.min(implicitWidth, (root.width - Math.max(badges.width, waiting.atTop ? waiting.width : 0)) / 2 - 32)
        call: root.call
        visible: root.call.established && opacity > 0
        opacity: root.controlsShown ? 1 : 0

        Behavior on opacity {
            NumberAnimation { duration: Theme.calm }
        }
    }
    Column {
        id: badges
        anchors.horizontalCenter: parent.horizontalCenter
        y: waiting.visible ? waiting.y + waiting.height + Theme.medium : Theme.normal + 4
        spacing: Theme.small

        Badge {
            objectName: "connectionBadge"
            anchors.horizontalCenter: parent.horizontalCenter
            visible: root.call.connection !== ""
            kind: "warning"
            glyph: "warning"
            text: root.call.connection
        }
        Badge {
            objectName: "stalledBadge"
            anchors.horizontalCenter: parent.horizontalCenter
            visible: remote.stalled && root.call.connection === ""
            kind: "warning"
            glyph: "warning"
            text: qsTr("The picture of %1 has stopped").arg(root.call.name)
        }
        Repeater {
            model: [root.app.devices.microphone.problem, root.app.devices.speaker.problem,
                root.call.video ? root.app.devices.camera.problem : ""]

            Badge {
                required property string modelData
                anchors.horizontalCenter: parent?.horizontalCenter
                visible: modelData !== "" && root.call.established
                kind: "stage"
                glyph: "warning"
                text: modelData
            }
        }
        Badge {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: root.call.muted && !root.controlsShown
            kind: "stage"
            glyph: "mic-off"
            text: qsTr("You are muted")
        }
        Badge {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: root.call.remoteMuted
            kind: "stage"
            glyph: "mic-off"
            text: qsTr("%1 is muted").arg(root.call.name)
        }
        Badge {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: root.call.withoutMicrophone && root.call.established && root.app.devices.microphone.problem === ""
            kind: "stage"
            glyph: "mic-off"
            text: qsTr("No microphone: others cannot hear you")
        }
        Badge {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: root.call.withoutCamera && root.call.video && root.call.established && root.app.devices.camera.problem === ""
            kind: "stage"
            glyph: "video-off"
            text: qsTr("No camera: others cannot see you")
        }
    }
    SelfView {
        objectName: "selfView"
        app: root.app
        visible: root.call.showsSelf
        topSpace: root.controlsShown || waiting.visible ? 80 : 16
        bottomSpace: root.controlsShown && bar.x < width + 32 ? 116 : 16
    }
    CallControls {
        id: bar
        anchors.horizontalCenter: parent.horizontalCenter
        y: root.controlsShown ? parent.height - height - Theme.large : parent.height + 8
        call: root.call
        fullScreen: root.fullScreen
        menuOpen: menu.visible
        visible: y < parent.height
        onMenuToggled: menu.visible ? menu.close() : menu.open()
        onFullScreenToggled: root.fullScreenToggled()

        Behavior on y {
            NumberAnimation { duration: Theme.calm; easing.type: Easing.OutCubic }
        }
        DeviceMenu {
            id: menu
            app: root.app
            muted: root.call.muted
            x: (bar.width - width) / 2
            y: -height - Theme.medium
        }
    }
    WaitingBanner {
        id: waiting
        readonly property bool atTop: visible && root.width >= 1040

        anchors.horizontalCenter: parent.horizontalCenter
        y: root.width < 1040 ? 76 : Theme.normal
        width: Math.min(560, parent.width - 32)
        app: root.app
    }
    CallShortcuts {
        app: root.app
        fullScreen: root.fullScreen
        onFullScreenToggled: root.fullScreenToggled()
        onMenuToggled: menu.visible ? menu.close() : menu.open()
    }
}
