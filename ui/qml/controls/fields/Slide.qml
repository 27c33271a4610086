import QtQuick
import QtQuick.Templates as T
import "../../theme"
import "../marks"

// A quantity between two ends, with its name and its present value as percent. `chosen` tells what the person set.
Column {
    id: root

    required property string name
    required property string glyph
    property real value: 0
    property alias from: slider.from
    property alias to: slider.to
    property alias step: slider.stepSize
    property alias slider: slider
    // How it looks under the mouse and with the keyboard; a gallery sets them.
    property bool hot: slider.hovered
    property bool ringed: slider.visualFocus

    signal chosen(real value)

    spacing: Theme.line
    opacity: enabled ? 1 : 0.45

    Item {
        width: root.width
        height: Math.max(Theme.forText(20), title.implicitHeight)

        Label {
            id: title
            anchors.left: parent.left
            anchors.right: share.left
            anchors.rightMargin: Theme.small
            text: root.name
            wrapMode: Text.Wrap
            lineHeight: 1
            font.pixelSize: Theme.detail
            font.weight: Font.Medium
            Accessible.ignored: true
        }
        Label {
            id: share
            anchors.right: parent.right
            text: qsTr("%1 %").arg(Math.round(slider.value * 100))
            color: Theme.subtle
            font.pixelSize: Theme.detail
            font.features: { "tnum": 1 }
            Accessible.ignored: true
        }
    }
    T.Slider {
        id: slider
        width: root.width
        implicitHeight: Theme.forSign(32)
        leftPadding: mirrored ? 0 : lead.width + Theme.snug
        rightPadding: mirrored ? lead.width + Theme.snug : 0
        from: 0
        to: 1
        stepSize: 0.05
        snapMode: T.Slider.SnapAlways
        focusPolicy: Qt.StrongFocus
        hoverEnabled: true
        Accessible.name: root.name
        Accessible.description: qsTr("%1 percent").arg(Math.round(value * 100))
        onMoved: root.chosen(value)

        Binding {
            // Under the finger it follows nothing else.
            target: slider
            property: "value"
            value: root.value
            when: !slider.pressed
            restoreMode: Binding.RestoreNone
        }

        Glyph {
            id: lead
            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
            name: root.glyph
            size: Theme.iconControl
            colour: Theme.subtle
        }
        background: Rectangle {
            x: slider.leftPadding
            y: (slider.height - height) / 2
            width: slider.availableWidth
            height: 4
            radius: 2
            color: Theme.pressed

            Rectangle {
                x: slider.mirrored ? parent.width - width : 0
                width: slider.position * parent.width
                height: parent.height
                radius: 2
                color: Theme.accent
            }
        }
        handle: Rectangle {
            x: slider.leftPadding + slider.visualPosition * (slider.availableWidth - width)
            y: (slider.height - height) / 2
            width: Theme.forSign(18)
            height: width
            radius: width / 2
            color: slider.pressed ? Theme.accentPressed : root.hot ? Theme.accentHover : Theme.accent

            FocusRing {
                around: parent.width / 2
                shown: root.ringed
            }
        }
    }
}
