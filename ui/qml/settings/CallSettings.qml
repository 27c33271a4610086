import QtQuick
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls/fields"
import "../controls/marks"

// Whom to ring for, and what a second caller meets.
SettingsCard {
    id: root

    required property ProfileViewModel profile
    required property DesktopViewModel desktop

    heading: qsTr("Calls")

    Toggle {
        objectName: "doNotDisturbToggle"
        Layout.fillWidth: true
        text: qsTr("Do not disturb")
        detail: qsTr("Nobody rings here. Callers hear busy, and their calls are listed as missed.")
        checked: root.profile.doNotDisturb
        onToggled: root.profile.setDoNotDisturb(checked)
    }
    QuietHours {
        Layout.fillWidth: true
        desktop: root.desktop
        room: root.width - 2 * Theme.roomy
    }
    Heading {
        Layout.fillWidth: true
        Layout.topMargin: Theme.small
        kind: "field"
        text: qsTr("When somebody calls during a call")
        wrapMode: Text.Wrap
    }
    ColumnLayout {
        Layout.fillWidth: true
        spacing: 0
        Accessible.role: Accessible.Grouping
        Accessible.name: qsTr("When somebody calls during a call")

        RadioRow {
            objectName: "policyAsk"
            Layout.fillWidth: true
            text: qsTr("Ask me quietly")
            detail: qsTr("A card appears over the call, with a soft tone. The present call goes on until you choose.")
            checked: root.profile.busyPolicy === "ask"
            onClicked: root.profile.setBusyPolicy("ask")
        }
        RadioRow {
            objectName: "policyReject"
            Layout.fillWidth: true
            text: qsTr("Say that I am busy")
            detail: qsTr("The caller hears busy at once; the call is listed as missed.")
            checked: root.profile.busyPolicy === "reject"
            onClicked: root.profile.setBusyPolicy("reject")
        }
        RadioRow {
            objectName: "policyRing"
            Layout.fillWidth: true
            text: qsTr("Ring as always")
            detail: qsTr("The second call rings as loudly as a first one.")
            checked: root.profile.busyPolicy === "ring"
            onClicked: root.profile.setBusyPolicy("ring")
        }
    }
}
