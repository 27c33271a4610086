import QtQuick
import QtQuick.Layouts
import Ahoy
import "../../theme"
import "../buttons"
import "../fields"
import "../marks"

// Chooses one device of its kind and says what is wrong with it.
ColumnLayout {
    id: root

    required property DevicePicker picker
    required property string name
    required property string glyph
    property bool tellsProblem: true
    property bool placeShown: true

    spacing: Theme.tight

    ChoiceField {
        Layout.fillWidth: true
        name: root.name
        glyph: root.glyph
        model: root.picker.model
        current: root.picker.current
        troubled: root.picker.problem !== ""
        onChosen: index => root.picker.choose(index)
    }
    Label {
        Layout.fillWidth: true
        Layout.leftMargin: Theme.line
        visible: root.tellsProblem && root.picker.problem !== ""
        text: root.picker.problem
        color: Theme.warn
        font.pixelSize: Theme.caption
        wrapMode: Text.Wrap
    }
    PushButton {
        objectName: "placeButton"
        Layout.fillWidth: true
        visible: root.placeShown && root.picker.placeWords !== ""
        least: Theme.compact
        glyph: "settings"
        text: root.picker.placeWords
        Accessible.description: root.name
        onClicked: root.picker.openPlace()
    }
}
