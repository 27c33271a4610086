import QtQuick
import Ahoy
import "../../theme"
import "../buttons"
import "../marks"

// The newest notice, for a few seconds.
Rectangle {
    id: toast

    required property NoticesViewModel notices
    property string text: ""
    property bool isError: false

    implicitWidth: row.implicitWidth + 2 * Theme.medium
    implicitHeight: Math.max(Theme.input, row.implicitHeight + 20)
    radius: Theme.tileCorner
    color: Theme.toast
    border.width: 1
    border.color: isError ? Theme.toastBadSign : Theme.toastRim
    opacity: notices.text === "" ? 0 : 1
    visible: opacity > 0
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text

    Behavior on opacity {
        NumberAnimation { duration: Theme.calm }
    }
    Connections {
        target: toast.notices
        function onTextChanged() {
            // The words stay while the toast fades out.
            if (toast.notices.text !== "") {
                toast.text = toast.notices.text
                toast.isError = toast.notices.isError
            }
        }
    }
    Row {
        id: row
        anchors.verticalCenter: parent.verticalCenter
        anchors.left: parent.left
        anchors.leftMargin: Theme.medium
        spacing: Theme.snug

        Glyph {
            name: toast.isError ? "warning" : "info"
            size: Theme.iconControl
            colour: toast.isError ? Theme.toastBadSign : Theme.toastSign
            anchors.verticalCenter: parent.verticalCenter
        }
        Label {
            text: toast.text
            color: Theme.toastText
            wrapMode: Text.Wrap
            width: Math.min(implicitWidth, 440, (toast.parent?.width ?? 600) - 124)
            Accessible.ignored: true
            anchors.verticalCenter: parent.verticalCenter
        }
        IconButton {
            glyph: "close"
            text: qsTr("Dismiss")
            size: 28
            glyphSize: 16
            ink: Theme.toastSubtle
            tipShown: false
            anchors.verticalCenter: parent.verticalCenter
            onClicked: toast.notices.dismiss()
        }
    }
}
