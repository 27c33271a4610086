pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Ahoy
import "../../theme"
import "../../controls/buttons"
import "../../controls/devices"
import "../../controls/fields"
import "../../controls/marks"
import "../../controls/panels"

// A number is made up here: pressed, typed or pasted; what it is stands below it.
FocusScope {
    id: root

    required property AppViewModel app
    readonly property DialPadViewModel pad: app.dialPad

    function take(): void {
        const atEnd = field.field.cursorPosition === field.text.length
        root.pad.type(field.text, atEnd)
        field.text = root.pad.text
    }

    Component.onCompleted: {
        pad.look(true)
        field.text = pad.text
        field.field.forceActiveFocus()
    }
    Component.onDestruction: pad.look(false)
    Connections {
        target: root.pad
        function onTextChanged() {
            if (field.text !== root.pad.text)
                field.text = root.pad.text
        }
    }
    Flickable {
        id: page
        anchors.fill: parent
        anchors.leftMargin: Theme.normal
        anchors.rightMargin: Theme.normal
        contentHeight: column.implicitHeight + Theme.normal
        boundsBehavior: Flickable.StopAtBounds
        interactive: contentHeight > height
        clip: true

        ColumnLayout {
            id: column
            width: Math.min(page.width, Theme.forText(340))
            x: (page.width - width) / 2
            spacing: Theme.small

            PushButton {
                objectName: "countryButton"
                Layout.fillWidth: true
                Layout.maximumWidth: implicitWidth
                Layout.alignment: Qt.AlignHCenter
                kind: "quiet"
                least: Theme.compact
                text: root.pad.country === "" ? qsTr("Choose your country") : qsTr("%1 %2").arg(root.pad.country).arg(root.pad.countryCode)
                tip: qsTr("Numbers that name no country are taken for numbers of this one")
                onClicked: countries.open()
            }
            InputField {
                id: field
                objectName: "keypadField"
                Layout.fillWidth: true
                hint: qsTr("Type or paste a number")
                limit: 255
                toolRoom: Theme.forSign(40)
                field.horizontalAlignment: TextInput.AlignHCenter
                field.font.pixelSize: Theme.subheading
                field.Accessible.name: qsTr("Number to call")
                field.Accessible.description: root.pad.line
                onEdited: root.take()
                onAccepted: root.pad.call(false)

                IconButton {
                    objectName: "keypadBackspace"
                    parent: field.field
                    anchors.right: parent.right
                    anchors.rightMargin: Theme.hair
                    anchors.verticalCenter: parent.verticalCenter
                    visible: field.text !== ""
                    glyph: "back"
                    size: 36
                    text: qsTr("Take the last digit away; hold to empty the field")
                    onPressAndHold: root.pad.clear()
                    onClicked: root.pad.backspace()
                }
            }
            Label {
                objectName: "keypadWords"
                Layout.fillWidth: true
                Layout.minimumHeight: Theme.forText(18)
                horizontalAlignment: Text.AlignHCenter
                text: root.pad.reason !== "" ? root.pad.reason : root.pad.name !== "" ? qsTr("%1 · %2").arg(root.pad.name).arg(root.pad.line) : root.pad.line
                color: root.pad.reason !== "" ? Theme.warn : Theme.subtle
                font.pixelSize: Theme.detail
                wrapMode: Text.Wrap
            }
            Label {
                objectName: "keypadNote"
                Layout.fillWidth: true
                visible: text !== ""
                horizontalAlignment: Text.AlignHCenter
                text: root.pad.note
                color: Theme.subtle
                font.pixelSize: Theme.caption
                wrapMode: Text.Wrap
            }
            GridLayout {
                // A telephone has its 1 on the left everywhere.
                LayoutMirroring.enabled: false
                Layout.fillWidth: true
                columns: 3
                columnSpacing: Theme.small
                rowSpacing: Theme.small

                Repeater {
                    model: root.pad.keys

                    KeyButton {
                        required property string modelData
                        objectName: "pad" + modelData.charAt(0)
                        Layout.fillWidth: true
                        digit: modelData.charAt(0)
                        letters: modelData.slice(1)
                        focusPolicy: Qt.TabFocus
                        onClicked: root.pad.press(digit)
                        onPressAndHold: root.pad.hold(digit)
                    }
                }
            }
            Picker {
                objectName: "padAccount"
                Layout.fillWidth: true
                visible: root.app.accounts.count > 0
                picker: root.app.accounts.picker
                name: qsTr("Call numbers by")
                glyph: "phone"
            }
            RowLayout {
                Layout.fillWidth: true
                Layout.topMargin: Theme.hair
                spacing: Theme.small

                PushButton {
                    objectName: "padCall"
                    Layout.fillWidth: true
                    least: Theme.input
                    kind: "primary"
                    glyph: "phone"
                    text: qsTr("Call")
                    reason: root.pad.text === "" ? qsTr("Type a number first.") : root.pad.reason
                    onClicked: if (reason === "") root.pad.call(false)
                }
                IconButton {
                    objectName: "padVideo"
                    visible: !root.pad.soundOnly
                    size: 44
                    kind: "soft"
                    ink: Theme.accent
                    glyph: "video"
                    text: qsTr("Video call")
                    reason: root.pad.reason
                    onClicked: if (usable) root.pad.call(true)
                }
                IconButton {
                    objectName: "padPaste"
                    size: 44
                    kind: "soft"
                    glyph: "copy"
                    text: qsTr("Paste a number")
                    onClicked: root.pad.paste()
                }
            }
        }
    }
    FocusFollower {
        page: page
    }
    CountryDialog {
        id: countries
        pad: root.pad
    }
}
