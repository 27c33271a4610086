pragma ComponentBehavior: Bound
import QtQuick
import Ahoy
import "../theme"
import "../controls/marks"
import "../controls/pictures"

// What a tile shows: picture or avatar, name, signs, and an outline while somebody speaks.
Item {
    id: root

    required property Pictures pictures
    required property string picture
    required property string label
    required property string initials
    required property int colour
    required property string glyph
    required property string stateWords
    required property bool shared
    required property bool mine
    required property bool talking
    required property bool muted
    required property bool paused
    required property bool absent
    required property bool pinned
    required property bool host
    required property int hand
    property bool active: true
    property color around: Theme.stage
    property real corner: 12
    readonly property bool small: width < 200
    readonly property bool filled: view.hasPicture
    readonly property bool stalled: view.stalled && filled

    Rectangle {
        anchors.fill: parent
        radius: root.corner
        color: Theme.stageTile
    }
    Column {
        anchors.centerIn: parent
        anchors.verticalCenterOffset: root.small && root.stateWords !== "" ? -plate.height / 2 : 0
        visible: !root.filled
        spacing: root.small ? Theme.line : Theme.small

        Avatar {
            anchors.horizontalCenter: parent.horizontalCenter
            // Of a small tile with large words these take all the room.
            visible: !root.shared && !(Theme.enlarged && root.small && root.stateWords !== "")
            opacity: root.absent ? 0.55 : 1
            size: Math.round(Math.max(28, Math.min(136, root.height * (root.stateWords !== "" && root.small ? 0.36 : 0.44))))
            initials: root.initials
            colour: root.colour
            glyph: root.glyph
        }
        Label {
            anchors.horizontalCenter: parent.horizontalCenter
            width: Math.min(implicitWidth, root.width - 16)
            visible: text !== ""
            text: root.shared ? qsTr("The shared screen is on its way…") : root.stateWords
            color: Theme.stageSubtle
            font.pixelSize: root.small ? Theme.caption : Theme.detail
            wrapMode: root.shared || Theme.enlarged ? Text.Wrap : Text.NoWrap
            lineHeight: root.shared ? 1.25 : 1
            horizontalAlignment: Text.AlignHCenter
            Accessible.ignored: true
        }
    }
    Picture {
        id: view
        anchors.fill: parent
        pictures: root.pictures
        name: root.picture
        active: root.active && root.picture !== ""
        mirrored: root.mine
        // A picture that stands upright would lose its head.
        crop: !root.shared && ratio > 1.2
        Accessible.name: qsTr("Picture of %1").arg(root.label)
    }
    Rectangle {
        // Round corners without a layer for each tile: the stage is drawn over them.
        anchors.fill: parent
        anchors.margins: -edge
        readonly property int edge: 6
        visible: root.filled && root.corner > 0
        radius: root.corner + edge
        color: "transparent"
        border.width: edge
        border.color: root.around
    }
    Rectangle {
        id: outline
        objectName: "talkingOutline"
        anchors.fill: parent
        radius: root.corner
        color: "transparent"
        border.width: 3
        border.color: Theme.stageGood
        opacity: root.talking ? 1 : 0
        visible: opacity > 0

        Behavior on opacity {
            NumberAnimation { duration: Theme.quick }
        }
    }
    Rectangle {
        id: raised
        objectName: "raisedHand"
        anchors.left: parent.left
        anchors.top: parent.top
        anchors.margins: root.small ? 5 : 8
        width: handRow.implicitWidth + (root.small ? 10 : 14)
        height: root.small ? Theme.forText(22) : Theme.forText(28)
        visible: root.hand > 0
        radius: height / 2
        color: Theme.stageHand

        Row {
            id: handRow
            anchors.centerIn: parent
            spacing: Theme.hair

            Glyph {
                name: "hand"
                size: root.small ? 14 : 18
                colour: Theme.stageHandInk
                anchors.verticalCenter: parent.verticalCenter
            }
            Label {
                text: root.hand
                color: Theme.stageHandInk
                font.pixelSize: Theme.caption
                strong: true
                Accessible.ignored: true
                anchors.verticalCenter: parent.verticalCenter
            }
        }
    }
    Rectangle {
        id: plate
        objectName: "namePlate"
        readonly property int space: root.small ? 6 : 9
        anchors.left: parent.left
        anchors.bottom: parent.bottom
        anchors.margins: root.small ? 5 : 8
        width: Math.min(name.implicitWidth + signs.width + 2 * space, root.width - 2 * anchors.margins)
        height: root.small ? Theme.forText(20) : Theme.forText(26)
        radius: Theme.rowCorner
        color: Theme.stageGlass

        Row {
            id: signs
            anchors.left: parent.left
            anchors.leftMargin: plate.space
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.hair
            readonly property real space: root.pinned || root.host || root.muted || root.paused || root.stalled ? 5 : 0
            leftPadding: LayoutMirroring.enabled ? space : 0
            rightPadding: LayoutMirroring.enabled ? 0 : space

            Sign { glyph: "pin"; visible: root.pinned }
            Sign { glyph: "host"; visible: root.host; ink: Theme.stageHand }
            Sign { glyph: "mic-off"; visible: root.muted; ink: Theme.stageBad }
            Sign { glyph: "video-off"; visible: root.paused }
            Sign { glyph: "signal"; visible: root.stalled; ink: Theme.stageHand }
        }
        Label {
            id: name
            anchors.left: signs.right
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, plate.width - signs.width - 2 * plate.space)
            text: root.label
            color: Theme.stageText
            font.pixelSize: root.small ? Theme.tiny : Theme.detail
            font.weight: Font.Medium
            Accessible.ignored: true
        }
    }

    component Sign: Glyph {
        property string glyph
        property color ink: Theme.stageText
        name: glyph
        size: root.small ? 12 : 15
        colour: ink
        anchors.verticalCenter: parent.verticalCenter
    }
}
