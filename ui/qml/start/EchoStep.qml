import QtQuick
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls/buttons"
import "../controls/marks"

// The first call: it shows that everything works, and cannot go wrong with anybody.
ColumnLayout {
    id: root

    required property AppViewModel app
    readonly property FirstRunViewModel run: app.firstRun

    spacing: Theme.normal

    Rectangle {
        Layout.alignment: Qt.AlignHCenter
        Layout.preferredWidth: 88
        Layout.preferredHeight: 88
        radius: width / 2
        color: Theme.selected

        Glyph {
            anchors.centerIn: parent
            name: "echo"
            size: 44
            colour: Theme.accent
        }
    }
    PageTitle {
        Layout.fillWidth: true
        horizontalAlignment: Text.AlignHCenter
        text: qsTr("Your first call")
    }
    Label {
        Layout.fillWidth: true
        horizontalAlignment: Text.AlignHCenter
        text: qsTr("The echo test repeats what you say and shows what you show. It opens your microphone, and your camera in a video call.")
        color: Theme.subtle
        wrapMode: Text.Wrap
    }
    PushButton {
        objectName: "echoStart"
        Layout.fillWidth: true
        least: Theme.input
        kind: "primary"
        glyph: "video"
        text: qsTr("Call the echo test")
        reason: root.run.canCall ? "" : root.run.standing
        onClicked: if (reason === "") root.run.callEcho(true)
        Component.onCompleted: forceActiveFocus()
    }
    PushButton {
        objectName: "echoVoice"
        Layout.fillWidth: true
        glyph: "phone"
        text: qsTr("With sound alone")
        reason: root.run.canCall ? "" : root.run.standing
        onClicked: if (reason === "") root.run.callEcho(false)
    }
    Label {
        objectName: "echoStanding"
        Layout.fillWidth: true
        visible: root.run.standing !== ""
        horizontalAlignment: Text.AlignHCenter
        text: root.run.standing
        color: Theme.subtle
        font.pixelSize: Theme.detail
        wrapMode: Text.Wrap
    }
    PushButton {
        objectName: "echoLater"
        Layout.fillWidth: true
        kind: "quiet"
        text: qsTr("Not now")
        onClicked: root.run.next()
    }
}
