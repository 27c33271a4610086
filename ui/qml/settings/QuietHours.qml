pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls/buttons"
import "../controls/fields"

// Hours of the week in which nobody rings.
ColumnLayout {
    id: root

    required property DesktopViewModel desktop
    required property real room
    readonly property list<string> days: [qsTr("Mon"), qsTr("Tue"), qsTr("Wed"), qsTr("Thu"), qsTr("Fri"), qsTr("Sat"), qsTr("Sun")]

    function save(): void {
        desktop.setQuietHours(begin.text, end.text, desktop.quietDays)
    }

    spacing: Theme.medium

    Toggle {
        objectName: "quietToggle"
        Layout.fillWidth: true
        text: qsTr("Quiet hours")
        detail: root.desktop.quietWords !== "" ? root.desktop.quietWords : qsTr("Nobody rings at these hours, as with “do not disturb”.")
        checked: root.desktop.quiet
        onToggled: root.desktop.setQuiet(checked)
    }
    GridLayout {
        id: hours
        visible: root.desktop.quiet
        columns: root.room < Theme.forText(300) ? 1 : 3
        columnSpacing: Theme.small
        rowSpacing: Theme.small

        InputField {
            id: begin
            objectName: "quietBegin"
            Layout.preferredWidth: Theme.forText(110)
            label: qsTr("From")
            limit: 5
            text: root.desktop.quietBegin
            onAccepted: root.save()
        }
        InputField {
            id: end
            objectName: "quietEnd"
            Layout.preferredWidth: Theme.forText(110)
            label: qsTr("To")
            limit: 5
            text: root.desktop.quietEnd
            onAccepted: root.save()
        }
        PushButton {
            objectName: "quietSave"
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: hours.columns > 1 ? begin.fieldTop : 0
            text: qsTr("Save")
            enabled: begin.text !== root.desktop.quietBegin || end.text !== root.desktop.quietEnd
            onClicked: root.save()
        }
    }
    Flow {
        Layout.fillWidth: true
        visible: root.desktop.quiet
        spacing: Theme.small
        Accessible.role: Accessible.Grouping
        Accessible.name: qsTr("Days on which they begin")

        Repeater {
            model: root.days

            PushButton {
                required property string modelData
                required property int index
                readonly property bool chosen: root.desktop.quietDays.includes(String(index + 1))

                objectName: "quietDay" + (index + 1)
                kind: chosen ? "primary" : "plain"
                text: modelData
                Accessible.role: Accessible.CheckBox
                Accessible.checkable: true
                Accessible.checked: chosen
                onClicked: root.desktop.toggleQuietDay(index + 1)
            }
        }
    }
}
