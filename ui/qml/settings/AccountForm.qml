import QtQuick
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls/buttons"
import "../controls/fields"
import "../controls/marks"

// An account at somebody else's SIP server.
ColumnLayout {
    id: root

    required property ServiceViewModel service

    function use(): void {
        if (service.useAccount(url.text, user.text, password.text, domain.text))
            password.text = ""
    }

    spacing: Theme.medium

    Label {
        Layout.fillWidth: true
        text: qsTr("An account that a telephone company or your own server gave you. It must be reachable over WebSocket. The password is kept in the key store of this machine.")
        color: Theme.subtle
        font.pixelSize: Theme.detail
        wrapMode: Text.Wrap
    }
    InputField {
        id: url
        objectName: "accountUrl"
        Layout.fillWidth: true
        label: qsTr("Server address")
        hint: "wss://sip.example.org:7443/ws"
        text: root.service.foreign ? root.service.url : ""
        onAccepted: root.use()
    }
    GridLayout {
        Layout.fillWidth: true
        columns: root.width < Theme.forText(420) ? 1 : 2
        columnSpacing: Theme.medium
        rowSpacing: Theme.medium

        InputField {
            id: user
            objectName: "accountUser"
            Layout.fillWidth: true
            Layout.preferredWidth: 100
            label: qsTr("User name")
            limit: 255
            onAccepted: root.use()
        }
        InputField {
            id: domain
            objectName: "accountDomain"
            Layout.fillWidth: true
            Layout.preferredWidth: 100
            label: qsTr("Domain (if not the server's)")
            hint: "example.org"
            limit: 255
            onAccepted: root.use()
        }
    }
    InputField {
        id: password
        objectName: "accountPassword"
        Layout.fillWidth: true
        label: qsTr("Password")
        secret: true
        onAccepted: root.use()
    }
    Label {
        objectName: "accountProblem"
        Layout.fillWidth: true
        visible: root.service.problem !== ""
        text: root.service.problem
        color: Theme.bad
        font.pixelSize: Theme.detail
        wrapMode: Text.Wrap
        Accessible.role: Accessible.AlertMessage
    }
    PushButton {
        objectName: "accountUse"
        Layout.fillWidth: true
        Layout.maximumWidth: implicitWidth
        kind: "primary"
        text: qsTr("Use this account")
        onClicked: root.use()
    }
}
