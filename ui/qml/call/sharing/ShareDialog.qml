pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Ahoy
import "../../theme"
import "../../controls/buttons"
import "../../controls/fields"
import "../../controls/marks"
import "../../controls/messages"
import "../../controls/panels"

// Which screen or window the other end shall see.
Dialogue {
    id: root

    required property SharingViewModel sharing
    readonly property bool empty: list.count === 0

    function share(): void {
        if (sharing.share())
            close()
    }

    title: qsTr("Share your screen")
    implicitWidth: Math.min(520, (parent?.width ?? 552) - 32)
    onAboutToShow: sharing.look()
    onOpened: (empty ? refresh : list as Item).forceActiveFocus(Qt.TabFocusReason)
    onEmptyChanged: if (opened && !empty && refresh.activeFocus) list.forceActiveFocus(Qt.TabFocusReason)

    contentItem: DialogueBody {

        RowLayout {
            Layout.fillWidth: true

            Heading {
                Layout.fillWidth: true
                text: root.title
                wrapMode: Text.Wrap
                lineHeight: 1
            }
            IconButton {
                id: refresh
                objectName: "shareRefresh"
                glyph: "retry"
                text: qsTr("Look again")
                keys: "F5"
                onClicked: root.sharing.look()
            }
        }
        Message {
            objectName: "shareProblem"
            Layout.fillWidth: true
            visible: text !== ""
            text: root.sharing.problem
            action: root.sharing.placeWords
            actionGlyph: "settings"
            onActed: root.sharing.openPlace()
        }
        Label {
            objectName: "shareEmpty"
            Layout.fillWidth: true
            Layout.topMargin: Theme.normal
            Layout.bottomMargin: Theme.normal
            visible: root.empty && root.sharing.problem === ""
            text: qsTr("There is no screen or window that can be shared.")
            color: Theme.subtle
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
        }
        ListView {
            id: list
            objectName: "shareList"

            // The arrow keys go on from what is chosen.
            function follow(): void {
                for (let place = 0; place < count; ++place) {
                    if ((itemAtIndex(place) as SourceRow)?.chosen)
                        currentIndex = place
                }
            }

            onCountChanged: Qt.callLater(follow)
            Layout.fillWidth: true
            Layout.preferredHeight: Math.min(contentHeight, Math.max(120, (root.parent?.height ?? 600) - 350))
            visible: !root.empty
            clip: true
            model: root.sharing.sources
            activeFocusOnTab: true
            keyNavigationEnabled: true
            boundsBehavior: Flickable.StopAtBounds
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Screens and windows")
            onCurrentItemChanged: if (currentItem && activeFocus) root.sharing.choose((currentItem as SourceRow).key)
            Keys.onReturnPressed: root.share()
            Keys.onEnterPressed: root.share()
            section.property: "section"
            section.delegate: Heading {
                required property string section
                width: list.width
                height: Theme.compact
                kind: "group"
                text: section
            }
            delegate: SourceRow {
                required property int index
                readonly property real besideBar: list.contentHeight > list.height ? 14 : 0

                width: list.width
                leftInset: mirrored ? besideBar : 0
                rightInset: mirrored ? 0 : besideBar
                leftPadding: Theme.small + leftInset
                rightPadding: Theme.small + rightInset
                chosen: key === root.sharing.chosen
                onClicked: {
                    list.currentIndex = index
                    root.sharing.choose(key)
                }
                onDoubleClicked: root.share()
            }
            T.ScrollBar.vertical: Scroller {}
        }
        Toggle {
            objectName: "shareSound"
            Layout.fillWidth: true
            visible: !root.empty
            enabled: root.sharing.soundReason === ""
            text: qsTr("With this computer's sound")
            detail: root.sharing.soundReason !== "" ? root.sharing.soundReason : qsTr("What other programs play, even while you are muted.")
            checked: root.sharing.withSound
            onToggled: root.sharing.sendSound(checked)
        }
        Label {
            Layout.fillWidth: true
            visible: !root.empty
            text: qsTr("Others see everything on it, notifications too.")
            color: Theme.subtle
            font.pixelSize: Theme.detail
            wrapMode: Text.Wrap
        }
        ButtonRow {
            Layout.alignment: Qt.AlignRight

            PushButton {
                objectName: "shareCancel"
                text: qsTr("Cancel")
                onClicked: root.close()
            }
            PushButton {
                objectName: "shareStart"
                kind: "primary"
                glyph: "share"
                text: qsTr("Share")
                reason: root.sharing.reason !== "" ? root.sharing.reason : root.empty ? qsTr("There is nothing to share.") : ""
                onClicked: root.share()
            }
        }
        Shortcut {
            sequence: "F5"
            enabled: root.opened
            onActivated: root.sharing.look()
        }
    }
}
