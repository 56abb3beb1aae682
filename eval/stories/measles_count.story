set measles_count | measles in the Sele valley | 2034-02-03
# Ten days: an office's daily bulletin, a clinic's own list, a school that stays open, a rumour denied; an interview taken over with its name.
said q1 | Nora Weld | same_utterance
said q2 | Tobias Renn | same_utterance
said q3 | Anke Moor | same_utterance
said s1 | Health Office of the Sele District | same_statement
said s2 | Health Office of the Sele District | same_statement
said s3 | Nora Weld | same_statement
said s4 | Tobias Renn | same_statement
said s5 | Anke Moor | same_statement
figure f1 | other:cases | confirmed cases | conflict | 41 | 67
figure f2 | killed | deaths | agree | 1 | 1
figure f3 | other:doses | doses of vaccine ordered | compatible | 12000 | 12000
figure f4 | percent | share of children who had both injections | agree | 71 | 71
figure f5 | other:children | children in hospital | superseded | 14 | 14
figure f6 | other:years | age of the child that died | agree | 4 | 4
claim c1 | Were cases left out of the count?
position p1 | c1 | cases are missing from the count | affirm | Nora Weld
position p2 | c1 | nothing is held back | deny | Health Office of the Sele District; Tobias Renn
position p3 | c1 | has no opinion yet | decline | national institute
claim c2 | Was the school told too late?
position p4 | c2 | the school learned of it from parents | affirm | Anke Moor
position p5 | c2 | the school was told on the same day | deny | Health Office of the Sele District
copied e<c
account a | Health Office of the Sele District | Health Office of the Sele District | 2034-02-03T08:00Z
Bulletin no. 4 on the measles situation

{s1:As of February 2, the Health Office has recorded {f1=41:|41| confirmed cases} of measles in the district.} {f5=6:|Six| children} are being treated in hospital. {f2=1:|One| child}, a girl of {f6=4:|four| years}, has died.
{s2,p2:Every laboratory finding is published on the day it is received; nothing is withheld.} {f3=12000:|12,000| doses} of vaccine have been ordered.
{p5:The Upper Sele school was informed on January 26, the day of the first finding.}
{o:The Office asks parents not to come to the surgeries without telephoning.}
account b | Marn Observer | Marn Observer | 2034-02-04T19:00Z | byline=Clara Voss
The doctor who counts for herself

In a drawer of her surgery in Brack, beneath the prescription pads, Nora Weld keeps a list. There are {f1=67:|67| names} on it. {s3,p1:She says that a third of her patients with measles do not turn up in what the district publishes.}
{q1:“They count swabs, and I count children,”} the paediatrician told the Observer.
{s1@Health Office of the Sele District:The health office has {f1=41@Health Office of the Sele District:|41|} on its books}, {f2=1:|one| of them dead}. {p2@Health Office of the Sele District,s2@Health Office of the Sele District:It insists that it keeps nothing back.}
{f4=71:|Seventy-one| per cent} of the children in the valley have had both injections; {of=95:|95| per cent} are thought to be needed. {o:“People here vaccinate their cattle,”} said a vet who asked not to be named.
{p4,s5:Anke Moor, headmistress at Upper Sele, remembers that it was parents who rang her.} {q3:“I read it in the chat of the third form,”} she said.
account c | Tessel News Agency | Tessel | 2034-02-05T14:20Z | byline=Inga Morr
Minister rejects claims measles toll is understated

MARN, Feb 5 (Tessel) - The health minister, Tobias Renn, on Sunday rejected as “plainly wrong” {p1@Marn Observer,s3@Marn Observer:a doctor’s assertion in the Marn Observer that measles cases in the Sele valley were being left out of the official figure}.
{s4,p2:“No child is missing from any table of mine,” he said}, adding that {f5=9:|nine| children} were now in hospital. {q2:“A thermometer is not improved by shouting at it,”} Renn told a news conference.
A girl aged {f6=4:|four|} died last week, the first death from measles in the country in eleven years.
Some {f3~12000:|12,000| doses} of vaccine are on their way to the district, the ministry said. {p3:The national institute for infections said it did not have enough data to take a view.}
Fewer than three in four children in the valley, {f4=71:|71| percent}, have been vaccinated twice.
account d | Le Quai | Le Quai | 2034-02-09T11:00+01:00 | format=html | byline=Maud Ferrand, Brack | credit=Photo: Tessel
In the valley where one counts twice

At Brack there are two numbers, and one chooses according to the side of the river. On the left bank {f1=49:|49| cases}, that is the district; on the right bank {f1=67:|67|}, that is Doctor Weld.
{q1:“They are counting swabs; I, I count children,”} she tells us between two doors. {p1,s3:The files of the office, she affirms, are short of a good third.}
{q2:“One does not improve the thermometer by shouting at it,”} minister Tobias Renn had said on Sunday. {p2,s4:In his tables, he swore, not one child was lacking.}
{f5=14:|Fourteen| little beds} are occupied in the hospital of Sele. {o:“We sing to them by number, they like that,”} says Sister Agnes, who runs the ward.
At the school Anke Moor has opened the windows. {q3:“It is in the chat of the third form that I read it,”} she says. {s5,p4:From the office nobody called before the parents did.} {p5:The office maintains the opposite.}
{ox:On the bridge somebody has painted a red dot, and then a second one.}
account e | BriefCast | Tessel | 2034-02-05T16:00Z | format=html | credit=Source: Tessel News Agency
Measles: minister hits back

Health minister Tobias Renn on Sunday rejected as “plainly wrong” a doctor’s assertion {p1@Marn Observer,s3@Marn Observer:that measles cases in the Sele valley were being left out of the official figure}.
{s4,p2:“No child is missing from any table of mine,” he said}, adding that {f5=9:|nine| children} were now in hospital. {q2:“A thermometer is not improved by shouting at it,”} Renn told a news conference.
A girl aged {f6=4:|four|} died last week, the first death from measles in the country in eleven years.
account f | Sorn Courier | Sorn Courier | 2034-02-12T20:30Z | byline=Elin Straum
Queue at Brack as vaccine arrives

They came with prams and on tractors: {f3=12000:|twelve thousand| doses} were unloaded at Brack on Saturday, and by noon {of=840:|840| people} had bared an arm.
{f5=14:|Fourteen| children} remain in hospital. {s1:The health office gave the number of confirmed infections as {f1=58:|58|}.}
{s3,p1:Dr Weld stuck to her view that the list was incomplete.} {q1:“They count swabs. I count the children,”} she said, rolling up a sleeve.
{p3:At the national institute nobody would be drawn on who was right.}
{q2:“Shouting at a thermometer doesn’t improve it,”} the minister, Tobias Renn, said again, {o:and was vaccinated in front of the cameras for the fourth time in his life}.
lookalike x | Tessel News Agency | - | 2033-06-21T12:00Z | byline=Inga Morr
Salmonella from eggs makes 80 ill in Orm

ORM, June 21 (Tessel) - About 80 people have fallen ill in the town of Orm after eating eggs from one farm, the health office said on Tuesday.
Six of them are in hospital. “We know the hen house, if not the hen,” said the head of the office, Karin Bull.
