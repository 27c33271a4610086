import QtQuick
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls/fields"
import "../controls/marks"

// How everything looks and reads: language, light, contrast, size of text, motion.
SettingsCard {
    id: root

    required property AppearanceViewModel appearance
    required property LanguageViewModel language

    heading: qsTr("Appearance")

    ChoiceField {
        objectName: "languageChoice"
        Layout.fillWidth: true
        Layout.maximumWidth: 420
        name: qsTr("Language")
        model: root.language.choices
        current: root.language.place
        onChosen: index => root.language.chooseAt(index)
    }
    SegmentedChoice {
        objectName: "appearanceChoice"
        Layout.fillWidth: true
        Layout.maximumWidth: 420
        name: qsTr("Light or dark")
        value: root.appearance.mode
        options: [
            { value: "system", text: qsTr("System"), glyph: "system" },
            { value: "light", text: qsTr("Light"), glyph: "sun" },
            { value: "dark", text: qsTr("Dark"), glyph: "moon" }
        ]
        onChosen: value => root.appearance.choose(value)
    }
    Label {
        text: qsTr("Contrast")
        font.pixelSize: Theme.detail
        font.weight: Font.Medium
        Accessible.ignored: true
    }
    SegmentedChoice {
        objectName: "contrastChoice"
        Layout.fillWidth: true
        Layout.maximumWidth: 420
        name: qsTr("Contrast")
        value: root.appearance.contrastMode
        options: [
            { value: "system", text: qsTr("System"), glyph: "system" },
            { value: "normal", text: qsTr("Normal") },
            { value: "high", text: qsTr("High") }
        ]
        onChosen: value => root.appearance.chooseContrast(value)
    }
    Slide {
        objectName: "textScale"
        Layout.fillWidth: true
        Layout.maximumWidth: 420
        name: qsTr("Size of text")
        glyph: "text-size"
        from: 1
        to: 2
        step: 0.05
        value: root.appearance.textScale
        onChosen: value => root.appearance.setTextScale(value)
    }
    Toggle {
        objectName: "textFollowsSystem"
        Layout.fillWidth: true
        text: qsTr("Text as large as the system's")
        checked: root.appearance.textFollowsSystem
        onToggled: {
            root.appearance.setTextScale(checked ? 0 : root.appearance.textScale)
            checked = Qt.binding(() => root.appearance.textFollowsSystem)
        }
    }
    Toggle {
        objectName: "lessMotion"
        Layout.fillWidth: true
        text: qsTr("Less motion")
        detail: qsTr("Tiles and panels appear at their place instead of moving there.")
        checked: root.appearance.still
        onToggled: root.appearance.setStill(checked)
    }
}
