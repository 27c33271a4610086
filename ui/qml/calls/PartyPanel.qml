pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls/buttons"
import "../controls/fields"
import "../controls/marks"
import "../controls/panels"

// Whom to send the call to, or whom to call as well: one click on a name, or a typed address.
Panel {
    id: root

    required property AppViewModel app
    readonly property CallsViewModel calls: app.calls
    property bool transfers: true
    property real roomAbove: 480

    function begin(transfer: bool): void {
        transfers = transfer
        field.text = ""
        calls.choose(true)
        open()
        field.field.forceActiveFocus()
    }
    function add(address: string): void {
        if (calls.bringIn(address))
            close()
    }
    function choose(address: string): void {
        if (transfers ? calls.transferTo(address) : calls.consult(address))
            close()
    }

    onClosed: calls.choose(false)

    title: transfers ? qsTr("Transfer %1 to").arg(calls.active.name) : calls.canWiden ? qsTr("Add people, or call someone as well") : qsTr("Call someone as well")
    height: Math.min(480, roomAbove, implicitHeight)
    padding: Theme.medium

    contentItem: ColumnLayout {
        spacing: Theme.small

        Heading {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.hair
            text: root.title
            wrapMode: Theme.enlarged ? Text.Wrap : Text.NoWrap
            lineHeight: 1
        }
        PushButton {
            objectName: "panelConnect"
            Layout.fillWidth: true
            visible: root.transfers && root.calls.connectWords !== ""
            kind: "primary"
            glyph: "join"
            text: root.calls.connectWords
            tip: root.calls.connectWords
            onClicked: {
                root.calls.connectWith("")
                root.close()
            }
        }
        InputField {
            id: field
            objectName: "partyField"
            Layout.fillWidth: true
            glyph: "search"
            hint: qsTr("Name, number or address")
            limit: 255
            onEdited: root.calls.setPartyText(text)
            onAccepted: if (root.calls.chooseTyped(root.transfers)) root.close()
            field.Keys.onDownPressed: list.forceActiveFocus()
        }
        PartyRow {
            objectName: "typedParty"
            Layout.fillWidth: true
            visible: root.calls.partyKind !== ""
            name: root.calls.partyText
            detail: root.calls.partyKind
            initials: "#"
            colour: 0
            glyph: "phone"
            transfers: root.transfers
            widens: !root.transfers && root.calls.canWiden
            onAdded: root.add(root.calls.partyText)
            onPicked: root.choose(root.calls.partyText)
            onAsked: if (root.calls.consult(root.calls.partyText)) root.close()
        }
        ListView {
            id: list
            objectName: "partyList"
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredHeight: Math.max(96, contentHeight)
            cacheBuffer: 0  // a row made ahead whose data is filtered away makes Qt complain
            clip: true
            activeFocusOnTab: count > 0
            keyNavigationEnabled: true
            boundsBehavior: Flickable.StopAtBounds
            model: root.calls.parties
            Accessible.role: Accessible.List
            Accessible.name: root.title
            delegate: PartyRow {
                required property string address
                required property bool invitable
                width: list.width
                transfers: root.transfers
                widens: !root.transfers && root.calls.canWiden && invitable
                onAdded: root.add(address)
                current: list.activeFocus && ListView.isCurrentItem
                onPicked: root.choose(address)
                onAsked: if (root.calls.consult(address)) root.close()
            }

            Label {
                anchors.centerIn: parent
                width: parent.width - 32
                visible: list.count === 0 && root.calls.partyKind === ""
                horizontalAlignment: Text.AlignHCenter
                wrapMode: Text.Wrap
                color: Theme.subtle
                text: qsTr("Nobody is in your contacts yet. Type an address.")
            }
        }
    }
}
