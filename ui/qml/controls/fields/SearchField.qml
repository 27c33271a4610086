import QtQuick
import "../buttons"

// Finds while one types. Escape or the cross empties it; a second Escape is left to others.
InputField {
    id: search

    // What the field says that it finds, for those who cannot see the list.
    property string found: ""

    function empty(): void {
        text = ""
        edited()
    }

    glyph: "search"
    toolRoom: clear.visible ? clear.width + 8 : 0
    field.Accessible.description: found
    field.Keys.onPressed: event => {
        if (event.key === Qt.Key_Escape && text !== "") {
            empty()
            event.accepted = true
        }
    }

    IconButton {
        id: clear
        objectName: "clearSearch"
        parent: search.field
        anchors.right: parent.right
        anchors.rightMargin: 4
        anchors.verticalCenter: parent.verticalCenter
        visible: search.text !== ""
        glyph: "close"
        glyphSize: 16
        size: 32
        text: qsTr("Empty the search")
        keys: "Esc"
        onClicked: {
            search.empty()
            search.field.forceActiveFocus()
        }
    }
}
