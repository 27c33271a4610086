"""View-models: QObjects that mirror immutable snapshots for QML and post commands. No pixels, no packets."""
