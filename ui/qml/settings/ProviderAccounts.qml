pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls/buttons"
import "../controls/marks"

// Accounts at telephone companies and offices, which the call service registers.
SettingsCard {
    id: root

    required property AccountsViewModel accounts
    property bool editing: false
    property string key: ""
    property string doomed: ""

    function edit(key: string, address: string, authUser: string, displayName: string, transport: string, proxy: string, stun: string): void {
        accounts.forgetProblem()
        root.key = key
        form.fill(address, authUser, displayName, transport, proxy, stun)
        editing = true
        form.begin()
    }

    // The first click asks, the second removes.
    function remove(key: string): void {
        if (doomed !== key) {
            doomed = key
            return
        }
        doomed = ""
        if (root.key === key)
            editing = false
        accounts.remove(key)
    }

    heading: qsTr("Phone and SIP accounts")
    detail: qsTr("Accounts at a telephone company or at the office. The call service registers them: calls come in on them, and go out by them. Passwords are kept encrypted, with the call service.")

    Label {
        objectName: "accountsNote"
        Layout.fillWidth: true
        visible: root.accounts.note !== ""
        text: root.accounts.note
        color: Theme.warn
        font.pixelSize: Theme.detail
        wrapMode: Text.Wrap
    }
    Label {
        objectName: "accountsEmpty"
        Layout.fillWidth: true
        visible: list.count === 0 && !root.editing
        text: qsTr("No account yet.")
        wrapMode: Text.Wrap
        color: Theme.subtle
        font.pixelSize: Theme.detail
    }
    Repeater {
        id: list
        model: root.accounts.model

        GridLayout {
            id: row
            required property string key
            required property string address
            required property string standing
            required property string stateWords
            required property string message
            required property string mailWords
            required property string authUser
            required property string displayName
            required property string transport
            required property string proxy
            required property string stun

            Layout.fillWidth: true
            columns: root.width < Theme.forText(520) ? 1 : 2
            columnSpacing: Theme.small
            rowSpacing: Theme.tight

            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.small

                PresenceDot {
                    Layout.alignment: Qt.AlignTop
                    Layout.topMargin: Theme.hair
                    rim: Theme.card
                    presence: ({ "registered": "online", "trying": "in-call", "failing": "in-call", "refused": "do-not-disturb" })[row.standing] ?? "offline"
                }
                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: Theme.line

                    Label {
                        Layout.fillWidth: true
                        text: row.address
                        wrapMode: Theme.enlarged ? Text.Wrap : Text.NoWrap
                        lineHeight: 1
                        font.weight: Font.Medium
                    }
                    Label {
                        objectName: "accountState"
                        Layout.fillWidth: true
                        wrapMode: Text.Wrap
                        lineHeight: 1
                        text: row.mailWords === "" ? row.stateWords : row.stateWords + " · " + row.mailWords
                        color: Theme.subtle
                        font.pixelSize: Theme.caption
                    }
                    Label {
                        objectName: "accountMessage"
                        Layout.fillWidth: true
                        visible: row.message !== ""
                        text: row.message
                        color: row.standing === "refused" ? Theme.bad : Theme.warn
                        font.pixelSize: Theme.detail
                        wrapMode: Text.Wrap
                    }
                }
            }
            ButtonRow {
                room: root.width - 2 * Theme.roomy
                Layout.alignment: Qt.AlignTop | Qt.AlignRight

                IconButton {
                    objectName: "accountRetry"
                    visible: row.standing === "failing" || row.standing === "refused"
                    glyph: "retry"
                    text: qsTr("Try %1 again now").arg(row.address)
                    size: 34
                    glyphSize: 16
                    onClicked: root.accounts.retry(row.key)
                }
                PushButton {
                    objectName: "accountEdit"
                    least: Theme.compact
                    text: qsTr("Change")
                    Accessible.name: qsTr("Change %1").arg(row.address)
                    onClicked: root.edit(row.key, row.address, row.authUser, row.displayName, row.transport, row.proxy, row.stun)
                }
                PushButton {
                    objectName: "accountRemove"
                    least: Theme.compact
                    kind: root.doomed === row.key ? "danger" : "plain"
                    text: root.doomed === row.key ? qsTr("Really remove") : qsTr("Remove")
                    Accessible.name: text + " " + row.address
                    onClicked: root.remove(row.key)
                }
            }
        }
    }
    ProviderAccountForm {
        id: form
        Layout.fillWidth: true
        visible: root.editing
        accounts: root.accounts
        key: root.key
        onDone: root.editing = false
    }
    PushButton {
        objectName: "accountAdd"
        Layout.fillWidth: true
        Layout.maximumWidth: implicitWidth
        visible: !root.editing
        glyph: "person-add"
        text: qsTr("Add an account")
        onClicked: root.edit("", "", "", "", "", "", "")
    }
}
