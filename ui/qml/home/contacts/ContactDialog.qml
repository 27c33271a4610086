import QtQuick
import QtQuick.Layouts
import Ahoy
import "../../theme"
import "../../controls/buttons"
import "../../controls/fields"
import "../../controls/marks"
import "../../controls/panels"

// Adds a contact, or changes the name of one.
Dialogue {
    id: root

    required property AppViewModel app
    property bool isNew: true

    title: isNew ? qsTr("Add a contact") : qsTr("Change the contact")

    function ask(personName: string, personAddress: string): void {
        isNew = personName === ""
        name.text = personName
        address.text = personAddress
        address.problem = ""
        open()
        name.field.forceActiveFocus()
    }
    function save(): void {
        address.problem = app.saveContact(name.text, address.text)
        if (address.problem === "")
            close()
    }

    contentItem: ColumnLayout {
        spacing: Theme.normal

        Label {
            text: root.title
            font.pixelSize: Theme.title
            strong: true
            Accessible.role: Accessible.Heading
        }
        InputField {
            id: name
            objectName: "contactName"
            Layout.fillWidth: true
            label: qsTr("Name")
            hint: qsTr("As you want to see it")
            limit: 100
            onAccepted: root.save()
        }
        InputField {
            id: address
            objectName: "contactAddress"
            Layout.fillWidth: true
            label: qsTr("Address")
            hint: qsTr("anna, +4930…, name@server, conf:room")
            limit: 255
            field.readOnly: !root.isNew
            field.opacity: root.isNew ? 1 : 0.6
            onAccepted: root.save()
        }
        RowLayout {
            Layout.alignment: Qt.AlignRight
            Layout.topMargin: Theme.small
            spacing: Theme.small

            PushButton {
                text: qsTr("Cancel")
                onClicked: root.close()
            }
            PushButton {
                objectName: "contactSave"
                kind: "primary"
                text: qsTr("Save")
                onClicked: root.save()
            }
        }
    }
}
