"""The settings: their pages, and finding one among all of them."""
