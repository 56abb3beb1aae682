set tram_strike | strike of the tram drivers of Lindesholm | 2033-03-12
# Six days: two counts of who took part, an offer that is raised, a union's own notice, a ballot; one copy under another name.
said q1 | Greta Solheim | same_utterance
said q2 | Jarl Piet | same_utterance
said q3 | Oskar Nabb | same_utterance
said s2 | Greta Solheim | same_statement
said s3 | Jarl Piet | same_statement
said s4 | city council | same_statement
said s5 | Lindesholm Transit | same_statement
said s6 | Amalgamated Drivers' Union | same_statement
figure f1 | people | drivers on strike | conflict | 900 | 1640
figure f2 | percent | pay rise offered | superseded | 6.5 | 6.5
figure f3 | percent | pay rise demanded | agree | 9 | 9
figure f4 | other:passengers | passengers stranded each day | compatible | 210000 | 210000
figure f5 | injured | hurt at the depot gate | compatible | 3 | 3
figure f6 | percent | share of the votes for the strike | agree | 88 | 88
figure f7 | other:trams | trams that ran | conflict | 4 | 31
claim c1 | Who broke off the talks?
position p1 | c1 | the management walked out | affirm | Greta Solheim
position p2 | c1 | the union left the table | affirm | Jarl Piet
position p3 | c1 | does not say who left first | decline | Oskar Nabb
claim c2 | Did a manager drive into the pickets?
position p4 | c2 | a company van was driven into the pickets | affirm | Amalgamated Drivers' Union
position p5 | c2 | nobody was driven at | deny | Lindesholm Transit
position p6 | c2 | cannot say yet | doubt | police
copied d<b
account a | Amalgamated Drivers’ Union | Amalgamated Drivers’ Union | 2033-03-12T05:30Z
Notice to members and the public: strike from today

The Amalgamated Drivers’ Union has called its members at Lindesholm Transit out on strike from the first shift of today, March 12.
{s6:In the ballot {f6=88:|88| per cent} voted for a stoppage.} The Union demands a rise of {f3=9:|9| per cent} and an end to split shifts.
{s2,p1:The management walked out of the talks on Thursday evening without making a reply.} {q1:“We kept our chairs warm until midnight, and theirs were cold by nine,”} says Greta Solheim, general secretary.
{o:Members will report to their depots and not to the picket at the City Hall.} {ox:Trams to the two hospitals will be staffed by volunteers.}
account b | Norden Wire | Norden Wire | 2033-03-12T17:45Z | byline=Petra Holm
Tram strike empties Lindesholm’s tracks

LINDESHOLM, March 12 (Norden Wire) - Drivers of the trams of Lindesholm stopped work on Saturday in a dispute over pay, leaving {f4~200000:some |200,000| passengers} to walk, cycle or stay at home.
{f1=1600:About |1,600| drivers} took part, the union said; {f1<=900@Norden Wire:the company counted no more than |900|}. {f7=31:|Thirty-one| trams} left the depots in the morning, Lindesholm Transit said.
{q2:“There was an offer on the table and nobody on the other side of it,”} the chief executive, Jarl Piet, told reporters. {p2,s3:Piet said it was the union that had left the talks.} The company had offered {f2=4:|4| percent}, he added, against the {f3=9:|9| percent} demanded.
{p1@Amalgamated Drivers’ Union,s2@Amalgamated Drivers’ Union:The Amalgamated Drivers’ Union says managers got up and went on Thursday night}, and points to {s6@Amalgamated Drivers’ Union:a ballot in which {f6=88@Amalgamated Drivers’ Union:|88| percent} of the votes were for a strike}.
{s4:The city council, which owns 60 percent of the company, said it would not intervene.}
account c | Holmgate Chronicle | Holmgate Chronicle | 2033-03-14T06:00Z | format=html | byline=Ruth Ankers
The day a van met the picket

{o:It was raining on Depot Four when the white van came, and Benny Lauritz, who has driven the Number 7 for nineteen years, says he had his back to it.} {f5=3:|Three| people} were treated for bruises on Sunday.
{p4:The union is in no doubt that the van was the company’s and that whoever was at the wheel meant to come through.} {s5,p5:At Lindesholm Transit they call this nonsense: nobody drove at anybody, a spokeswoman told the Chronicle.} {p6:The police are looking at the film and do not want to commit themselves.}
By the union’s reckoning {f7=4:|four| trams} ran on Sunday. {q1:“Our chairs were warm till midnight; theirs were cold at nine,”} Greta Solheim repeated, for whoever still asks about Thursday.
{f2=5:|Five| per cent} is what the company has now put in writing, the Chronicle has learned. {o:“Five is a number for people who count on one hand,”} said a shop steward who did not give his name.
{ox:A bakery in Canal Street sold out of saffron buns by eight.}
account d | CityNow | Norden Wire | 2033-03-12T18:30Z | format=html | byline=CityNow desk
NO TRAMS TODAY: all you need to know

Drivers of the trams of Lindesholm stopped work on Saturday in a dispute over pay, leaving {f4~200000:some |200,000| passengers} to walk, cycle or stay at home.
{q2:“There was an offer on the table and nobody on the other side of it,”} the chief executive, Jarl Piet, told reporters. {p2,s3:Piet said it was the union that had left the talks.} The company had offered {f2=4:|4| percent}, he added, against the {f3=9:|9| percent} demanded.
{s4:The city council, which owns 60 percent of the company, said it would not intervene.}
account e | Zeitbote | Zeitbote | 2033-03-16T09:20+01:00 | format=html | byline=Jonas Kehl, Lindesholm
Where the rails rust: a city goes on foot

Since Saturday nothing runs in Lindesholm, or nearly nothing. {f4=210000:|210,000| people} who otherwise ride the tram every day have discovered their feet.
{f1=1640:|1,640| women and men of the driving service} have laid down work, {q1:“Our chairs stayed warm until midnight, those of the others were cold already at nine,”} says Greta Solheim, who leads their trade union, about the evening on which it came to the break. {p1,s2:That it was the board that stood up first she can prove, she says: there is a waiter.}
Jarl Piet, the head of the transport company, sees it the other way round. {q2:“On the table lay an offer, and across from it sat no one,”} he says. {s3,p2:The trade union, he maintains, was gone before the coffee.}
The mediator, Oskar Nabb, a retired judge, has listened to both. {q3:“I have heard two watches tick, and they do not show the same time,”} he says. {p3:Who went first? He smiles and orders soup.}
{s4:From the town hall it is heard that one intends to keep out of it.} {o:The bishop has offered his bicycle.}
{f5=3:|Three| pickets} were hurt on Sunday at a depot gate. {p5,s5:The company disputes that one of its vehicles drove into them.}
account f | Norden Wire | Norden Wire | 2033-03-17T21:10Z | byline=Petra Holm
Lindesholm tram drivers to vote on improved offer

LINDESHOLM, March 17 (Norden Wire) - Striking tram drivers in Lindesholm will vote on Friday on an offer raised to {f2=6.5:|6.5| percent}, the mediator said after a night of talks.
{q3:“I’ve heard two watches tick and they don’t show the same time, but both have stopped at six and a half,”} Oskar Nabb, a former judge, told a news conference.
{o:Solheim said she would recommend neither yes nor no.} {o:“They can read,”} she said of her members.
{p6:Police said they had not established whether the van that injured {f5>=3:at least |three| people} on Sunday had been driven at the pickets on purpose.} {p4:The union maintains it was.} {of=2:|Two| of the injured} have gone back to the picket line.
{ox:The strike is the longest in the city since 1974.}
lookalike x | Norden Wire | - | 2032-11-03T12:00Z | byline=Petra Holm
Ferry crews in Lindesholm call off strike

LINDESHOLM, Nov 3 (Norden Wire) - Crews of the harbour ferries of Lindesholm called off a strike on Wednesday after accepting a rise of 3 percent.
“We have got what we can carry,” said their spokesman, Lars Brenn. About 240 people had been expected to take part.
