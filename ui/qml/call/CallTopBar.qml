import QtQuick
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls"

// Who, since when, and what is not as it should be.
Item {
    id: root

    required property CallViewModel call

    implicitHeight: 96

    Rectangle {
        anchors.fill: parent
        gradient: Gradient {
            GradientStop { position: 0; color: "#a6060a0d" }
            GradientStop { position: 1; color: "#00060a0d" }
        }
    }
    RowLayout {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.normal
        spacing: Theme.medium

        Avatar {
            size: 36
            initials: root.call.initials
            colour: root.call.colour
            glyph: root.call.address === "echo" ? "echo" : ""
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            Label {
                Layout.fillWidth: true
                text: root.call.name
                color: Theme.stageText
                strong: true
                font.pixelSize: 15
            }
            Label {
                objectName: "callClock"
                text: root.call.clock
                color: Theme.stageSubtle
                font.pixelSize: 13
                font.features: { "tnum": 1 }
                Accessible.name: qsTr("Call time %1").arg(root.call.clock)
            }
        }
    }
}
