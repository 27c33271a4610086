import QtQuick
import Ahoy
import "../theme"

// Who the call is with, since when, and who else can listen.
Column {
    id: root

    required property CallViewModel call
    required property TrustViewModel trust
    property real room: 400
    property bool named: true

    signal detailsRequested

    spacing: Theme.tight

    CallTopBar {
        anchors.left: parent.left
        width: Math.min(implicitWidth, root.room)
        visible: root.named
        call: root.call
    }
    TrustBadge {
        anchors.left: parent.left
        trust: root.trust
        room: root.room
        onClicked: root.detailsRequested()
    }
}
