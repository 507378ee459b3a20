"""Questions and texts, made up and neutral, for the recognition of facts.

ASKED: a question, then what it asks for as "kind" or "kind: of what", several with ";". NOT_ASKED: questions
and statements that ask for no fact. HOLDS and LACKS: a fact, then a text.
"""

ASKED = """
how many levels are there in the loans guide | number: levels
how mnay days do i have to return a book | number: days
hw many hours of help does a reader get | number: hours
How many days to put the request in writing? | number: days
how many hours of OOD | number: hours
How many people work at the desk? | number: people
how many shelves does each room have | number: shelves
within how many days must we reply | number: days
In how many rooms is there a printer? | number: rooms
up to how many books can a child borrow | number: books
A reader lost three books. how many weeks until we bill them | number: weeks
please can you tell me how many stages the complaint has | number: stages
does the guide say how many staff should be in the room | number: staff
i need to know how many volunteers have to be there | number: volunteers
she told me how many weeks do i have now | number: weeks
how many are on the board | number
max number of readers per table | number: readers
whats the minimum number of adults on a trip | number: adults
what is the number of copies we may print | number: copies
do you know how many branches are open | number: branches
how many times can a loan be renewed | number: times
what percentage of readers return late | percentage: readers
What % of loans are renewed? | percentage: loans
what proportion of the members vote | percentage: members
percentage of books lost | percentage
whats the percentage of late returns | percentage
what fraction of the stock is damaged | percentage: stock
how common is late return | prevalence
how prevalent are lost books | prevalence
how much does it cost to join | amount of money
how much do we have to pay for a lost card | amount of money
how much is the fine | amount of money
how much deposit do new readers pay | amount of money
how much to park at the reading room | amount of money
how much is a full plot of shelves per year | amount of money
how much will the course cost us | amount of money
what does it cost | amount of money
whats the cost of a new card | amount of money
price of the course | amount of money
is there a fee for the hall | amount of money
how much money is in the grant | amount of money
how much are the fees | amount of money
on what date does the new scheme start | date
what date is the summer reading day | date
when was the loans guide published? | date
When was the policy last updated | date
when were the rules introduced | date
when did the new rules come into force | date
when is the next forum for branch leads | date
by what date do we send the stock list | date
publication date of the guide | date
what year was the library built | year
In which year did the hall open? | year
wat year is the guide from | year
which year was the survey | year
who did the survey on lost books and what year was it | name; year
what time does the desk close | time of day
opening hours of the returns desk | time of day
whats the opening times for the branch | time of day
what time should the hall be locked | time of day
whats the deadline for the stock report | time limit
deadline for sending the form | time limit
time limit for appeals | time limit
timescale for a first reply | time limit
is there a time limit for returning it | time limit
what is the time frame for repairs | time limit
how soon must we tell the head office | time limit
how quickly should the branch reply | time limit
How promptly do we have to answer? | time limit
by when do we send the list | time limit
when do i need to send the form by | time limit
how much notice do we have to give | time limit
whats the notice period | time limit
how long do i have to reply | length of time
hw long do we keep the loan records | length of time
how lng is a card valid | length of time
How long should a meeting be? | length of time
for how long are the records kept | length of time
how long before we bill the reader | length of time
book is overdue how long until we write | length of time
A reader moved away. How long must we hold her card? | length of time
i want to know how long the guide lets us keep it | length of time
how much time do we get for the check | length of time
how long can a reader stay in the room | length of time
can you tell me how long the repair takes | length of time
how often should the stock be counted | frequency
how oftn do branch leads meet | frequency
How often does the guide get reviewed? | frequency
how frequently must the alarm be tested | frequency
how regularly is the list checked | frequency
if a reader is housebound how often should we visit | frequency
what age can a child join | age
from what age can they borrow films | age
at what age does a junior card end | age
how old do you have to be to volunteer | age
how old must a reader be | age
age limit for the film shelf | age
minimum age for a card | age
whats the max age for story time | age
which age groups use the room | age
phone number for the returns desk | phone number
whats the phone number of the branch | phone number
number for the out of hours team | phone number
no. for the returns desk | phone number
what's the desk number | phone number
whats the number to call at weekends | phone number
need the tel no for head office | phone number
tel for the hall | phone number
have you got a contact number for the printers | phone number
do you have the telephone number of the archive | phone number
helpline number please | phone number
where can i find the phone number of the hall | phone number
what is the fone number for renewals | phone number
email addy for the archive | e-mail address
whats the email for the returns desk | e-mail address
e-mail address of the branch lead | e-mail address
do you have an email address for renewals | e-mail address
what email address do i use for the archive | e-mail address
name and email of the reading advisor | name: reading advisor; e-mail address
phone number and email address for the hall | phone number; e-mail address
website for the archive | web address
whats the web address of the catalogue | web address
url for the catalogue | web address
whats the link to the form | web address
which website has the forms | web address
what is the postal address of the archive | postal address
address for the returns | postal address
whats the address of the hall | postal address
contact details for the reading team | contact details
do you have contact info for the printers | contact details
who wrote the loans guide | name
who published the guide? | name
Who carried out the survey of readers? | name
who chaired the review | name
who commissioned it | name
who is the branch manager | name
who's the chair of the board? | name
whats the name of the archive lead | name: archive lead
what is the name of our branch officer | name: branch officer
names of the trustees | name: trustees
what is a reading card | definition: reading card
whats the RRC and when do i use it | definition: RRC
what is interlending? | definition: interlending
what's a junior loan | definition: junior loan
wats weeding | definition: weeding
what is the returns register | definition: returns register
what are loan bands | definition: loan bands
what does RRC stand for | definition: RRC
what does overdue mean? | definition: overdue
what does dormant card refer to | definition: dormant card
what is meant by dormant card | definition: dormant card
define dormant card | definition: dormant card
definition of a lost book | definition: a lost book
dormant card meaning | definition: dormant card
wats a loan plan for new readers | definition: loan plan
"""
NOT_ASKED = """
how do I renew a loan
how do i find out how long it has been overdue
when should I write to the reader
when is it OK to lend without a card
when can a reader borrow films
when do we bill a reader
who should I tell about a torn page
who do i ask for help
who can sign the form
who decides on appeals
who is responsible for the stock
who is the best person to ask
who is the right person to tell about a leak
who did he tell
who did she borrow it from
who made the request
who has to sign
who needs to be at the meeting
I don't know how long this has gone on
I don't know how long this has gone on. who do i tell?
i am not sure how many books she has
we don't know how often it happens
she wont say how many times it happened
nobody knows how old the book is
he asked how old i am
does it matter how many times it was late
should i ask how often it happens
can i ask how many books he has lost
do i need to record how long the visit was
do I have to write down how many people came
it depends on how many books there are
no matter how long it takes
we talked about how often she comes
regardless of how old the reader is
they told us how much it costs
explain how long things take
how long it has been overdue worries me
how much information should i share
how much should i tell the reader
how much detail goes in the form
how much do parents need to know
how much can the volunteer see
how many more people need to complain before someone acts
what should i say
what should the form include
what do i do next
what is the best way to store maps
what is the difference between a loan and a gift
what is the process for appeals
what is the procedure when a book is lost
what is my role
what's the role of a branch lead
what is the point of the register
what is the next step
what are the signs of damp
what are my duties
what are the reasons for late returns
what is expected of volunteers
what's happening with the hall
whats going on with the returns
what is the law on copying
what is the risk of lending maps
what is wrong with that
what is important when a page is torn
what is it like to work there
what is being done about damp
what is the impact of a fine on readers
what's the answer to that
what year groups can join
what year 9 pupils borrow
what age-appropriate books do we have
what age appropriate help is there
what day-to-day checks are there
what long term plans are there
a long-term reader is moving, what now
what counts as damage
what kind of help is there
what happens at the end of the year
what happens after 10 days
what if the number is wrong
what if nobody picks up the phone
what should I put in the email to the reader
can i email the form
is it ok to email a reader
should i phone or write
can i phone the archive
do i need to phone before a visit
a reader sent an email about it, what now
he gave the wrong phone number, what do i do
the phone number we have is dead. what now?
the email address on the card bounced
she changed her address do i tell anyone
the website was down so what do we do
a link between damp and mould
is there a link between damp and mould
is there a link to poor heating
a reader shared a link to a film, is that ok
what website rules apply
reader won't give his name
the name on the card is wrong
can i use the name of the reader in the list
can a child be on the list under another name
we missed the deadline, what now
what happens if the deadline is missed
what to do about a missed deadline
the cost of living is up, how do we help
he is the same age as me
is age a factor
at his age he should know
is she old enough to borrow films
is there anyone who can help
is it free
why does the date matter
the date of the visit was changed, what do i do
up to date guide needed, where is it
number of concerns are rising, what should i do
a number of readers complained. what do we do?
i have a number of concerns
can you define the rule for me in practice and tell me why it helps
how should i word it
how can we help a reader
how to tell a reader
how big a problem is it
how serious is a torn page
how far should i go
how well should i know the rules
how come nobody told us
however long it takes
as long as he brings it back is it ok
so long as its open can i go in
once a week she is late, is that a worry
he is 12 and she is 15, can they share a card
it was 2 days ago, is it too late
3 weeks and no reply. what now?
last year it was fine, why not now
he said when was the last time you read
in what way can we help
in what cases do we lend abroad
on what grounds can we refuse
under what conditions may we copy
which form do i use
which team deals with damp
which readers come first
where can i find the rules
where do i send the form
where does it say we must count
why is the time limit so short
why do we need a phone number
do we have to give readers our names
do we need to keep the date
can a reader ask for a percentage off
do you know who to tell
do you know what to do
tell me about loans
tell me what to do
loans
torn page
a reader is late every week
should the volunteer know how much money is in the box
i wonder what he meant
we can't tell how common it is
who is it
what is it
what
how
what is
who
"""
HOLDS = """
time of day | The doors open at 6.30 in the morning.
time of day | The last bell rings at nine at night.
age | A reader must be at least sixteen.
number: levels | The guide has four levels.
number: levels | Level 1 is for new readers and level 4 for archives.
number: levels | Levels 1 to 4 are set out below.
number: levels | On the fourth level, the archive decides.
number: levels | There are 3 main levels of loan.
number: levels | The number of levels is three.
number: stages | A complaint goes through two steps.
number: pupils | Some 1,200 children use the room.
number: people | The desk has twelve members of staff.
number: days | Reply within two working days.
number: days | Reply within 48 hours.
number: days | Reply by the end of the next day.
number: days | Tell the desk on the same day.
number: days | Send it within one working day.
number: days | It takes 10 calendar days.
number: days | It is kept for two weeks.
number: hours | The desk gives 15 hours of help.
number: hours | Write within one working day.
number: hours | A twenty-five hour course.
number: weeks | The loan lasts three months.
number: weeks | A fortnight is allowed.
number: times | A loan may be renewed twice.
number: times | It can be renewed three times.
number | There are nine of them.
percentage: readers | 17% of readers return late.
percentage: readers | Some 17 per cent of readers return late.
percentage: readers | One in four readers returns late.
percentage: pupils | 1 in 5 young people has a card.
percentage: loans | A third of loans are renewed.
percentage: loans | About half of the loans are renewed.
percentage | It rose to 12.5 %.
prevalence | Late return is common.
prevalence | Most books come back.
prevalence | Some 4 % are lost.
amount of money | A card costs £3.50.
amount of money | Joining is free of charge.
amount of money | There is no charge for a card.
amount of money | You pay 50p a day.
amount of money | It is ten pounds.
date | Published in March 2021.
date | It was updated on 03/04/2022.
date | The forum meets on Friday.
date | The guide is from 2019.
year | The survey (Reader, 2014) found none.
year | It was built in 1987.
time of day | The desk closes at 5pm.
time of day | It opens at 09:30.
time of day | The line is open 24 hours.
time limit | Tell the office without delay.
time limit | Tell the office immediately.
time limit | Do so within 24 hours.
time limit | Send it by 31 March.
time limit | Act as soon as you can.
time limit | Reply within ten working days.
time limit | There is no time limit.
length of time | Records are kept until the card ends.
length of time | A card is valid for up to six months.
length of time | It takes one term.
length of time | Do not wait.
length of time | It lasts 45 minutes.
frequency | Stock is counted every six weeks.
frequency | The group meets termly.
frequency | It is tested weekly.
frequency | It is looked at in each review.
frequency | The list is checked once a year.
frequency | At least annually.
frequency | It is checked at regular intervals.
age | Readers aged 12 may join.
age | You have to be 16 or over.
age | It is for under-fives.
age | A child of seven years may join.
age | The card ends when they are 18.
age | It is open to 11 to 16 year olds.
age | It ends on the 18th birthday.
phone number | Ring 01632 960123.
phone number | The line is 0800 1111.
phone number | Call 999 at once.
phone number | Phone the desk on 101.
phone number | Samaritans: 116 123
phone number | +44 (0)1632 960123
e-mail address | Write to desk@library.example.
web address | See www.library.example/forms.
web address | Forms are at https://library.example.
postal address | The Hall, 12 Long Street, Newtown.
postal address | Newtown ZZ1 1ZZ
contact details | Ring 01632 960123.
contact details | Write to desk@library.example.
name | The guide was written by Ann Reader.
name | The survey (Reader, 2014) found none.
name | It was published by the Newtown Library Trust.
name: reading advisor | The reading advisor is Ann Reader.
name: reading advisor | Ask Mrs Reader.
definition: dormant card | A dormant card is one that nobody uses.
definition: dormant card | Dormant card (a card that nobody uses)
definition: dormant card | This means that nobody uses it.
definition: RRC | The Reader Returns Check helps a branch to count.
definition: RRC | RRC: a check of returns.
definition: weeding | Weeding involves taking old books from the shelf.
"""
LACKS = """
number: levels | The guide sets out the levels of loan.
number: levels | See section 3 of the guide on levels.
number: levels | One of the levels is for archives.
number: levels | The 2019 guide speaks of levels.
number: levels | Two readers asked. Levels were not named.
number: pupils | Pupils aged 12 may join.
number: days | Put the request in writing.
number: days | There are two desks.
number: days | It was published in 2019.
number: hours | The desk gives help out of hours.
number: hours | It was kept for three years.
number: weeks | Weeks went by without a reply.
number: times | Loans may be renewed.
number | Some readers are late.
percentage: readers | Many readers return late.
percentage: readers | There are 17 readers.
percentage: readers | 17% of the shelves are damp.
percentage: readers | Half-term is busy for readers.
percentage: loans | Section 4.2 is about loans.
amount of money | A lost card must be paid for.
amount of money | Feel free to ask the desk.
amount of money | The fee is set by the board.
date | The guide is reviewed by the board.
date | It may be renewed.
year | The survey found none.
time of day | The desk is open to all.
time of day | Reply within 5 days.
time limit | The form is sent to the office.
time limit | When a page is torn, tell the desk.
time limit | The deadline is set by the board.
length of time | The loan record is kept by the branch.
length of time | A term used by the desk.
frequency | The stock is counted by the branch.
frequency | Every reader has a card.
frequency | Readers often forget. They help each other.
age | Sections 17 and 47 are about readers.
age | A child may join with a parent.
age | There are 12 desks.
phone number | Ring the desk at once.
phone number | The desk is in room 101.
phone number | It was founded in 1989.
phone number | Loan 12345 is late since 12/03/2020.
e-mail address | Write an e-mail to the desk.
web address | Ask the desk for the form.
postal address | Write to the hall in Newtown.
postal address | On 12 March Ann came.
contact details | Contact the desk.
name | The guide was written for readers.
name: reading advisor | Ask the Reading Advisor at Newtown Council.
name: reading advisor | The advisor helps readers.
definition: dormant card | A shelf is a board for books.
definition: RRC | Tell the desk about a torn page.
"""
