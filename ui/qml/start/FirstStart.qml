pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls/buttons"
import "../controls/panels"

// The first minute, step by step. Nothing is used or announced before its step has said why.
Rectangle {
    id: root

    required property AppViewModel app
    readonly property FirstRunViewModel run: app.firstRun

    signal checkRequested

    color: Theme.window

    Connections {
        target: root.run
        function onStepChanged() {
            page.contentY = 0
        }
    }
    Shortcut {
        sequence: "Escape"
        enabled: root.run.isRepeated && !root.app.incoming.exists
        onActivated: root.run.close()
    }
    RowLayout {
        id: header
        x: Theme.normal
        width: parent.width - 2 * x
        height: Theme.head
        spacing: Theme.small

        IconButton {
            objectName: "stepBack"
            visible: root.run.number > 1
            glyph: "back"
            text: qsTr("The step before")
            onClicked: root.run.back()
        }
        Item {
            Layout.fillWidth: true
        }
        Row {
            spacing: Theme.small
            Accessible.role: Accessible.StaticText
            Accessible.name: qsTr("Step %1 of %2").arg(root.run.number).arg(root.run.steps)

            Repeater {
                model: root.run.steps

                Rectangle {
                    required property int index
                    width: index + 1 === root.run.number ? 24 : 8
                    height: 8
                    radius: Theme.signCorner
                    color: index < root.run.number ? Theme.accent : Theme.strongOutline
                }
            }
        }
        Item {
            Layout.fillWidth: true
        }
        IconButton {
            objectName: "closeSteps"
            visible: root.run.isRepeated
            glyph: "close"
            text: qsTr("Leave it as it was")
            keys: "Esc"
            onClicked: root.run.close()
        }
    }
    Flickable {
        id: page
        anchors.top: header.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        contentHeight: Math.max(height, loader.height + Theme.huge)
        boundsBehavior: Flickable.StopAtBounds
        interactive: contentHeight > height
        clip: true

        Loader {
            id: loader
            width: Math.min(parent.width - (root.width < 640 ? 32 : 80), root.run.step === "devices" && root.width >= 760 ? 880 : 440)
            x: (parent.width - width) / 2
            y: Math.max(0, (page.height - height) * 0.4)
            height: (item as Item)?.implicitHeight ?? 0
            sourceComponent: {
                switch (root.run.step) {
                case "devices": return devices
                case "reach": return reach
                case "echo": return echo
                }
                return name
            }
        }
    }
    FocusFollower {
        page: page
    }
    Component {
        id: name
        NameStep {
            run: root.run
        }
    }
    Component {
        id: devices
        DevicesStep {
            app: root.app
            onCheckRequested: root.checkRequested()
        }
    }
    Component {
        id: reach
        ReachStep {
            app: root.app
        }
    }
    Component {
        id: echo
        EchoStep {
            app: root.app
        }
    }
}
