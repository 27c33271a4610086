import QtQuick
import QtQuick.Templates as T
import "../../theme"
import "../marks"

// One line of text with a label, a hint and room for what is wrong.
Column {
    id: root

    property string label: ""
    property string hint: ""
    property string problem: ""
    property string glyph: ""
    property alias text: field.text
    property alias field: field
    // Where the field itself begins, for what stands beside it.
    readonly property real fieldTop: field.y
    property bool secret: false
    property int limit: 512
    // Kept free at the end, for what stands inside the field.
    property real toolRoom: 0
    readonly property real startRoom: glyph === "" ? Theme.medium : Theme.medium + lead.width + Theme.medium
    readonly property real endRoom: Theme.medium + toolRoom
    // How it looks with the keyboard; a gallery sets it.
    property bool ringed: field.activeFocus

    signal accepted
    signal edited

    spacing: Theme.tight

    Label {
        visible: root.label !== ""
        width: root.width
        text: root.label
        wrapMode: Text.Wrap
        lineHeight: 1
        font.pixelSize: Theme.detail
        font.weight: Font.Medium
        Accessible.ignored: true
    }
    T.TextField {
        id: field
        width: root.width
        height: Math.max(Theme.input, hint.implicitHeight + 12)
        leftPadding: field.LayoutMirroring.enabled ? root.endRoom : root.startRoom
        rightPadding: field.LayoutMirroring.enabled ? root.startRoom : root.endRoom
        horizontalAlignment: TextInput.AlignLeft
        verticalAlignment: TextInput.AlignVCenter
        color: enabled ? Theme.text : Theme.subtle
        selectionColor: Theme.accent
        selectedTextColor: Theme.accentInk
        placeholderTextColor: Theme.faint
        font.family: Application.font.family
        font.pixelSize: Theme.body
        maximumLength: root.limit
        echoMode: root.secret ? TextInput.Password : TextInput.Normal
        selectByMouse: true
        Accessible.name: root.label !== "" ? root.label : root.hint
        // Qt hides the name of a password field from screen readers; the description it leaves.
        Accessible.description: root.problem !== "" ? root.problem : root.secret ? root.label : ""
        onAccepted: root.accepted()
        onTextEdited: root.edited()

        background: Rectangle {
            radius: Theme.corner
            color: root.enabled ? Theme.field : Theme.hover
            border.width: root.ringed || root.problem !== "" ? 2 : 1
            border.color: root.problem !== "" ? Theme.bad : root.ringed ? Theme.accent : Theme.strongOutline

            Glyph {
                id: lead
                visible: root.glyph !== ""
                anchors.left: parent.left
                anchors.leftMargin: Theme.medium
                anchors.verticalCenter: parent.verticalCenter
                name: root.glyph
                size: Theme.iconControl
                colour: Theme.faint
            }
            Label {
                id: hint
                x: field.leftPadding
                width: parent.width - field.leftPadding - field.rightPadding
                height: parent.height
                visible: field.length === 0 && field.preeditText === ""
                text: root.hint
                wrapMode: Text.Wrap
                lineHeight: 1
                color: Theme.faint
                Accessible.ignored: true
            }
        }
    }
    Label {
        visible: root.problem !== ""
        width: root.width
        text: root.problem
        color: Theme.bad
        font.pixelSize: Theme.caption
        wrapMode: Text.Wrap
    }
}
