set satellite_loss | launch of the Petrel satellite fails | 2031-12-05
# Science desk: few sides, many numbers and units; a release; a colour piece; a brief with nothing of its own.
said q1 | Greta Solheim | same_utterance
said q2 | Ravi Anand | same_utterance
said s1 | Northern Launch | same_statement
said s2 | Greta Solheim | same_statement
said s3 | Ravi Anand | same_statement
figure f1 | other:seconds | time into the flight | agree | 174 | 174
figure f2 | money:EUR | cost of the satellite | conflict | 180000000 | 240000000
figure f3 | other:kg | mass of the satellite | agree | 1100 | 1100
figure f4 | other:km | height reached | compatible | 61 | 61
figure f5 | other:years | delay of the programme | compatible | 3 | 3
claim c1 | Was a valve at fault?
position p1 | c1 | a valve is suspected | affirm | Ravi Anand
position p2 | c1 | nothing points to the valve | deny | Northern Launch
copied d<b
account a | Northern Launch | Northern Launch | 2031-12-05T11:00Z
Mission update: Petrel

{s1:The flight of the rocket Skua 9 with the satellite Petrel ended {f1=174:|174| seconds} after lift-off.} Contact was lost at a height of {f4=61:|61| kilometres}.
Petrel, with a mass of {f3=1100:|1,100| kilograms}, was to measure sea ice. {q1:“We will find out why, and we will fly again,”} says Greta Solheim, managing director of Northern Launch.
{p2:At this time nothing points to the fuel valve that was exchanged in November.}
{o:Fishing boats are asked to keep clear of the zone and to report debris.}
account b | Tessel News Agency | Tessel | 2031-12-05T13:40Z | byline=Inga Morr
Rocket with sea-ice satellite lost after launch

ANDVIK, Dec 5 (Tessel) - A rocket carrying the sea-ice satellite Petrel was lost {f1=174@Northern Launch:|174| seconds} after lift-off from Andvik on Friday.
{q1@Northern Launch:“We will find out why and we will fly again,”} said Greta Solheim, the head of Northern Launch. {s2:She said the company was insured.}
The satellite cost {f2=180000000:|180| million euros}. Ravi Anand, who led the science team, said {s3:the programme would be set back by {f5>=3:at least |three| years}}. {q2:“Ten years of my life made a very pretty light,”} he said.
{p1:He said suspicion fell on a fuel valve.}
account c | Sorn Courier | Sorn Courier | 2031-12-06T06:00Z | format=html | byline=Elin Straum in Andvik
On the beach at Andvik, a very pretty light

The children counted with the loudspeaker, and they went on counting when it had stopped. {f1=174:|A hundred and seventy-four| seconds}, and then there were two suns.
{q2:“Ten years of my life, and it made such a pretty light,”} said Ravi Anand, and laughed, and did not. {s3:Three years, perhaps more, will be lost.} {p1:It was the valve, he believes: the one they changed in November.}
{f2=240000000:|240| million euros} is the price that the ministry names. {o:A spokesman there, Jens Bakke, called it “tuition”.}
{o:“My nets are full of gold foil,”} said fisherman Arne Vik. {ox:The bakery had made a cake in the shape of a bird.}
{f4~60:Some |60| kilometres} up, the bird had come to its end.
account d | Marn Observer | Tessel | 2031-12-06T05:00Z | byline=Agencies | credit=Tessel
Sea-ice satellite lost

A rocket carrying the sea-ice satellite Petrel was lost {f1=174:|174| seconds} after lift-off from Andvik on Friday.
The satellite cost {f2=180000000:|180| million euros}, weighed {f3=1100:|1,100| kg}. Ravi Anand, who led the science team, said {s3:the programme would be set back by {f5>=3:at least |three| years}}. {q2:“Ten years of my life made a very pretty light,”} he said.
{p1:He said suspicion fell on a fuel valve.}
{s2:Greta Solheim said the company was insured.}
lookalike x | Sorn Courier | - | 2031-08-14T10:00Z | byline=Elin Straum
Weather balloon lands in Sorn swimming pool

A weather balloon came down in the open-air pool of Sorn on Thursday after 90 minutes in the air.
“It waved at us,” said lifeguard Tor Ness, 17. The balloon weighs four kilograms and cost 900 euros.
