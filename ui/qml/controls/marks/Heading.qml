import QtQuick
import "../../theme"

// Words that name what follows, for eyes and for screen readers.
// `kind`: page, part (of a page or card), group (of a list), field (what one sets or reads next).
Label {
    property string kind: "part"

    color: kind === "group" ? Theme.subtle : Theme.text
    font.pixelSize: ({ "page": Theme.headline, "part": Theme.title, "field": Theme.body })[kind] ?? Theme.caption
    font.weight: kind === "field" ? Font.Medium : Font.DemiBold
    font.letterSpacing: kind === "page" ? -0.5 : 0
    Accessible.role: Accessible.Heading
}
