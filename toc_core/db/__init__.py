"""The database: the tables, the door to them, their history and the figures computed from them."""
