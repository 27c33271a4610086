import "../controls/panels"

// One group of settings with its heading.
Card {
}
