"""Which words can be seen on the page: hidden, covered and struck-through ones are told apart."""
