"""Documents that the tests make, each with what a careful reader must find in it."""
