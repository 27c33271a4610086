pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Ahoy
import "../../theme"
import "../../controls/buttons"
import "../../controls/fields"
import "../../controls/marks"
import "../../controls/panels"

// Adds a contact, or changes one: a name, and as many addresses as there are.
Dialogue {
    id: root

    required property ContactFormViewModel form

    title: form.isNew ? qsTr("Add a contact") : qsTr("Change the contact")

    function begin(personName: string, personAddress: string): void {
        form.begin(personName, personAddress)
        show()
    }
    function edit(personAddress: string): void {
        form.edit(personAddress)
        show()
    }
    function show(): void {
        name.text = form.name
        open()
        name.field.forceActiveFocus()
    }
    function save(): void {
        if (form.save())
            close()
    }

    contentItem: DialogueBody {
        spacing: Theme.normal

        Heading {
            Layout.fillWidth: true
            text: root.title
            wrapMode: Text.Wrap
            lineHeight: 1
        }
        InputField {
            id: name
            objectName: "contactName"
            Layout.fillWidth: true
            label: qsTr("Name")
            hint: qsTr("As you want to see it")
            limit: 100
            onEdited: root.form.setName(text)
            onAccepted: root.save()
        }
        Label {
            Layout.fillWidth: true
            wrapMode: Text.Wrap
            lineHeight: 1
            text: fields.count > 1 ? qsTr("Addresses, the first is called") : qsTr("Address")
            font.pixelSize: Theme.detail
            font.weight: Font.Medium
        }
        ListView {
            id: fields
            Layout.fillWidth: true
            Layout.topMargin: -Theme.small
            Layout.preferredHeight: Math.min(contentHeight, Theme.forText(190))
            clip: true
            spacing: Theme.small
            boundsBehavior: Flickable.StopAtBounds
            model: root.form.addresses
            delegate: RowLayout {
                id: entry
                required property int index
                required property string text
                required property string problem

                width: fields.width
                spacing: Theme.hair

                InputField {
                    objectName: "contactAddress"
                    Layout.fillWidth: true
                    hint: qsTr("anna, +4930…, name@server, conf:room")
                    field.Accessible.name: qsTr("Address %1").arg(entry.index + 1)
                    limit: 255
                    text: entry.text
                    problem: entry.problem
                    onEdited: root.form.setAddress(entry.index, text)
                    onAccepted: root.save()
                }
                IconButton {
                    objectName: "removeAddress"
                    Layout.alignment: Qt.AlignTop
                    Layout.topMargin: Theme.hair
                    visible: fields.count > 1
                    glyph: "close"
                    glyphSize: 16
                    text: qsTr("Take this address away")
                    onClicked: root.form.removeAt(entry.index)
                }
            }
        }
        PushButton {
            objectName: "addAddress"
            Layout.fillWidth: true
            Layout.maximumWidth: implicitWidth
            visible: root.form.canAdd
            Layout.leftMargin: -Theme.medium
            kind: "quiet"
            least: Theme.compact
            text: qsTr("Another address")
            onClicked: {
                root.form.add()
                fields.positionViewAtEnd()
            }
        }
        ButtonRow {
            Layout.alignment: Qt.AlignRight
            Layout.topMargin: Theme.small

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
