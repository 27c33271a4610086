import QtQuick
import QtQuick.Templates as T
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls/buttons"
import "../controls/marks"
import "../controls/messages"
import "../controls/pictures"

// The person's own name, and how the app stands with its call service.
ColumnLayout {
    id: root

    required property AppViewModel app
    readonly property color lamp: {
        const state = root.app.service.state
        if (state === "online")
            return root.app.profile.doNotDisturb ? Theme.bad : Theme.good
        return state === "failed" ? Theme.bad : Theme.warn
    }

    signal settingsRequested(string page)

    spacing: Theme.small

    RowLayout {
        spacing: Theme.medium

        T.AbstractButton {
            objectName: "accountButton"
            implicitWidth: picture.width
            implicitHeight: picture.height
            focusPolicy: Qt.StrongFocus
            text: qsTr("Your account")
            Accessible.role: Accessible.Button
            Accessible.name: text
            onClicked: root.settingsRequested("account")
            Keys.onReturnPressed: click()

            Avatar {
                id: picture
                initials: root.app.profile.initials
                colour: root.app.profile.colour
            }
            FocusRing {
                around: picture.height / 2
                shown: parent.visualFocus
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.line

            Label {
                Layout.fillWidth: true
                text: root.app.profile.name
                wrapMode: Theme.enlarged ? Text.Wrap : Text.NoWrap
                lineHeight: 1
                strong: true
                font.pixelSize: Theme.body
            }
            RowLayout {
                spacing: Theme.tight

                Rectangle {
                    Layout.preferredWidth: 8
                    Layout.preferredHeight: 8
                    radius: Theme.signCorner
                    color: root.lamp
                }
                Label {
                    Layout.fillWidth: true
                    objectName: "serviceWords"
                    wrapMode: Text.Wrap
                    lineHeight: 1
                    text: root.app.profile.doNotDisturb ? qsTr("Do not disturb") : root.app.service.stateWords
                    color: Theme.subtle
                    font.pixelSize: Theme.detail
                }
            }
        }
        IconButton {
            objectName: "doNotDisturbButton"
            Layout.rightMargin: -Theme.small
            glyph: "do-not-disturb"
            ink: root.app.profile.doNotDisturb ? Theme.bad : Theme.subtle
            text: root.app.profile.doNotDisturb ? qsTr("Ring again") : qsTr("Do not disturb")
            keys: "Ctrl+Shift+N"
            checked: root.app.profile.doNotDisturb
            onClicked: root.app.profile.setDoNotDisturb(!root.app.profile.doNotDisturb)
        }
        IconButton {
            objectName: "settingsButton"
            glyph: "settings"
            text: qsTr("Settings")
            keys: "Ctrl+,"
            onClicked: root.settingsRequested("")
        }
    }
    Badge {
        visible: root.app.service.signsTokensHere
        limit: root.width
        kind: "warning"
        glyph: "shield"
        text: qsTr("For trying out only")
    }
}
