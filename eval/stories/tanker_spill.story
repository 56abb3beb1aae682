set tanker_spill | oil spill of the tanker Corrina in the Strait of Vess | 2033-10-07
# Two governments on two shores, each with its own notice; a shipping line that says little; a leaked message; a paper's exclusive told by others.
said q1 | Bo Almqvist | same_utterance
said q2 | Irena Dosz | same_utterance
said q3 | Matteo Vane | same_utterance
said s1 | Coast Guard of Norrey | same_statement
said s2 | Irena Dosz | same_statement
said s3 | Bo Almqvist | same_statement
said s4 | Halcyon Lines | same_statement
said s5 | Coast Guard of Norrey | same_statement
said s6 | Matteo Vane | same_statement
figure f1 | other:tonnes | oil spilled | conflict | 400 | 2600
figure f2 | other:crew | crew taken off | agree | 22 | 22
figure f3 | other:kilometres | coast fouled | superseded | 34 | 34
figure f4 | other:birds | birds washed | compatible | 300 | 300
figure f5 | other:knots | speed at the time | agree | 14 | 14
figure f6 | money:EUR | cost of the clean-up | conflict | 30000000 | 75000000
figure f7 | missing | sailors missing | agree | 1 | 1
claim c1 | Who sent the ship over the bank?
position p1 | c1 | Norrey's traffic station gave the wrong course | affirm | Irena Dosz; Matteo Vane
position p2 | c1 | the master ignored a warning | affirm | Bo Almqvist; Coast Guard of Norrey
position p3 | c1 | no fault of its crew | deny | Halcyon Lines
position p4 | c1 | too early to say | decline | strait commission
claim c2 | Was the alarm passed on in time?
position p5 | c2 | Tarsia heard of it only in the morning | affirm | Irena Dosz
position p6 | c2 | Tarsia was called at once | deny | Bo Almqvist
copied e<b
account a | Coast Guard of Norrey | Coast Guard of Norrey | 2033-10-07T06:15Z
Situation report 1: grounding of the tanker Corrina

At 02:40 today the tanker Corrina ran onto the Widow Bank in the Strait of Vess. {f2=22:|22| crew members} were taken off by helicopter; {f7=1:|one| seaman} is missing.
{s1:The Coast Guard estimates that {f1~400:about |400| tonnes} of fuel oil have been released.} {p2,s5:The master did not respond to two warnings by radio from the traffic station at Skerry Point.} The vessel was making {f5=14:|14| knots}.
{o:Vessels are asked to keep a distance of three nautical miles.}
account b | Tessel News Agency | Tessel | 2033-10-07T15:10Z | byline=Inga Morr
Tanker spills oil in strait as neighbours trade blame

SKERRY POINT, Oct 7 (Tessel) - A tanker ran aground in the Strait of Vess early on Friday and spilled hundreds of tonnes of oil, fouling {f3=12:|12| kilometres} of beach and setting off a quarrel between the two countries that share the waterway.
{s1@Coast Guard of Norrey:Norrey’s coast guard put the spill at {f1~400@Coast Guard of Norrey:about |400| tonnes}.} {p2@Coast Guard of Norrey,s5@Coast Guard of Norrey:It said the captain of the Corrina had twice been warned over the radio and had not answered.}
{p5:Tarsia had to learn of the accident from fishermen at daybreak}, its environment minister, Irena Dosz, said. {q2:“Our neighbours sent us their oil before they sent us a telegram,”} Dosz told reporters. {p1,s2:She said the traffic station of Norrey had directed the ship over the bank.}
The transport minister of Norrey, Bo Almqvist, said {p6,s3:a call had gone out to Tarsia within ten minutes}. {q1:“Somebody over there sleeps with the receiver under the pillow,”} he said.
Halcyon Lines, which operates the ship, said {s4,p3:its crew had followed every instruction}. {f7=1:|One| sailor} was missing and {f2=22:|22|} were safe, the line said.
account c | Le Quai | Le Quai | 2033-10-08T12:00+02:00 | format=html | byline=Maud Ferrand, Port Sillon
On the beaches of Tarsia, the black tide has the smell of a garage

At Port Sillon they go down with shovels, with buckets, with the little spades of the children. {f3=20:|Twenty| kilometres} of coast are black. {f1=2600:|2,600| tonnes} have escaped from the tanks, according to the prefecture, which is not the arithmetic of the opposite shore.
{q2:“The neighbour has sent us his oil before sending us a telegram,”} storms Irena Dosz, the minister of the environment. {s2,p1:For her the matter is heard: it is the station of Skerry Point that threw the Corrina onto the bank.} {p5:Of the night she knew nothing before the fishermen came in.}
{s3,p6:Bo Almqvist, her counterpart of transport, assures that the telephone rang at Port Sillon at ten to three.} {q1:“Over there, one sleeps on the receiver,”} he mocks.
{f4=300:|Three hundred| birds} have passed through the basin of the parish hall. {o:“The guillemots bite, the gannets bear a grudge,”} explains Lucie Brandeau, veterinarian.
{ox:The fishing is forbidden until further notice from the cape to the mouth of the Elle.}
account d | Holmgate Chronicle | Holmgate Chronicle | 2033-10-09T06:00Z | byline=Ruth Ankers
‘Come two degrees to port’: what the pilot of the Corrina says he heard

The pilot who was on the bridge of the Corrina has said for the first time what happened in the minutes before she struck. {p1,s6:Matteo Vane told the Chronicle that Skerry Point had ordered a change of course that put the tanker on the bank.} {q3:“They said two degrees to port, and two degrees to port is a cow pasture with water on it,”} he said.
{s5,p2:At the coast guard of Norrey they have another recollection, that of two calls into an empty bridge.} The ship was doing {f5=14:|fourteen| knots}, which nobody disputes.
{p3,s4:Halcyon Lines would only say that its people had done as they were told.} {o:Vane’s licence has been suspended.}
Repairing the coast will take {f6=75000000:|75| million euros} by Tarsia’s estimate; {f6=30000000:Norrey speaks of |30| million}.
{ox:The missing man, a cook, turned up on Saturday in a dinghy.}
account e | QuickPress | Tessel | 2033-10-07T17:00Z | format=html | byline=QP online
OIL SLICK: Minister fumes at neighbours

A tanker ran aground in the Strait of Vess early on Friday and spilled hundreds of tonnes of oil, fouling {f3=12:|12| kilometres} of beach and setting off a quarrel between the two countries that share the waterway.
{q2:“Our neighbours sent us their oil before they sent us a telegram,”} Dosz told reporters. {p1,s2:She said the traffic station of Norrey had directed the ship over the bank.}
The transport minister of Norrey, Bo Almqvist, said {p6,s3:a call had gone out to Tarsia within ten minutes}. {q1:“Somebody over there sleeps with the receiver under the pillow,”} he said.
account f | Norden Wire | Norden Wire | 2033-10-10T18:40Z | byline=Petra Holm
Strait commission opens inquiry into Corrina grounding

VESS, Oct 10 (Norden Wire) - The commission that runs the Strait of Vess opened an inquiry on Monday into the grounding of the tanker Corrina, whose oil has by now reached {f3=34:|34| kilometres} of shore in two countries.
{p4:The commission’s chairman, Abel Storr, said it would be wrong to name a cause before the recorder had been read.}
{s6@Holmgate Chronicle,p1@Holmgate Chronicle:The pilot, Matteo Vane, told the Holmgate Chronicle on Sunday that the traffic station had ordered the fatal turn}: {q3@Holmgate Chronicle:“They said two degrees to port, and two degrees to port is a cow pasture.”}
{p2:Almqvist again said that the master had sailed on in spite of being called twice.} {s2,p1:His opposite number in Tarsia, Dosz, held to her charge that the order came from Skerry Point.}
More than {f4>280:|280| oiled birds} have been cleaned. {o:Insurers said they had set aside a first sum.} Norrey expects the clean-up to cost {f6=30000000:|30| million euros}. {of=4:|Four| skimmers} are at work.
lookalike x | Tessel News Agency | - | 2033-04-18T12:00Z | byline=Inga Morr
Barge sinks in Strait of Vess with load of gravel

SKERRY POINT, April 18 (Tessel) - A barge carrying 900 tonnes of gravel sank in the Strait of Vess on Monday after a collision with a buoy tender. The crew of four was saved.
“Gravel at least does not float,” said a spokesman for the coast guard of Norrey.
