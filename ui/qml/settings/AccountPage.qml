pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls/buttons"
import "../controls/fields"
import "../controls/marks"
import "../controls/panels"

// Who the person is, how the app stands with its call service, and the accounts elsewhere.
ColumnLayout {
    id: root

    required property AppViewModel app

    spacing: Theme.normal

    SettingsCard {
        Layout.fillWidth: true
        heading: qsTr("You")

        GridLayout {
            id: naming
            Layout.fillWidth: true
            columns: root.width < Theme.forText(300) ? 1 : 2
            columnSpacing: Theme.small
            rowSpacing: Theme.small

            InputField {
                id: name
                objectName: "settingsName"
                Layout.fillWidth: true
                Layout.alignment: Qt.AlignTop
                label: qsTr("Name")
                limit: 60
                text: root.app.profile.name
                problem: root.app.profile.problem
                onAccepted: root.app.profile.setName(text)
            }
            PushButton {
                Layout.alignment: Qt.AlignTop
                Layout.topMargin: naming.columns > 1 ? name.fieldTop : 0
                text: qsTr("Save")
                enabled: name.text !== root.app.profile.name
                onClicked: root.app.profile.setName(name.text)
            }
        }
        GridLayout {
            Layout.fillWidth: true
            columns: root.width < Theme.forText(300) ? 1 : 2
            columnSpacing: Theme.hair
            rowSpacing: 0
            visible: root.app.profile.userId !== ""

            Label {
                Layout.fillWidth: true
                Layout.maximumWidth: implicitWidth
                text: qsTr("Others call you as")
                wrapMode: Text.Wrap
                lineHeight: 1
                color: Theme.subtle
                font.pixelSize: Theme.detail
            }
            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.hair

                Label {
                    Layout.fillWidth: true
                    Layout.maximumWidth: implicitWidth
                    text: root.app.profile.userId
                    wrapMode: Text.Wrap
                    lineHeight: 1
                    font.pixelSize: Theme.detail
                    strong: true
                }
                IconButton {
                    glyph: "copy"
                    text: qsTr("Copy your user id")
                    size: 28
                    glyphSize: 15
                    onClicked: root.app.copy(root.app.profile.userId)
                }
            }
        }
    }
    SettingsCard {
        objectName: "standingCard"
        Layout.fillWidth: true
        heading: qsTr("Connection")

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.small

            Rectangle {
                Layout.preferredWidth: 8
                Layout.preferredHeight: 8
                radius: Theme.signCorner
                color: root.app.service.state === "online" ? Theme.good : root.app.service.state === "failed" ? Theme.bad : Theme.warn
            }
            Label {
                objectName: "standingWords"
                Layout.fillWidth: true
                text: root.app.service.embedded ? qsTr("%1: the service built into Ahoy").arg(root.app.service.stateWords) : qsTr("%1: %2").arg(root.app.service.stateWords).arg(root.app.service.url)
                wrapMode: Text.WrapAnywhere
            }
        }
        Label {
            Layout.fillWidth: true
            visible: root.app.service.message !== ""
            text: root.app.service.message
            color: root.app.service.state === "failed" ? Theme.bad : Theme.warn
            font.pixelSize: Theme.detail
            wrapMode: Text.Wrap
        }
        PushButton {
            objectName: "signOut"
            Layout.fillWidth: true
            Layout.maximumWidth: implicitWidth
            text: qsTr("Sign out")
            reason: root.app.service.embedded ? qsTr("There is nothing to sign out of: the built-in service needs no account.") : ""
            tip: qsTr("Goes back to the built-in service, and forgets the password")
            onClicked: if (reason === "") leaving.ask(qsTr("Sign out of %1?").arg(root.app.service.url), qsTr("Its password is forgotten. Contacts and calls stay."), qsTr("Sign out"), () => root.app.service.signOut())
        }
    }
    ServiceSettings {
        objectName: "serviceSettings"
        Layout.fillWidth: true
        app: root.app
    }
    ProviderAccounts {
        objectName: "providerAccounts"
        Layout.fillWidth: true
        visible: root.app.accounts.kept
        accounts: root.app.accounts
    }
    Question {
        id: leaving
    }
}
