import QtQuick
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls/buttons"
import "../controls/fields"
import "../controls/marks"

// What an account at a provider is made of.
ColumnLayout {
    id: root

    required property AccountsViewModel accounts
    required property string key
    property string way: ""

    signal done

    function fill(to: string, user: string, name: string, transport: string, through: string, asks: string): void {
        address.text = to
        authUser.text = user
        displayName.text = name
        way = transport
        proxy.text = through
        stun.text = asks
        password.text = ""
    }

    function begin(): void {
        address.field.forceActiveFocus()
    }

    function save(): void {
        if (accounts.save(key, address.text, password.text, authUser.text, displayName.text, way, proxy.text, stun.text)) {
            password.text = ""
            done()
        }
    }

    spacing: Theme.medium

    InputField {
        id: address
        objectName: "providerAddress"
        Layout.fillWidth: true
        label: qsTr("Address")
        hint: "alice@example.org"
        limit: 255
        onAccepted: root.save()
    }
    InputField {
        id: password
        objectName: "providerPassword"
        Layout.fillWidth: true
        label: root.key === "" ? qsTr("Password") : qsTr("Password (empty: as it was)")
        secret: true
        limit: 128
        onAccepted: root.save()
    }
    GridLayout {
        Layout.fillWidth: true
        columns: root.width < Theme.forText(420) ? 1 : 2
        columnSpacing: Theme.medium
        rowSpacing: Theme.medium

        InputField {
            id: displayName
            objectName: "providerName"
            Layout.fillWidth: true
            Layout.preferredWidth: 100
            label: qsTr("Name that others see")
            limit: 60
            onAccepted: root.save()
        }
        InputField {
            id: authUser
            objectName: "providerUser"
            Layout.fillWidth: true
            Layout.preferredWidth: 100
            label: qsTr("User name (if not the address's)")
            limit: 128
            onAccepted: root.save()
        }
    }
    GridLayout {
        Layout.fillWidth: true
        columns: root.width < Theme.forText(420) ? 1 : 2
        columnSpacing: Theme.medium
        rowSpacing: Theme.medium

        InputField {
            id: proxy
            objectName: "providerProxy"
            Layout.fillWidth: true
            Layout.preferredWidth: 100
            label: qsTr("Outbound proxy (if there is one)")
            hint: "proxy.example.org"
            limit: 255
            onAccepted: root.save()
        }
        InputField {
            id: stun
            objectName: "providerStun"
            Layout.fillWidth: true
            Layout.preferredWidth: 100
            label: qsTr("STUN server (if there is one)")
            hint: "stun.example.org:3478"
            limit: 255
            onAccepted: root.save()
        }
    }
    Label {
        Layout.fillWidth: true
        text: qsTr("Transport")
        font.pixelSize: Theme.detail
        font.weight: Font.Medium
        Accessible.ignored: true
    }
    SegmentedChoice {
        objectName: "providerTransport"
        Layout.fillWidth: true
        Layout.maximumWidth: 420
        name: qsTr("Transport")
        value: root.way
        options: [
            { value: "", text: qsTr("Automatic") },
            { value: "udp", text: "UDP" },
            { value: "tcp", text: "TCP" },
            { value: "tls", text: "TLS" }
        ]
        onChosen: value => root.way = value
    }
    Label {
        objectName: "providerProblem"
        Layout.fillWidth: true
        visible: root.accounts.problem !== ""
        text: root.accounts.problem
        color: Theme.bad
        font.pixelSize: Theme.detail
        wrapMode: Text.Wrap
        Accessible.role: Accessible.AlertMessage
    }
    ButtonRow {

        PushButton {
            objectName: "providerSave"
            kind: "primary"
            text: root.key === "" ? qsTr("Add") : qsTr("Save")
            onClicked: root.save()
        }
        PushButton {
            objectName: "providerCancel"
            text: qsTr("Cancel")
            onClicked: root.done()
        }
    }
}
