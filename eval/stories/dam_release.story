set dam_release | water let out of the Korun dam floods villages in Lower Varn | 2031-04-07
# Two governments blame each other; translations; a state agency that is not a party's own statement.
said q1 | Tomas Ruk | same_utterance
said q2 | Lea Arvid | same_utterance
said s1 | Tomas Ruk | same_statement
said s2 | Lea Arvid | same_statement
said s3 | river commission | same_statement
figure f1 | killed | people drowned | superseded | 6 | 6
figure f2 | other:cubic metres | water released a second | conflict | 900 | 2100
figure f3 | displaced | people made homeless | compatible | 3200 | 3200
figure f4 | other:hours | notice given | conflict | 0 | 12
claim c1 | Was Lower Varn warned?
position p1 | c1 | it was warned by telephone | affirm | Tomas Ruk
position p2 | c1 | there was no warning | deny | Lea Arvid
position p3 | c1 | the records do not settle it | doubt | river commission
copied d<b
account a | Korun Telegraph Agency | Korun Telegraph Agency | 2031-04-07T13:00+03:00 | byline=Staff correspondent
Energy minister: release of water was announced

KORUN, April 7 (KTA) - {p1,s1:The lower neighbour was informed by telephone}, {f4=12:|12| hours} before the gates of the Korun dam were opened, the minister of energy, Tomas Ruk, declared on Monday.
{q1:“We telephoned, and a person answered, and the person said thank you,”} the minister stated.
In view of the melt it had been necessary to release {f2=900:|900| cubic metres} a second, he added. {o:The dam itself was never in danger, the engineers of the State Water Works assured.}
{ox:The reservoir stands at 97 percent.}
account b | Tessel News Agency | Tessel | 2031-04-07T15:30Z | byline=Inga Morr
Four drown in Lower Varn after dam opens gates upstream

VARN, April 7 (Tessel) - {f1=4:|Four| people} drowned and {f3>3000:more than |3,000|} lost their homes in Lower Varn on Monday after Korun opened the gates of a dam upstream.
{p2,s2:No warning had come, the interior minister of Lower Varn, Lea Arvid, said.} {q2:“The river was our only messenger, and it came in by the door,”} she said.
Korun’s energy minister, Tomas Ruk, told the state agency KTA that {p1@Korun Telegraph Agency,s1@Korun Telegraph Agency:a call had been made {f4=12@Korun Telegraph Agency:|12| hours} before}.
{s3,p3:The river commission said its records did not show whether there had been a call.} Its gauge showed {f2=2100:|2,100| cubic metres} a second, it said.
account c | Le Quai | Le Quai | 2031-04-08T09:00+02:00 | format=html | byline=Maud Ferrand, Varn
In Varn, the water entered without knocking

{o:On the roof of the cinema, eleven goats.} {q2:“The only messenger was the river, and she entered by the door,”} sums up Lea Arvid, minister of the interior of Lower Varn, boots in hand. {p2,s2:Of a telephone call she knows nothing.}
{f1=6:|Six| dead} have been found by Tuesday morning, {f3=3200:|3,200| persons} sleep in schools.
On the other side of the border one has the conscience clean. {q1:“We have called, someone has picked up and that someone has said thanks,”} repeats Tomas Ruk, the minister of energy of Korun, whom we reached in the evening.
{o:“In my village there is one telephone, and it was under the water,”} says the baker Ilko Stan.
account d | Sorn Courier | Sorn Courier | 2031-04-08T06:00Z | byline=Foreign desk
Dam water kills four in Lower Varn

{f1=4:|Four| people} drowned and {f3>3000:more than |3,000|} lost their homes in Lower Varn on Monday after Korun opened the gates of a dam upstream.
{p2,s2:No warning had come, the interior minister of Lower Varn, Lea Arvid, said.} {q2:“The river was our only messenger, and it came in by the door,”} she said.
{o:A team of eight divers from Sorn left for Varn last night, the coast guard said.} {o:“Rivers are like the sea, only in a hurry,”} said diver Ina Moe.
{ox:A collection of blankets has begun at the town hall.}
{o:Teacher Ola Brekk, who grew up in Varn, has not reached her parents since Sunday, she told the Courier at the quay.} “They live on the second floor, and so does the river now,” her brother had written.
{ox:The divers take two rubber boats and a generator, and they will be fed by the crew of a grain ship that happens to lie in the harbour there.}
{ox:Sorn itself was flooded in the spring of 2009, when the sluice at the mill broke; people in the Lower Town still mark the height on their door frames.}
{s3,p3:The river commission said its records did not show whether there had been a call.}
lookalike x | Tessel News Agency | - | 2031-01-19T12:00Z | byline=Inga Morr
Ice on river Varn blown up to save bridge

VARN, Jan 19 (Tessel) - Engineers blew up ice on the river Varn on Sunday to protect a bridge.
“It sounded like the end of school,” said the mayor, Otto Kern. The river commission had warned of flooding; 200 people were told to leave.
