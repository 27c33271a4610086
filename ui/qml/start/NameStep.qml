import QtQuick
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls/buttons"
import "../controls/fields"
import "../controls/marks"

// Who are you?
ColumnLayout {
    id: root

    required property FirstRunViewModel run

    function go(): void {
        if (!run.next())
            name.field.forceActiveFocus()
    }

    spacing: Theme.normal

    Image {
        Layout.preferredWidth: 56
        Layout.preferredHeight: 56
        sourceSize: Qt.size(112, 112)
        source: "../../../resources/icons/ahoy.svg"
        Accessible.ignored: true
    }
    PageTitle {
        Layout.fillWidth: true
        text: qsTr("Welcome to Ahoy")
    }
    Label {
        Layout.fillWidth: true
        text: qsTr("Call people on this network, or the echo test, right away. No account needed.")
        color: Theme.subtle
        wrapMode: Text.Wrap
    }
    InputField {
        id: name
        objectName: "nameField"
        Layout.fillWidth: true
        Layout.topMargin: Theme.small
        label: qsTr("Your name")
        hint: qsTr("The name that others see")
        text: root.run.name
        problem: root.run.problem
        limit: 60
        field.focus: true
        onEdited: root.run.setName(text)
        onAccepted: root.go()
        Component.onCompleted: field.forceActiveFocus()
    }
    PushButton {
        objectName: "beginButton"
        Layout.fillWidth: true
        least: Theme.input
        kind: "primary"
        text: qsTr("Next")
        onClicked: root.go()
    }
    PushButton {
        objectName: "skipButton"
        Layout.fillWidth: true
        kind: "quiet"
        text: qsTr("Skip the other steps")
        onClicked: if (!root.run.skip()) name.field.forceActiveFocus()
    }
    Label {
        Layout.fillWidth: true
        text: qsTr("Without them Ahoy uses microphone and camera in calls only, tells you of calls, and shows your name to people on this network. All of it can be changed in the settings.")
        color: Theme.faint
        font.pixelSize: Theme.caption
        wrapMode: Text.Wrap
    }
}
