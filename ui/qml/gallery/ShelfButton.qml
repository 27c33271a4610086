import "../theme"
import "../controls/buttons"

// Brings one shelf out.
PushButton {
    least: Theme.compact
}
