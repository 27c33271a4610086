"""How Ahoy becomes what people install: bundles, packages, and the notices that go with them."""
