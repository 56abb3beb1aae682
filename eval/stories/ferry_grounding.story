set ferry_grounding | the ferry Halcyon runs aground off Sorn | 2032-05-03
# Two days; an agency, a light copy of it, a foreign correspondent, a later edition that corrects, a look-alike.
said q1 | Runa Tveit | same_utterance
said q2 | Jonas Abel | same_utterance
said s1 | coast guard | same_statement
said s2 | Nordfast | same_statement
said s3 | Runa Tveit | same_statement
figure f1 | people | people on board | conflict | 204 | 212
figure f2 | injured | injured | superseded | 23 | 23
figure f3 | other:litres | fuel in the tanks | compatible | 60000 | 60000
figure f4 | age | age of the ship | agree | 31 | 31
claim c1 | Had the captain been drinking?
position p1 | c1 | the captain smelled of alcohol | affirm | Jonas Abel
position p2 | c1 | the captain was sober | deny | Nordfast
position p3 | c1 | would not say | decline | Runa Tveit
copied b<a
edition d<c
account a | Tessel News Agency | Tessel | 2032-05-03T07:40Z | byline=Inga Morr
Ferry with more than 200 aboard runs aground off Sorn

SORN, May 3 (Tessel) - A passenger ferry with {f1=204:|204| people} on board ran on to a reef outside the harbour of Sorn before dawn on Monday, and {f2=9:|nine| people} were hurt, {s1:the coast guard said everybody had been taken off the ship by six o’clock}.
The Halcyon, {f4=31:a |31|-year-old ship} on the night route from Marn, was doing 17 knots when she struck, according to the harbour radar.
{q1:“She was two miles from where she should have been, and nobody on the bridge noticed,”} said Runa Tveit, who leads the accident board. {s3:Tveit said the voyage recorder had been found undamaged.}
A lorry driver, Jonas Abel, said {p1:the captain had smelled of alcohol when he came down to the car deck}. {q2:“The floor tipped and forty cars began to dance,”} he said.
The owner, Nordfast, said {s2,p2:the captain had passed a breath test within the hour}.
About {f3~60000:|60,000| litres of diesel} are in her tanks. A boom has been laid around the wreck.
account b | Marn Observer | Tessel | 2032-05-03T09:15Z | format=html | credit=Source: Tessel | byline=Online desk
Night ferry hits reef: all 204 safe

A passenger ferry with {f1=204:|204| people} on board ran on to a reef outside the harbour of Sorn before dawn on Monday morning, and {f2=9:|nine| people} were hurt, {s1:the coast guard said everybody had been taken off the ship by six o’clock}.
The Halcyon, {f4=31:a |31|-year-old vessel} on the night route from Marn, was doing 17 knots when she struck, according to the harbour radar.
{q1:“She was two miles from where she should have been, and nobody on the bridge noticed,”} said Runa Tveit, who leads the accident board. {s3:Tveit said the voyage recorder had been found undamaged.}
{q2:“The floor tipped and forty cars began to dance,”} lorry driver Jonas Abel said.
About {f3~60000:|60,000| litres of diesel} are in her tanks.
account c | Le Quai | Le Quai | 2032-05-03T18:20+02:00 | format=html | byline=Maud Ferrand, Sorn | url=https://www.lequai.example/halcyon
At Sorn, a ferry, a reef and a smell of brandy

In the gymnasium of the primary school of Sorn sit the shipwrecked of the night, in blankets with rabbits on them. {f1=212:|Two hundred and twelve| of them}, counts the headmistress, {ox:who has made pancakes since five in the morning}.
{q1:“The ship was two miles away from her route, and on the bridge not a single person realised,”} declares Runa Tveit, the head of the accident investigation board. As for what the captain drank or did not drink, {p3:she refuses to answer}.
The lorry driver Jonas Abel is less shy. {q2:“The ground tilted and then forty cars started dancing,”} he recounts. {p1:The captain, he maintains, stank of brandy}.
{p2,s2:The shipping line Nordfast assures that its captain blew into the tube and that nothing was found}.
{o:“I have swum further than that for a bet,”} says Old Peder, 79, who left by the window of the restaurant.
{f2=21:|Twenty-one| passengers} are being treated at the hospital of Sorn, {o:its director, Dr Hamre, told us}.
account d | Le Quai | Le Quai | 2032-05-03T18:20+02:00 | format=html | byline=Maud Ferrand, Sorn | modified=2032-05-04T11:00+02:00 | url=https://www.lequai.example/halcyon
At Sorn, a ferry, a reef and a doubt

In the gymnasium of the primary school of Sorn sit the shipwrecked of the night, in blankets with rabbits on them. {f1=204:|Two hundred and four| of them}, counts the headmistress, {x1:who has made pancakes since five in the morning}.
{q1:“The ship was two miles away from her route, and on the bridge not a single person realised,”} declares Runa Tveit, the head of the accident investigation board. As for what the captain drank or did not drink, {p3:she refuses to answer}.
The lorry driver Jonas Abel is less shy. {q2:“The ground tilted and then forty cars started dancing,”} he recounts. {p1:The captain, he maintains, smelled of drink}.
{p2,s2:The shipping line Nordfast assures that its captain blew into the tube and that nothing was found}.
{f2=23:|Twenty-three| passengers} are being treated at the hospital of Sorn, {x2:its director, Dr Hamre, told us}.
An earlier version of this article gave a wrong number of passengers.
account e | Sorn Courier | Sorn Courier | 2032-05-04T06:30Z | byline=Elin Straum
Halcyon wreck: salvage tug due on Thursday

{ox:A tug from Port Vale will try to pull the ferry Halcyon off the Hen Reef on Thursday’s spring tide}, {o:harbour master Bo Lunde told the Sorn Courier}.
Pumping out {f3=60000:her |60,000| litres of diesel} comes first and will take {of=14:|14| hours}, Lunde said. {o:“I want her dry before I want her gone,”} he said.
{f2=23:|Twenty-three| people} were injured when the ferry struck the reef early on Monday; four were still in hospital last night.
{s3:The voyage recorder was recovered in good condition, accident investigator Runa Tveit has confirmed.}
{ox:The village shop has sold out of socks.}
lookalike x | Tessel News Agency | - | 2032-03-11T12:00Z | byline=Inga Morr
Cargo ship aground off Port Vale

PORT VALE, March 11 (Tessel) - A cargo ship with a crew of 14 ran aground on a sandbank off Port Vale on Thursday, the coast guard said.
The Marigold was carrying 3,000 tonnes of fertiliser. Nobody was hurt, and she was expected to float off on the evening tide.
“Sand is kinder than rock,” said Bo Lunde, the harbour master of Sorn, who sent a pilot boat.
