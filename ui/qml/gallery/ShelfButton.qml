import "../theme"
import "../controls/buttons"

// Brings one shelf out.
PushButton {
    implicitHeight: Theme.compact
}
