pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Ahoy
import "../../theme"
import "../../controls/buttons"
import "../../controls/fields"
import "../../controls/marks"
import "../../controls/panels"

// Telephone keys: clicked, typed or pasted.
Panel {
    id: root

    required property KeypadViewModel keypad
    property bool extended: false
    property real roomAbove: 480

    title: qsTr("Keypad")
    implicitWidth: Math.min(extended ? 336 : 272, room - 16)
    implicitHeight: Math.min(roomAbove, column.implicitHeight + topPadding + bottomPadding)

    contentItem: Flickable {
        id: page
        clip: true
        focus: true
        contentWidth: width
        contentHeight: column.implicitHeight
        boundsBehavior: Flickable.StopAtBounds
        interactive: contentHeight > height
        T.ScrollBar.vertical: Scroller {}

        Keys.onPressed: event => {
            if (event.matches(StandardKey.Paste)) {
                root.keypad.paste()
                event.accepted = true
            } else if (!(event.modifiers & (Qt.ControlModifier | Qt.AltModifier | Qt.MetaModifier))) {
                event.accepted = root.keypad.typed(event.text)
            }
        }

        ColumnLayout {
            id: column
            width: page.width
            spacing: Theme.small

            Label {
                objectName: "keysSent"
                Layout.fillWidth: true
                Layout.minimumHeight: Math.max(Theme.forText(32), hint.visible ? hint.implicitHeight : 0)
                text: root.keypad.sent
                font.pixelSize: Theme.subheading
                font.features: { "tnum": 1 }
                elide: Text.ElideLeft
                horizontalAlignment: Text.AlignHCenter
                Accessible.name: text === "" ? qsTr("No keys sent yet") : qsTr("Keys sent: %1").arg(text)

                Label {
                    id: hint
                    anchors.centerIn: parent
                    width: Math.min(implicitWidth, parent.width)
                    horizontalAlignment: Text.AlignHCenter
                    wrapMode: Text.Wrap
                    lineHeight: 1
                    visible: root.keypad.sent === ""
                    text: qsTr("Type or paste keys")
                    color: Theme.faint
                    Accessible.ignored: true
                }
            }
            Label {
                objectName: "keysWay"
                Layout.fillWidth: true
                visible: text !== ""
                text: root.keypad.way
                color: Theme.subtle
                font.pixelSize: Theme.caption
                wrapMode: Text.Wrap
                horizontalAlignment: Text.AlignHCenter
            }
            Label {
                objectName: "keysProblem"
                Layout.fillWidth: true
                visible: text !== ""
                text: root.keypad.reason !== "" ? root.keypad.reason : root.keypad.problem
                color: root.keypad.reason !== "" ? Theme.warn : Theme.bad
                font.pixelSize: Theme.detail
                wrapMode: Text.Wrap
                horizontalAlignment: Text.AlignHCenter
                Accessible.role: Accessible.AlertMessage
            }
            GridLayout {
                // A telephone has its 1 on the left everywhere.
                LayoutMirroring.enabled: false
                objectName: "keys"
                Layout.fillWidth: true
                columns: root.extended ? 4 : 3
                columnSpacing: Theme.small
                rowSpacing: Theme.small
                enabled: root.keypad.reason === ""

                Repeater {
                    model: root.extended ? root.keypad.allKeys : root.keypad.keys

                    KeyButton {
                        required property string modelData
                        objectName: "key" + modelData.charAt(0)
                        Layout.fillWidth: true
                        digit: modelData.charAt(0)
                        letters: modelData.slice(1)
                        onClicked: root.keypad.press(digit)
                    }
                }
            }
            Toggle {
                objectName: "keysExtended"
                Layout.fillWidth: true
                text: qsTr("A to D, and a pause")
                checked: root.extended
                onToggled: root.extended = checked
            }
        }
    }
}
