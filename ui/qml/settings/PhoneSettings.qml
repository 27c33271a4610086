import QtQuick
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls/buttons"
import "../controls/devices"
import "../controls/fields"
import "../controls/marks"

// Which number others see, and from where numbers without a country are.
SettingsCard {
    id: root

    required property PhoneViewModel phone

    function save(): void {
        if (root.phone.setOwnNumber(number.text))
            number.text = Qt.binding(() => root.phone.ownNumber)
    }

    heading: qsTr("Phone calls")
    detail: qsTr("For calls to phone numbers, which your call service carries into the telephone network.")

    Label {
        objectName: "phoneReason"
        Layout.fillWidth: true
        visible: root.phone.reason !== ""
        text: root.phone.reason
        color: Theme.warn
        wrapMode: Text.Wrap
    }
    GridLayout {
        id: naming
        Layout.fillWidth: true
        columns: root.width < Theme.forText(300) ? 1 : 2
        columnSpacing: Theme.small
        rowSpacing: Theme.small

        InputField {
            id: number
            objectName: "ownNumber"
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            label: qsTr("Your phone number")
            hint: qsTr("Whoever you call sees it")
            limit: 40
            text: root.phone.ownNumber
            problem: root.phone.problem
            onAccepted: root.save()
        }
        PushButton {
            objectName: "saveOwnNumber"
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: naming.columns > 1 ? number.fieldTop : 0
            text: qsTr("Save")
            enabled: number.text !== root.phone.ownNumber
            onClicked: root.save()
        }
    }
    ColumnLayout {
        Layout.fillWidth: true
        spacing: Theme.tight

        Label {
            Layout.fillWidth: true
            text: qsTr("Country of numbers without + in front")
            wrapMode: Text.Wrap
            font.pixelSize: Theme.detail
            font.weight: Font.Medium
            Accessible.ignored: true
        }
        Picker {
            objectName: "countryPicker"
            Layout.fillWidth: true
            Layout.maximumWidth: 420
            picker: root.phone.country
            name: qsTr("Country of numbers without + in front")
            glyph: "phone"
        }
    }
}
