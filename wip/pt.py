import datetime as dt,sys
from cfo_desktop.advisor.asking import periods_en
t=dt.date(2026,6,17)
for q in """what was my profit last week
profit in may?
may i buy a fridge for 3000
sales from 3 to 9 may
3rd to 9th of may takings
since march
how much did we take in march 2025
profit for the first half of the year
q1 turnover
the last 30 days
over the past three months
will i have enough by the end of next month
cash at the end of may
how did april compare with may
profit from march to may
sales on monday
by christmas
in two weeks
the day before yesterday
same month last year
this may against last may
year to date
last friday's takings
two weeks ago
the month before last
march-may
spent in 2025
how much on 5 june
what must i pay next week
in december
first quarter of last year
this year so far
in the next 60 days
sales since 12 april
week before last
february 2026 vs february 2025
what did I sell on the 5th""".splitlines():
    print(q, [(str(n.stretch.first),str(n.stretch.last),q[n.start:n.end]) for n in periods_en.find(q,t)])
