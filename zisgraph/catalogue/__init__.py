"""The read model: what one published build says, as records for pages and API."""
