import QtQuick
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls/buttons"
import "../controls/devices"
import "../controls/fields"
import "../controls/marks"

// Finds people and dials whatever is typed.
ColumnLayout {
    id: root

    required property AppViewModel app

    signal wanted

    function dial(video: bool): void {
        if (app.dial(field.text, video)) {
            field.text = ""
            app.setFilterText("")
        }
    }

    // Groups a phone number while it is typed, but never what is edited in the middle.
    function typed(): void {
        const shown = root.app.asTyped(field.text)
        if (field.field.cursorPosition === field.text.length && shown !== field.text)
            field.text = shown
        root.app.setFilterText(field.text)
    }

    // From a link or a command: shown as it came, and called by nobody but the person.
    function fillIn(): void {
        const text = root.app.takeFilled()
        if (text === "")
            return
        root.wanted()
        field.text = text
        root.typed()
        field.field.forceActiveFocus()
    }

    spacing: Theme.tight

    Component.onCompleted: fillIn()

    Connections {
        target: root.app
        function onDialFilled() {
            root.fillIn()
        }
    }

    RowLayout {
        spacing: Theme.hair

        InputField {
            id: field
            objectName: "dialField"
            Layout.fillWidth: true
            Layout.rightMargin: Theme.hair
            glyph: "search"
            hint: qsTr("Name or number")
            field.Accessible.name: qsTr("Name, number or address to call")
            limit: 255
            onEdited: root.typed()
            onAccepted: root.dial(false)
        }
        IconButton {
            objectName: "dialCall"
            reason: root.app.dialReason
            glyph: "phone"
            text: qsTr("Call")
            keys: qsTr("Enter")
            kind: "soft"
            size: 40
            ink: Theme.accent
            onClicked: root.dial(false)
        }
        IconButton {
            objectName: "dialVideo"
            reason: root.app.dialReason !== "" ? root.app.dialReason : root.app.soundOnly ? qsTr("Calls to phone numbers have no picture.") : ""
            glyph: "video"
            text: qsTr("Video call")
            keys: "Ctrl+Enter"
            kind: "soft"
            size: 40
            ink: Theme.accent
            onClicked: root.dial(true)
        }
    }
    Label {
        Layout.fillWidth: true
        Layout.leftMargin: Theme.line
        visible: root.app.dialKind !== ""
        text: root.app.dialReason !== "" ? root.app.dialReason : root.app.dialKind + qsTr(" · Enter calls")
        color: root.app.dialReason !== "" ? Theme.warn : Theme.faint
        wrapMode: Theme.enlarged || root.app.dialReason !== "" ? Text.Wrap : Text.NoWrap
        font.pixelSize: Theme.caption
    }
    PushButton {
        objectName: "dialAsNumber"
        Layout.fillWidth: true
        Layout.maximumWidth: implicitWidth
        visible: root.app.numberChoice !== ""
        least: Theme.forText(32)
        text: qsTr("Call it as a phone number")
        onClicked: {
            field.text = root.app.numberChoice
            root.typed()
            field.field.forceActiveFocus()
        }
    }
    Picker {
        objectName: "callAccount"
        Layout.fillWidth: true
        visible: root.app.accounts.count > 0
        picker: root.app.accounts.picker
        name: qsTr("Call numbers by")
        glyph: "phone"
    }
    Shortcut {
        sequences: ["Ctrl+L", "Ctrl+F"]
        enabled: root.enabled && root.app.page === "home"
        onActivated: {
            root.wanted()
            field.field.forceActiveFocus()
        }
    }
    Shortcut {
        sequences: ["Ctrl+Return", "Ctrl+Enter"]
        enabled: field.field.activeFocus && !root.app.incoming.exists
        onActivated: root.dial(true)
    }
}
