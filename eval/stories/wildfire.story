set wildfire | forest fire on the Tarn ridge | 2032-08-01
# A live blog and agencies over three days; areas in two units; police and villagers count differently.
said q1 | Mira Sand | same_utterance
said q2 | Paul Oriel | same_utterance
said s1 | Mira Sand | same_statement
said s2 | police | same_statement
said s3 | power company | same_statement
figure f1 | other:hectares | burnt area | superseded | 4100 | 4100
figure f2 | displaced | people who left their homes | conflict | 2500 | 4000
figure f3 | other:firefighters | firefighters | superseded | 900 | 900
figure f4 | other:houses | houses destroyed | compatible | 61 | 61
claim c1 | Did a power line start the fire?
position p1 | c1 | a power line sparked it | affirm | Paul Oriel
position p2 | c1 | its lines were not at fault | deny | power company
position p3 | c1 | too early to say | doubt | Mira Sand
copied c<a
account a | Orlan Press | Orlan Press | 2032-08-01T18:00Z | byline=Saul Finch
Thousands flee as fire crosses Tarn ridge

TARN, Aug 1 (Orlan Press) - A forest fire driven by hot wind crossed the Tarn ridge on Sunday and had burnt {f1=1800:|1,800| hectares} by nightfall, the fire service said.
{f2=2500:|2,500| people} had left their homes, {s2:police said, and nobody was missing}. {f3=600:|Six hundred| firefighters} were at work.
{q1:“It jumped the road as if the road was not there,”} said fire chief Mira Sand. {s1:She said the wind would turn on Tuesday.}
A farmer, Paul Oriel, said {p1:he had seen sparks fly from a power line}. {q2:“The wire was dancing, and then the grass was,”} he said.
{p2,s3:The power company, Tarn Electric, said its lines were not to blame.}
account b | Sorn Courier | Sorn Courier | 2032-08-02T21:15Z | format=html | byline=Elin Straum on the Tarn ridge
Tarn fire: as it happened

21:10 That is all from us for tonight. {f1=3300:|3,300| hectares} are gone, the fire service says.
19:40 {f4>60:More than |60| houses} have burnt down in Upper Tarn alone, {o:the village clerk, Anna Pohl, tells me; she has a list in pencil}.
17:05 {p3:It is too early to talk about causes, fire chief Mira Sand says when I ask her about the power line.}
16:50 Mira Sand again: {q1:“It jumped over the road as though there was no road.”} She has not slept since Saturday.
14:30 The villagers do not believe the police. {f2=4000:|Four thousand| of them} are on the road, {o:says the innkeeper at the pass, who has sold every bed and every bathtub}.
13:00 {q2:“First the wire danced and then the grass danced,”} says Paul Oriel, who keeps goats. {p1:The fire, he is certain, began under the power line.}
11:20 {f3=750:|750| firefighters}, eleven aircraft.
account c | Daily Trumpet | Daily Trumpet | 2032-08-02T06:00Z | byline=Dex Holt
INFERNO: ‘Even the grass was dancing’

{o:Terrified mum-of-three Kay Lorne grabbed the parrot and ran.} {o:“He kept shouting goodnight,”} she told the Trumpet.
{f2=2500:|2,500| people} had left their homes, {s2:police said, and nobody was missing}. {f3=600:|Six hundred| firefighters} were at work.
A farmer, Paul Oriel, said {p1:he had seen sparks fly from a power line}. {q2:“The wire was dancing, and then the grass was,”} he said.
{ox:Three camp sites on Lake Tarn have been cleared.}
{o:Shopkeeper Dev Marlow, 58, stayed behind to hose down his roof.} {o:“I sold the last ice cream at noon, it was soup,”} he said.
{ox:Brides-to-be Ella and Jo had to move their wedding from the ridge chapel to a bus depot.} Buses took guests and villagers down to the valley in turns, and the cake went in a fire engine.
{o:The Trumpet’s Dex Holt was turned back twice by police on the pass road,} where cars stood nose to tail and the sky, he writes, was the colour of a blood orange.
account d | Tessel News Agency | Tessel | 2032-08-03T17:30Z | byline=Inga Morr
Rain helps crews on Tarn ridge, 61 homes lost

TARN, Aug 3 (Tessel) - Rain came to the help of {f3=900:|900| firefighters} on the Tarn ridge on Tuesday after a fire that burnt {f1=4100:|4,100| hectares} and {f4=61:|61| houses}.
{s1:The wind turned as fire chief Mira Sand had said it would.} {p3:Sand declined to be drawn on the cause and said it was too soon.}
{p2,s3:Tarn Electric repeated that there had been no fault on its lines.} {o:A prosecutor, Lars Imhof, seized a length of cable, his office said.}
{s2:Police have no report of anybody missing.}
{o:“I will believe it is out when I can hear birds,”} said Anna Pohl, the clerk of Upper Tarn.
lookalike x | Sorn Courier | - | 2032-06-20T10:00Z | byline=Elin Straum
Grass fire stops trains near Sorn

A grass fire beside the railway stopped trains between Sorn and Marn for three hours on Sunday.
About four hectares burnt, and 30 firefighters were called. “It was a barbecue,” said fire officer Jo Stell.
