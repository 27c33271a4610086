import QtQuick
import "../../theme"

// What a page is called. It takes the lines it needs, and is written so large that its longest word fits into one.
Heading {
    id: title

    readonly property real longest: {
        let most = 1
        for (const word of text.split(/\s+/))
            most = Math.max(most, metrics.advanceWidth(word))
        return most
    }
    readonly property FontMetrics metrics: FontMetrics {
        font.family: Application.font.family
        font.pixelSize: Theme.headline
        font.weight: Font.DemiBold
    }

    kind: "page"
    font.pixelSize: width > 0 && longest > width ? Math.max(Theme.title, Math.floor(Theme.headline * width / longest)) : Theme.headline
    wrapMode: Text.Wrap
    lineHeight: 1
}
