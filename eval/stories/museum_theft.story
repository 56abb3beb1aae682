set museum_theft | theft of the Velden cup from the Marn museum | 2032-09-08
# An exclusive told again by others who say whose it is; photo credit; an opposing estimate of value.
said q1 | Dora Linde | same_utterance
said q2 | Chief Inspector Halm | same_utterance
said s1 | Chief Inspector Halm | same_statement
said s2 | night watchman | same_statement
said s3 | Dora Linde | same_statement
figure f1 | money:EUR | value of the cup | conflict | 3000000 | 5000000
figure f2 | other:minutes | length of the break-in | compatible | 4 | 4
figure f3 | other:coins | coins taken too | agree | 17 | 17
figure f4 | people | suspects | agree | 3 | 3
claim c1 | Was the alarm off?
position p1 | c1 | the alarm had been off since the spring | affirm | night watchman
position p2 | c1 | the alarm worked | deny | Dora Linde
position p3 | c1 | doubts that a working alarm could be silent | doubt | Chief Inspector Halm
account a | Marn Observer | Marn Observer | 2032-09-08T06:00Z | byline=Clara Voss
Museum alarm was off for months, watchman says

{p1,s2:The alarm of the Marn city museum, from which the Velden cup was stolen on Tuesday night, had been switched off since the spring because it rang for every moth, a night watchman has told the Marn Observer.}
{o:“I wrote it in the book, every Sunday, twenty-two Sundays,”} said the man, who asked us not to print his name.
The director, Dora Linde, rejected this. {q1:“Our alarm is older than I am, but it works better,”} she said, insisting that {p2,s3:the alarm had been in order on the night}.
Three hooded figures, {f4=3:|three|} on the pictures of a petrol station’s camera, needed {f2<5:less than |five| minutes}. They took the golden cup, worth {f1=3000000:|3| million euros}, and {f3=17:|17| coins}.
{q2:“They knew which window, they knew which case, and they wiped their feet,”} Chief Inspector Halm said.
account b | Orlan Press | Orlan Press | 2032-09-08T11:20Z | byline=Saul Finch
Thieves take medieval cup from museum in Marn

MARN, Sept 8 (Orlan Press) - Thieves broke into the city museum of Marn and stole a 900-year-old golden cup valued at {f1=5000000:|5| million euros}, police said on Wednesday.
{f4=3:|Three| people} were being sought, Chief Inspector Ruth Halm said. {s1:She said a grey van had been found burnt out near the river.} {q2:“They knew the window and they knew the case,”} she told reporters.
They were inside for {f2=4:|four| minutes}, and also took {f3=17:|seventeen| coins}.
{s2@Marn Observer,p1@Marn Observer:The alarm had been out of use since spring, according to a watchman quoted by the Marn Observer.} {p2,s3:The museum’s director, Dora Linde, said the alarm had worked.}
{o:The insurer, Old Lantern Mutual, offered a reward}, {of=200000:|200,000| euros}, for the return of the cup.
account c | BriefCast | Marn Observer | 2032-09-08T13:00Z | format=html | credit=Photo: Orlan Press
Velden cup: a watchman speaks out

How could thieves walk out of a museum with a golden cup and wake nobody? {p1,s2:Because the alarm had been turned off for months, if a night watchman is to be believed who spoke to the Marn Observer.} It went off whenever a moth flew by, the paper reports.
The cup is worth {f1=3000000:|three| million euros}, the Observer writes. {f4=3:|Three| people in hoods} appear on the recording of a camera at a petrol station, according to the newspaper.
{p2,s3:The director of the museum, Dora Linde, denies it all to the Observer}: {q1:“Our alarm works better than I do,”} is how the paper quotes her.
account d | Le Quai | Le Quai | 2032-09-09T08:00+02:00 | format=html | byline=Maud Ferrand, Marn | credit=Photo: Orlan Press
The cup, the moth and the lady director

At Marn one speaks only of the moth. {q1:“The alarm has more years than me, and it functions better than me,”} says Dora Linde, directress of the museum, between two telephone calls. {p2,s3:It was switched on, she repeats.}
Chief Inspector Ruth Halm listens to this with one eyebrow. {p3:She finds it hard to believe, she says, that an alarm in order should stay silent for four minutes.} {q2:“They knew the window, they knew the glass case and they cleaned their shoes,”} she enumerates.
{s1:Of the grey van there remains a carcass, found on the bank of the river.} The {f3=17:|17| coins} are of no great worth. {o:“To a collector, nothing; to a schoolboy, a fortune,”} estimates the numismatist Jean Ablon.
{ox:The mayor has cancelled the wine festival.}
account e | Orlan Press | Orlan Press | 2032-09-14T16:00Z | byline=Saul Finch
Stolen Velden cup found in milk churn, three held

MARN, Sept 14 (Orlan Press) - The golden cup stolen from the Marn museum a week ago was found in a milk churn on a farm on Tuesday, and {f4=3:|three| people} were arrested, police said.
{o:“It smelled of cream and it had not a scratch,”} Chief Inspector Ruth Halm said. {o:A farmer had wondered why the churn would not empty, she said.}
The {f3=17:|17| coins} are still missing. Experts now put the value of the cup at {f1=5000000:|five| million euros}, well above the {f1=3000000:|three| million} in the museum’s own books.
Police still want to know whether the alarm was on. {s2@Marn Observer,p1@Marn Observer:A watchman had told the Marn Observer that it had been off since the spring}; {s3,p2:the director, Dora Linde, has always said that it was working}.
{q2:“They knew the window, they knew the case and they wiped their feet,”} Halm had said of the thieves on the day after. {o:On Tuesday she added that one of them had once repaired the museum’s roof.}
{ox:The museum will be open again on Saturday, free of charge.}
lookalike x | Orlan Press | - | 2032-04-15T12:00Z | byline=Saul Finch
Painting stolen from gallery in Sorn found in bus

SORN, April 15 (Orlan Press) - A painting stolen from a gallery in Sorn in March has been found on the back seat of a bus, police said on Thursday.
The picture, worth 40,000 euros, was wrapped in a raincoat. “The driver thought it was a mirror,” said inspector Karl Benn.
