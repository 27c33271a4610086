import QtQuick
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls/fields"
import "../controls/marks"
import "../controls/messages"

// Whether Ahoy is there when its window is not, and how a call is told of then.
SettingsCard {
    id: root

    required property DesktopViewModel desktop

    heading: qsTr("On your desktop")

    Toggle {
        objectName: "keepsRunning"
        Layout.fillWidth: true
        text: qsTr("Stay reachable when the window is closed")
        detail: root.desktop.trayReason !== "" ? root.desktop.trayReason : qsTr("Ahoy goes on in the tray. Quit in the menu of its icon ends it, and so does Ctrl+Q.")
        enabled: root.desktop.trayReason === ""
        checked: root.desktop.keepsRunning
        onToggled: root.desktop.setKeepsRunning(checked)
    }
    Toggle {
        objectName: "startsAtLogin"
        Layout.fillWidth: true
        text: qsTr("Start when I log in")
        detail: root.desktop.trayReason !== "" ? qsTr("Its window is made small then.") : qsTr("Without a window, in the tray.")
        checked: root.desktop.startsAtLogin
        onToggled: {
            root.desktop.setStartsAtLogin(checked)
            checked = Qt.binding(() => root.desktop.startsAtLogin)
        }
    }
    Toggle {
        objectName: "ringsWhenClosed"
        Layout.fillWidth: true
        text: qsTr("Ring when Ahoy does not run")
        detail: root.desktop.ringsReason !== "" ? root.desktop.ringsReason : qsTr("A small program waits for calls, from login on. It shows who calls, and opens Ahoy when you answer.")
        enabled: root.desktop.ringsReason === ""
        checked: root.desktop.ringsWhenClosed
        onToggled: root.desktop.setRingsWhenClosed(checked)
    }
    Message {
        objectName: "loginProblem"
        Layout.fillWidth: true
        visible: root.desktop.loginProblem !== ""
        kind: "error"
        text: root.desktop.loginProblem
    }
    Heading {
        Layout.fillWidth: true
        Layout.topMargin: Theme.small
        wrapMode: Text.Wrap
        kind: "field"
        text: qsTr("When somebody calls while I use another program")
    }
    ColumnLayout {
        Layout.fillWidth: true
        spacing: 0
        Accessible.role: Accessible.Grouping
        Accessible.name: qsTr("When somebody calls while I use another program")

        RadioRow {
            objectName: "noticeAutomatic"
            Layout.fillWidth: true
            text: qsTr("As fits this desktop")
            detail: qsTr("A card where Ahoy may put one in front, else a notification. Neither takes the keyboard from you.")
            checked: root.desktop.callNotice === "automatic"
            onClicked: root.desktop.chooseCallNotice("automatic")
        }
        RadioRow {
            objectName: "noticeCard"
            Layout.fillWidth: true
            text: qsTr("A card above all windows")
            detail: qsTr("On the screen where the pointer is.")
            checked: root.desktop.callNotice === "card"
            onClicked: root.desktop.chooseCallNotice("card")
        }
        RadioRow {
            objectName: "noticeNotification"
            Layout.fillWidth: true
            text: qsTr("A notification of the desktop")
            detail: root.desktop.notificationReason !== "" ? root.desktop.notificationReason : qsTr("With buttons to answer and to decline, where the desktop shows such.")
            checked: root.desktop.callNotice === "notification"
            onClicked: root.desktop.chooseCallNotice("notification")
        }
        RadioRow {
            objectName: "noticeBoth"
            Layout.fillWidth: true
            text: qsTr("Both")
            detail: qsTr("A card, and a notification that stays as long as it rings.")
            checked: root.desktop.callNotice === "both"
            onClicked: root.desktop.chooseCallNotice("both")
        }
    }
    Toggle {
        objectName: "tellsMissed"
        Layout.fillWidth: true
        text: qsTr("Tell me of missed calls")
        detail: root.desktop.notificationReason !== "" ? root.desktop.notificationReason : qsTr("By a notification, with a button to call back.")
        enabled: root.desktop.notificationReason === ""
        checked: root.desktop.tellsMissed
        onToggled: root.desktop.setTellsMissed(checked)
    }
}
