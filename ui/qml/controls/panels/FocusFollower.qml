import QtQuick

// Scrolls `page` so that what has the keyboard in it can be seen.
Item {
    id: root

    required property Flickable page

    function isWithin(item: Item, ancestor: Item): bool {
        for (let each = item; each; each = each.parent)
            if (each === ancestor)
                return true
        return false
    }
    function show(item: Item): void {
        const first = page.originY
        const last = Math.max(first, first + page.contentHeight - page.height)
        const top = item.mapToItem(page.contentItem, 0, 0).y
        if (top < page.contentY || top + item.height > page.contentY + page.height)
            page.contentY = Math.max(first, Math.min(last, top - Math.max(0, page.height - item.height) / 3))
    }
    function follow(): void {
        const item = Window.activeFocusItem
        if (item && item !== page && isWithin(item, page.contentItem))
            show(item)
    }

    Window.onActiveFocusItemChanged: follow()
}
