import QtQuick
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls/fields"

// The form in which everything is shown.
GridLayout {
    id: bar

    required property AppearanceViewModel appearance
    required property bool mirrored

    signal mirroredChosen(mirrored: bool)

    columns: width < 700 ? 1 : 3
    columnSpacing: Theme.large
    rowSpacing: Theme.small

    SegmentedChoice {
        objectName: "galleryMode"
        Layout.fillWidth: true
        Layout.preferredWidth: 1
        name: "Light or dark"
        value: bar.appearance.dark ? "dark" : "light"
        options: [
            { value: "light", text: "Light", glyph: "sun" },
            { value: "dark", text: "Dark", glyph: "moon" }
        ]
        onChosen: value => bar.appearance.choose(value)
    }
    Toggle {
        objectName: "galleryContrast"
        Layout.fillWidth: true
        Layout.preferredWidth: 1
        text: "High contrast"
        checked: bar.appearance.contrast
        onToggled: bar.appearance.chooseContrast(checked ? "high" : "normal")
    }
    Toggle {
        objectName: "galleryMirrored"
        Layout.fillWidth: true
        Layout.preferredWidth: 1
        text: "Right to left"
        checked: bar.mirrored
        onToggled: bar.mirroredChosen(checked)
    }
    Slide {
        objectName: "galleryScale"
        Layout.fillWidth: true
        Layout.preferredWidth: 1
        name: "Size of text"
        glyph: "text-size"
        from: 1
        to: 2
        step: 0.25
        value: bar.appearance.textScale
        onChosen: value => bar.appearance.setTextScale(value)
    }
    Toggle {
        objectName: "galleryStill"
        Layout.fillWidth: true
        Layout.preferredWidth: 1
        text: "Less motion"
        checked: bar.appearance.still
        onToggled: bar.appearance.setStill(checked)
    }
}
