import QtQuick
import QtQuick.Templates as T
import Ahoy

// Whether a person is at the call: the controls stay for a while after whatever was done, or has changed.
Item {
    id: root

    required property AppViewModel app
    readonly property CallViewModel call: app.active
    property int patience: 3500
    property point pointer: Qt.point(-1, -1)
    // Whoever uses the keyboard would lose what they are at; so would a screen reader.
    readonly property bool keyboardUsed: (Window.activeFocusItem as T.AbstractButton)?.visualFocus ?? false
    readonly property bool busy: keyboardUsed || timer.running

    function restart(): void { timer.restart() }

    function moveTo(place: point): void {
        // Qt reports the resting mouse again whenever something moves under it.
        if (Math.abs(place.x - pointer.x) + Math.abs(place.y - pointer.y) > 2) {
            pointer = place
            restart()
        }
    }

    Window.onActiveFocusItemChanged: restart()

    Timer {
        id: timer
        objectName: "idle"
        interval: root.patience
        running: true
        repeat: true
        onTriggered: if (!root.app.calls.isReadAloud()) stop()
    }
    Connections {
        // Shortcuts do not come by as pressed keys.
        target: root.call
        function onEstablishedChanged() { root.restart() }
        function onMutedChanged() { root.restart() }
        function onShowsSelfChanged() { root.restart() }
    }
    Connections {
        target: root.app.calls.look
        function onPercentChanged() { root.restart() }
        function onFilledChanged() { root.restart() }
    }
}
