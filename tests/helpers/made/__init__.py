"""Documents made by the tests, with what a careful reader must find in each of them."""
