"""Examples by which the rules for identifiers were made: what is to be found is marked, all of it is invented."""

from __future__ import annotations

WITH = """\
emailed ⟦email:j.smith@nhs.net⟧ about the rota again
she gave me her address, ⟦email:kelly_87@hotmail.co.uk⟧, for the photos
cc ⟦email:Safeguarding.Team@some-council.gov.uk⟧ and the head
mail to ⟦email:tunde.a+work@gmail.com⟧.
he is on ⟦email:dan @ example.com⟧ apparently
rang ⟦phone:07700 900123⟧ three times, no answer
mum's mobile ⟦phone:07700900456⟧ goes to voicemail
office is ⟦phone:(0161) 496 0000⟧ ext whatever
⟦phone:+44 7700 900 789⟧ was the number on the door
⟦phone:+44 (0)20 7946 0958⟧ for the night team
called ⟦phone:020-7946-0123⟧ and cried after
tel: ⟦phone:01632.960.001⟧
he texts from ⟦phone:00353 86 123 4567⟧, a Dublin phone
his dad (⟦phone:07700 900 318⟧) will complain
left my own number ⟦phone:01632 960 222⟧ ext 4, never again
phone no 960 is not a number but mobile ⟦phone:7700 900 321⟧ is
tel ⟦phone:960417⟧ after six
NHS no ⟦nhs:943 476 5919⟧ on the wristband, I keep seeing it
wrote ⟦nhs:9434765919⟧ on my hand
her nhs number is ⟦nhs:401-023-2137⟧
drove to ⟦postcode:M14 5RT⟧ and sat outside
he lives at 3 somewhere, ⟦postcode:sw1a 2aa⟧
⟦postcode:LS6 3HN⟧, second floor, no lift
flat in ⟦postcode:eh8 9yl⟧ smelled of gas
⟦postcode:B151TT⟧ again tonight
dob ⟦birth:12/3/1984⟧, so my age
DOB: ⟦birth:03.11.56⟧
d.o.b. ⟦birth:3rd May 1984⟧, looks older
she was born on ⟦birth:3 May 1984⟧ like my sister
born ⟦birth:1 January 1941⟧ in Leeds and still sharp
date of birth ⟦birth:1984-05-03⟧
the wee one, ⟦birth:14/02/2019⟧ is his date of birth, asked for me
dob given as ⟦birth:120384⟧
born in Hull on the ⟦birth:5th of June, 1977⟧
DoB ⟦birth:7-9-08⟧ so seventeen
D.O.B ⟦birth:Nov 3rd 1999⟧ and no family
his birthday is ⟦birth:4 July 1990⟧
twins, dobs ⟦birth:1/2/2010⟧ and ⟦birth:3/4/2012⟧ for the other one
⟦name:Mrs Jones⟧ fell again
⟦name:mrs jones⟧ fell again
⟦name:Mr. Khan⟧ swore at me, then wept
⟦name:Mr and Mrs Okafor⟧ were kind
⟦name:Dr Patel⟧ never came
⟦name:dr patel⟧ never came
spoke to ⟦name:Dr. van der Berg⟧ about it
⟦name:Mrs O'Neill-Smith⟧'s daughter shouted
⟦name:Miss Adeyemi⟧ in year 4 covered for me
saw miss today, I mean ⟦name:miss okoro⟧ the head
⟦name:Ms Lindqvist⟧ wants a meeting
⟦name:Mx Rowan⟧ was the only one who asked
⟦name:Prof Lane⟧ spoke about moral injury
⟦name:Sister Bernadette⟧ held the door
⟦name:Nurse Kelly⟧ took my break slot
⟦name:nurse adeyemi⟧ did the meds with me
⟦name:PC Harris⟧ came about the window
⟦name:pc 4821 harris⟧ took the statement
⟦name:Sgt Doyle⟧ told us to push through
⟦name:sgt doyle⟧ told us to push through
⟦name:Auntie Jean⟧ rang the ward
the lad's ⟦name:uncle raj⟧ turned up drunk
⟦name:DC Whitlock⟧ sat with her for hours
⟦name:Mrs de Souza⟧ brought cake
⟦name:Dr Maria van der Berg⟧ and ⟦name:mr van dyke⟧ on call
⟦name:MRS HUSSAIN⟧ COMPLAINED
⟦name:Mr J. Smith⟧ next bed
⟦name:Dr A B Chowdhury⟧ signed it
⟦name:Professor Mary Webb⟧ and her students
⟦name:Father Brendan⟧ gave the last rites
⟦name:Inspector Novak⟧ rang me at home
⟦name:Drs Patel⟧ and ⟦name:Khan⟧ both said no, so did ⟦name:PCs Harris⟧ and ⟦name:Doyle⟧
thinking about ⟦initials:J.S.⟧ all weekend
⟦initials:J. S.⟧ was sent home too early
client ⟦initials:JS⟧ disclosed again
⟦initials:AB⟧'s mum thanked me and I felt nothing
⟦initials:Mr K⟧ died at four
⟦initials:mrs b⟧ kept my hand
visited ⟦initials:K.⟧ today
⟦initials:K.⟧ was in tears again
saw ⟦initials:M⟧ in town, hid
⟦initials:T⟧ was discharged against my advice
patient ⟦initials:LW⟧ bled through
⟦initials:RK⟧, 8, drew the house again
sat with ⟦initials:BJ⟧ until the end
resident ⟦initials:d⟧ was shouting all night
pupil ⟦initials:TJB⟧ bit me
forgot to hand over that ⟦initials:PL⟧ in the side room needs drops
gave ⟦initials:CJ⟧ the crisis card
stayed with ⟦initials:PV⟧ until it was light
⟦initials:ED⟧ bit me and said sorry in the same breath
⟦initials:OD⟧'s granddad waited in the car
resident ⟦initials:UC⟧, aged 91, is off her food, and ⟦initials:UC⟧ is never off her food
a boy in year 8, ⟦initials:IT⟧, told me and nobody else
gave ⟦initials:PR⟧ her tea
did the forms for ⟦initials:BT⟧, poor thing
had to tell ⟦initials:K⟧ and ⟦initials:SC⟧ it was the last time
⟦initials:ZFB⟧ was very unsettled
⟦initials:E.G.⟧ told me to get lost
his brother ⟦initials:pk⟧ came too, and ⟦initials:wt⟧ cried
born in ⟦birth:1938⟧, still dancing
DOB ⟦birth:1951⟧, they think
her birthday's ⟦birth:2 Feb⟧
no date of birth. Gran thinks it's the ⟦birth:4th of May 2012⟧
MRN ⟦record:00482913⟧ on the wrong chart
hosp no ⟦record:1234567⟧, unit number ⟦record:X123456⟧
hospital number: ⟦record:H 204 118⟧, and Hosp. No ⟦record:K0092817⟧
case ⟦record:22/01456⟧ and case no. ⟦record:2023/4471⟧
NHI ⟦record:ABC1234⟧ is hers
patient ID is ⟦record:PX-448190⟧
⟦name:Margaret Okafor⟧ phoned, ⟦name:Okafor⟧'s son too, the ⟦name:Okafors⟧' car, ⟦name:OKAFOR⟧, ⟦name:okafor⟧, ⟦name:margaret⟧
spoke with ⟦name:John Smith⟧'s wife, ⟦name:smith⟧ himself was out
the ⟦name:Adeleke⟧ family moved, ⟦name:Adeleke⟧-led or not; ⟦name:adeleke⟧ twins too
⟦name:Mr Nwosu-Clarke⟧ left, ⟦name:Nwosu⟧ came back, so did ⟦name:M. Nwosu-Clarke⟧
⟦name:Mrs Young⟧ slept. Young people cannot be young for long. Told ⟦name:Young⟧ so, ⟦name:Young⟧'s hand was cold
⟦name:Mrs May⟧ goes in May, and ⟦name:May⟧ asked who may come
⟦name:Mr Mark Lovelace⟧ left a mark. Mark sheets are due. Then ⟦name:Mark⟧ rang
⟦name:Zofia Kowalska⟧ and ⟦name:Chidi Nwachukwu⟧'s mum met at ⟦name:Mrs de Almeida⟧'s
⟦own:Marta⟧ covered my late
back at ⟦own:riverside  house⟧ tonight
⟦own:MARTA⟧'s leaving do
"""

WITHOUT = """\
Tired. Understaffed again, three of us for nineteen.
Missed my break, and I miss my old team
I miss Fridays off
miss lunch, miss handover, miss everything
near miss with the insulin, filled in the form
don't want to miss supervision on 12/11/2026
visit on 12/11/2026 at 10:30, second one that week
saw her on 3 November, next visit 17 November 2026
started this job 1 September 2019
born to do this, my mum said
birth plan meeting 3/11/2026, nobody came
dob not known, visit on 12/11/2026
dob to follow. Seen 12/11/2026
born survivor, started 1/9/2019
on shift 0730-1930, then 0730 1930 again
pain 0 1 2 3 4 5 6 7 8 9 10, he said eleven
BP 120/80, sats 94, temp 38.2, GCS 15
gave 1000 ml over 8 hours, 2.5 mg, 10 mg
worked 48 hours in 4 days, £1,234.56 after tax
1234567890 steps would not walk this off
order 0123456789 for gloves still not here
incident ref 0161 496 0000 logged
there were 3 falls, 2 deaths and 14 admissions
7700 referrals, 900 seen, 123 closed
rang 999, then 111, then 101
Samaritans on 116 123 from the poster
bed 4, bay 2, ward 12, room B
ward B4 2nd floor, long corridor
B12 5mg and the vitamin D. Then home.
hep B. was the worry. vitamin C too
plan A failed, plan B was no better
from A to B. Then back
WTE 0.8, FT to PT, AL booked, 20 MB left
the QE is full, no beds in BX ward either
MI ruled out, no PV bleed
grade C. Not bad, the kid said
type A. personality, they call me
MDT at 9, CPN off sick, GP on leave
the GP said no, CAMHS said wait, A&E said go
DNAR signed, PTSD screen, MH team declined
ASW, AMHP, DN, HV and OT all in one room
the OT was late and the SW left early
TA was crying in the cupboard
I am OK. I was OK. UK rain
HR rang, IT never rings
N.H.S. politics, U.K. weather, e.g. today, i.e. this
7 a.m. to 9 p.m. and no food
P.S. I slept
MRI and CT done, an MR scan next
MS patient in bay 3, her MS is worse
ms symptoms again after the heat
the dr said wait, the dr was right
doctor on call never came, doctors who listen are rare
nurse in charge cried, nurse manager did not
Staff Nurse post vacant again
sister said go home, sister in charge agreed
the ward sister was kind
my sister called from Spain
my pc crashed before I saved the notes
PC broken, laptop too, IT said wait
father died last year, today his ward round came back
auntie came to visit a patient, whole family did
uncle and nephew fighting in the corridor
sir and miss they call us, all day long
Miss, miss, miss! all morning in year 4
yes sir no sir
dr appointment tomorrow for me
lord knows why
I cried in the car. A man knocked on the window.
A. sleep B. food C. calm, in that order
1. handover 2. meds 3. tears
got an A. in the mock and told me first
E. coli on the ward, C diff next door
X-ray at 4, T cells low
3 A's and a B at GCSE
mum was there, dad was not
client was angry, patient slept
pt c/o pain, pt w/o family
client and I walked, patient in pain
saw it coming. told IT so
with PPE on for twelve hours
born tired, I think
his birthday party on the ward, cake for all
I keep dreaming about the corridor
£20,000 pension, 30 years in
the road to Leeds, junction 27, exit 4
code 12345678 for the door
the SW told me to ring HR and HR refused
sat with CP files open, told PE teachers twice
sat with MH team, stayed with IT until the screen came back
E, L, TR, OFF, N says the rota
ramipril 5mg TX, 10 ml ZN, known YQ, query JQ
AB neg, O neg, O pos, none left
a U. in maths and he laughed
S.C. jabs, R.E. and I.T. lessons
Mr Men on the wall, Dr Martens on my feet
PO 02441-2830-97 for pads
dr told us, hr asked again, mg is being changed
born in the 2019 reshuffle, born at 1950, a 1950s-born building
my birthday 2025 was a night shift
date of birth missing. The review was 4 May 2024
phone 116 123, tel: 116123, mobile 999, Childline 0800 1111
case 4 of 12, case closed 14/11/2026, in case 2 come, case no. 1964537241
unit 4 has 30 beds, hospital no beds, MRN missing, unit number 7
Florence Nightingale Ward to James Cook Hospital by taxi
Harry Potter in the lounge, John Lewis vouchers, Marie Curie nurses
the Royal family on telly, every Polish family in town, Foster families
Mark sheets due, Will anyone come, Rose Ward is full, May Day off
reading chapter 3 of the workbook, page 120
Mr. and Mrs. is all the forms offer
"""
