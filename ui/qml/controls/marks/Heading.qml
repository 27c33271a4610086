import QtQuick
import "../../theme"

// Words that name what follows, for eyes and for screen readers. `kind`: page, part (of a page or card), group (of a list).
Label {
    property string kind: "part"

    color: kind === "group" ? Theme.subtle : Theme.text
    font.pixelSize: kind === "page" ? Theme.headline : kind === "part" ? Theme.title : Theme.caption
    font.weight: Font.DemiBold
    font.letterSpacing: kind === "page" ? -0.5 : 0
    Accessible.role: Accessible.Heading
}
