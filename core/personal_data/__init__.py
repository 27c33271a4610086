"""All that Ahoy keeps of a person, as one file to take along, or gone."""
