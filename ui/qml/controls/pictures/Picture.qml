pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Effects
import QtMultimedia
import Ahoy

// A moving picture: VideoOutput where there is a GPU or OpenGL in software, our painted item where there is neither.
Item {
    id: root

    required property Pictures pictures
    required property string name
    property bool active: true
    property bool mirrored: false
    property bool crop: false
    property real radius: 0
    readonly property bool hasPicture: source.hasPicture
    readonly property bool stalled: source.stalled
    readonly property real ratio: source.ratio
    readonly property size pixels: source.size
    readonly property bool painted: GraphicsInfo.api === GraphicsInfo.Software

    Accessible.role: Accessible.Graphic

    PictureSource {
        id: source
        pictures: root.pictures
        name: root.name
        active: root.active
        paneSize: Qt.size(root.width * Screen.devicePixelRatio, root.height * Screen.devicePixelRatio)
        sink: pane.item ? (root.painted ? (pane.item as PaintedPicture).videoSink : (pane.item as VideoOutput).videoSink) : null
    }
    Loader {
        id: pane
        anchors.fill: parent
        active: GraphicsInfo.api !== GraphicsInfo.Unknown
        visible: root.hasPicture
        sourceComponent: root.painted ? cpu : gpu
        transform: Scale {
            origin.x: root.width / 2
            xScale: root.mirrored ? -1 : 1
        }
        layer.enabled: root.radius > 0 && !root.painted && root.hasPicture
        layer.effect: MultiEffect {
            maskEnabled: true
            maskSource: mask
            maskThresholdMin: 0.5
            maskSpreadAtMin: 1
        }
    }
    Item {
        id: mask
        anchors.fill: parent
        visible: false
        layer.enabled: root.radius > 0 && !root.painted

        Rectangle {
            anchors.fill: parent
            radius: root.radius
            color: "white"
        }
    }
    Component {
        id: gpu
        VideoOutput {
            fillMode: root.crop ? VideoOutput.PreserveAspectCrop : VideoOutput.PreserveAspectFit
        }
    }
    Component {
        id: cpu
        PaintedPicture {
            crop: root.crop
            radius: root.radius
        }
    }
}
