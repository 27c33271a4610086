pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls/buttons"
import "../controls/fields"
import "../controls/marks"
import "../controls/messages"

// The call service: the one the app brings along, or one's own.
SettingsCard {
    id: root

    required property AppViewModel app
    property string choice: app.service.embedded ? "embedded" : app.service.foreign ? "account" : "own"
    property string tokens: "secret"

    function use(): void {
        const secretGiven = tokens === "secret"
        app.service.useOwn(url.text, user.text, key.text, secretGiven ? secret.text : "", secretGiven ? "" : tokenUrl.text)
    }

    heading: qsTr("Call service")
    detail: qsTr("Reaches everyone who uses the same service.")

    SegmentedChoice {
        objectName: "serviceChoice"
        Layout.fillWidth: true
        Layout.maximumWidth: 420
        name: qsTr("Call service")
        value: root.choice
        options: [
            { value: "embedded", text: qsTr("Built in"), glyph: "nearby" },
            { value: "own", text: qsTr("Your own"), glyph: "service" },
            { value: "account", text: qsTr("SIP account"), glyph: "phone" }
        ]
        onChosen: value => {
            root.choice = value
            root.app.service.forgetProblem()
            if (value === "embedded" && !root.app.service.embedded)
                root.app.service.useEmbedded()
        }
    }
    Label {
        Layout.fillWidth: true
        visible: root.choice === "embedded"
        text: qsTr("Runs on this machine: the echo test, and people on this network. No account.")
        color: Theme.subtle
        font.pixelSize: Theme.detail
        wrapMode: Text.Wrap
    }
    Message {
        Layout.fillWidth: true
        visible: !root.app.service.embedded && root.app.service.message !== ""
        kind: "error"
        text: root.app.service.message
    }
    ColumnLayout {
        objectName: "missingFeatures"
        Layout.fillWidth: true
        visible: missing.count > 0
        spacing: Theme.tight

        Heading {
            Layout.fillWidth: true
            kind: "field"
            text: qsTr("What this service cannot do")
            wrapMode: Text.Wrap
            lineHeight: 1
        }
        Repeater {
            id: missing
            model: root.app.service.missing

            RowLayout {
                id: lack
                required property string reason
                Layout.fillWidth: true
                spacing: Theme.small

                Glyph {
                    Layout.alignment: Qt.AlignTop
                    Layout.topMargin: Theme.line
                    name: "block"
                    size: 15
                    colour: Theme.faint
                }
                Label {
                    Layout.fillWidth: true
                    text: lack.reason
                    color: Theme.subtle
                    font.pixelSize: Theme.detail
                    wrapMode: Text.Wrap
                }
            }
        }
    }
    AccountForm {
        Layout.fillWidth: true
        visible: root.choice === "account"
        service: root.app.service
    }
    ColumnLayout {
        Layout.fillWidth: true
        visible: root.choice === "own"
        spacing: Theme.medium

        InputField {
            id: url
            objectName: "serviceUrl"
            Layout.fillWidth: true
            label: qsTr("Address")
            hint: "https://calls.example.org"
            text: root.app.service.embedded || root.app.service.foreign ? "" : root.app.service.url
        }
        GridLayout {
            Layout.fillWidth: true
            columns: root.width < Theme.forText(420) ? 1 : 2
            columnSpacing: Theme.medium
            rowSpacing: Theme.medium

            InputField {
                id: user
                objectName: "serviceUser"
                Layout.fillWidth: true
                Layout.preferredWidth: 100
                label: qsTr("User id")
                limit: 255
            }
            InputField {
                id: key
                objectName: "serviceKey"
                Layout.fillWidth: true
                Layout.preferredWidth: 100
                label: qsTr("Application key")
            }
        }
        SegmentedChoice {
            Layout.fillWidth: true
            Layout.maximumWidth: 420
            name: qsTr("Where tokens come from")
            value: root.tokens
            options: [
                { value: "secret", text: qsTr("Application secret") },
                { value: "backend", text: qsTr("Token address") }
            ]
            onChosen: value => root.tokens = value
        }
        InputField {
            id: secret
            objectName: "serviceSecret"
            Layout.fillWidth: true
            visible: root.tokens === "secret"
            label: qsTr("Application secret")
            secret: true
        }
        Badge {
            visible: root.tokens === "secret"
            Layout.fillWidth: true
            Layout.maximumWidth: implicitWidth
            limit: root.width - 2 * Theme.roomy
            kind: "warning"
            glyph: "shield"
            text: qsTr("For trying out only: the secret is kept on this machine")
        }
        InputField {
            id: tokenUrl
            Layout.fillWidth: true
            visible: root.tokens === "backend"
            label: qsTr("Address that hands out tokens")
            hint: "https://backend.example.org/token"
        }
        Label {
            objectName: "serviceProblem"
            Layout.fillWidth: true
            visible: root.app.service.problem !== ""
            text: root.app.service.problem
            color: Theme.bad
            font.pixelSize: Theme.detail
            wrapMode: Text.Wrap
        }
        PushButton {
            objectName: "serviceUse"
            Layout.fillWidth: true
            Layout.maximumWidth: implicitWidth
            kind: "primary"
            text: qsTr("Use this service")
            onClicked: root.use()
        }
    }
}
