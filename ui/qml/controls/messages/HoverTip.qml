pragma ComponentBehavior: Bound
import QtQuick

// A tip for its parent that is made when it is wanted: one for each button of each row took longer than the rows.
Loader {
    id: loader

    required property string text
    required property bool wanted

    active: wanted && text !== ""
    sourceComponent: Tip {
        parent: loader.parent
        text: loader.text
        visible: loader.wanted
    }
}
