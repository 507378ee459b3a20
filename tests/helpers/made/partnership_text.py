"""The words of the made partnership PDF: invented, neutral, about lending bicycles from a library."""

TITLE = "Lending Bicycles from the Library"
COVER = (
    "Made document: invented for tests, no guidance",
    "Anytown Library Partnership",
    "April 2020",
    "Review date: May 2022",
)
VERSIONS = (
    ("Version", "Author/s", "Amendments", "Signed off by", "Date", "Review Date"),
    ("1", "A. Saddle", "-", "Bicycle group", "April 2017", "April 2019"),
    (
        "2",
        "A. Saddle and B. Pedal",
        "Section 3 was rewritten, checks of brakes were added",
        "N/A",
        "May 2019",
        "-",
    ),
    ("3", "B. Pedal", "Levels of help were put into a table", "Library board", "April 2020", "May 2022"),
)
CONTENTS = (
    ("Purpose", "4"),
    ("Levels of help", "5"),
    ("Checks before lending", "6"),
    ("Opening hours", "8"),
    ("Bicycles by branch", "9"),
    ("Appendix A Words used", "10"),
)
PURPOSE = (
    "This document helps staff and volunteers to lend bicycles with care. It says who may borrow one, what "
    "is checked before it leaves the shed, and whom to ask when something is broken."
)
# The number, the depth and the words.
CLAUSES = (
    ("1.1", 0, "A bicycle is lent to every member of the library who asks for one and can ride it safely."),
    ("1.1.1", 1, "A member under twelve years of age is accompanied by an adult, who signs for the bicycle "
     "and for its helmet."),
    ("(a)", 2, "The adult shows a library card of their own, which must not have expired."),
    ("(b)", 2, "The adult is shown how the saddle is raised, and rides once around the yard:"),
    ("(i)", 3, "with both hands on the handlebar; and"),
    ("(ii)", 3, "at walking speed, so that the brakes can be heard."),
    ("1.1.2", 1, "A member from another branch is treated like one of our own."),
    ("1.2", 0, "A bicycle is lent for one week. It may be kept for a second week if nobody else is waiting."),
    ("1.10", 0, "Nobody is charged for a flat tyre, whoever was riding."),
)  # fmt: skip
SIDE_BY_SIDE = (
    "Before the loan: ask which journey is planned, and choose a bicycle that suits the way and the weather.",
    "After the loan: ask how the journey went, and write down whatever rattled, squeaked or came loose.",
)
STACKED = (
    "Stop: a bicycle without a working front brake never leaves the shed, not even for a short ride in the "
    "yard.",
    "Think: a lock that sticks today is a lock that is left open tomorrow.",
)
LEVELS_STEM = "The help that a borrower needs stands in one of four levels. It may change from loan to loan."
LEVELS = (
    ("Level 1 Everyone", "Level 2 Some help", "Level 3 More help", "Level 4 A lot of help"),
    ("The borrower rides often and knows the way to the river and back.",
     "The borrower has not ridden for a year or is new to the town.",
     "The borrower is learning to ride or carries a heavy load.",
     "The borrower cannot ride alone and shares a tandem with a volunteer."),
    ("The counter lends the bicycle and writes its number on the card.",
     "A volunteer walks along to the gate and explains the map.",
     "A volunteer rides along for the first hour and reports to the counter.",
     "The bicycle group plans the ride and meets the borrower the day before."),
    ("No review is needed.", "Ask again at the next loan.", "Ask again after three loans.",
     "The group meets every month until the borrower asks for less."),
)  # fmt: skip
LEVEL_COLOURS = ("#A9D18E", "#FFE699", "#F4B183", "#E88C8C")
CHECKS_STEM = "Each part is looked at in this order, and what was found is written into the shed book."
CHECKS_HEADER = ("Part", "What to look at", "What to do", "Who")
CHECKS = (
    ("Tyres", "Both are firm, and no thread shows through the rubber.", "Pump them up or change them.",
     "Counter"),
    ("Brakes", "Both stop the wheel within half a turn.", "Tighten the cable; tell the group if it is worn.",
     "Volunteer"),
    ("Chain", "It is oiled and does not hang down.", "Oil it on Monday.", "Volunteer"),
    ("Saddle", "It does not turn when it is pushed.", "", "Counter"),
    ("Lights", "The front one is white, the rear one red; both can be seen from the far end of the yard.",
     "Charge them overnight.", "Counter"),
    ("Bell", "It rings once when it is pressed once.", "Replace it from the drawer.", "Counter"),
    ("Lock", "The key turns without force, and the number on it is the number of the bicycle.",
     "Oil it; never lend a bicycle with another one's key.", "Bicycle group"),
    ("Helmet", "It has no crack, and its strap closes.", "Put a cracked one into the red bin.", "Volunteer"),
)  # fmt: skip
CHECKS_ON_FIRST_PAGE = 5
HOURS_STEM = "The shed is open when a volunteer is there. The times below hold from April to September."
HOURS = (
    ("Day", "Shed opens", "Shed closes", "Volunteers"),
    ("Monday", "9.00", "12.30", "2"),
    ("Wednesday", "13.00", "18.30", "3"),
    ("Friday", "9.00", "16.00", "2"),
    ("Saturday", "10.00", "17.30", "5"),
)
BRANCHES_STEM = "The table is wide and is printed across the page."
BRANCHES = (
    ("Branch", "Town bicycles", "Tandems", "Trailers", "Helmets", "Locks", "Shed keys", "Person to ask"),
    ("River Street", "14", "2", "3", "30", "16", "4", "The shed keeper of River Street"),
    ("Old Mill", "8", "1", "0", "15", "9", "2", "Anyone at the counter before noon"),
    ("Hill Top", "3", "0", "1", "6", "3", "1", "The caretaker, who has the only key"),
)
APPENDIX = "These words are used throughout, and mean no more than what is said here."
WORDS_USED = (
    "Bicycle: anything with two wheels and pedals that the library lends.",
    "Shed: the wooden house behind the library, and the cupboard at Hill Top, which is used as one and "
    "holds three bicycles.",
    "Loan: the time from the counter to the counter.",
)
EDGE = "Made for tests: edge of the page"
FOOTER = "April 2020 Page {number} of {count}"
