pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls/buttons"
import "../controls/fields"
import "../controls/marks"
import "../controls/pictures"

// Who may not ring here.
SettingsCard {
    id: root

    required property AddressBookViewModel book

    function block(): void {
        if (book.block(address.text))
            address.text = ""
    }

    heading: qsTr("Blocked people")
    detail: qsTr("They cannot ring here; they hear busy. Their calls are listed, and do not count as missed.")

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.small

        InputField {
            id: address
            objectName: "blockAddress"
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            hint: qsTr("User id, number or address")
            limit: 300
            problem: root.book.problem
            onAccepted: root.block()
        }
        PushButton {
            objectName: "blockAdd"
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: Theme.line
            text: qsTr("Block")
            onClicked: root.block()
        }
    }
    Label {
        visible: list.count === 0
        text: qsTr("Nobody is blocked.")
        color: Theme.subtle
        font.pixelSize: Theme.detail
    }
    ColumnLayout {
        Layout.fillWidth: true
        spacing: 0

        Repeater {
            id: list
            model: root.book.blocked

            RowLayout {
                id: row
                required property string key
                required property string name
                required property string detail
                required property string initials
                required property int colour

                Layout.fillWidth: true
                Layout.preferredHeight: 52
                spacing: Theme.medium

                Avatar {
                    size: 34
                    initials: row.initials
                    colour: row.colour
                    opacity: 0.6
                }
                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: 0

                    Label {
                        Layout.fillWidth: true
                        text: row.name
                        font.weight: Font.Medium
                    }
                    Label {
                        Layout.fillWidth: true
                        visible: text !== ""
                        text: row.detail
                        color: Theme.subtle
                        font.pixelSize: Theme.caption
                    }
                }
                PushButton {
                    objectName: "unblockButton"
                    least: Theme.compact
                    text: qsTr("Unblock")
                    Accessible.name: qsTr("Unblock %1").arg(row.name)
                    onClicked: root.book.unblock(row.key)
                }
            }
        }
    }
}
