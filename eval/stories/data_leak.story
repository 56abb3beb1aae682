set data_leak | customer data of Brightwell Bank stolen | 2032-02-12
# The company's own statement comes first; a researcher contradicts; another paper copies and hides it.
said q1 | Ines Calder | same_utterance
said q2 | Teo Marsh | same_utterance
said s1 | Brightwell Bank | same_statement
said s2 | Brightwell Bank | same_statement
said s3 | data commissioner | same_statement
said s4 | Teo Marsh | same_statement
figure f1 | other:customers | customers affected | conflict | 40000 | 1300000
figure f2 | other:days | days before it was noticed | agree | 19 | 19
figure f3 | money:EUR | possible fine | compatible | 20000000 | 20000000
figure f4 | percent | fall of the share price | superseded | 11 | 11
claim c1 | Were passwords taken?
position p1 | c1 | no passwords were taken | deny | Brightwell Bank
position p2 | c1 | passwords are among the data | affirm | Teo Marsh
position p3 | c1 | cannot confirm either | doubt | data commissioner
copied d<b
account a | Brightwell Bank | Brightwell Bank | 2032-02-12T07:00Z
Information for our customers about a security incident

Brightwell Bank was the target of an attack on its systems in January.
{s1:According to what we know at present, data of {f1=40000:|40,000| customers} were affected.} {s2,p1:No passwords and no account balances were taken.}
The attack was discovered after {f2=19:|19| days} and stopped on the same day. {o:We have informed the police and the data commissioner.}
{q1:“We are sorry, and being sorry will not be the end of it,”} says Ines Calder, chief executive.
{o:Customers do not have to do anything.}
account b | Marn Observer | Marn Observer | 2032-02-12T17:30Z | byline=Clara Voss
Bank leak far larger than admitted, researcher says

{s4,f1=1300000:More than a million customers of Brightwell Bank, |1.3| million to be exact}, are in a file that has been for sale since Sunday, according to the security researcher Teo Marsh, who has seen it.
{p2:The file has passwords in it, Marsh said, and not very good ones.} {q2:“The most popular is the name of the bank,”} he told the Marn Observer.
{s1@Brightwell Bank:The bank said in the morning that {f1=40000@Brightwell Bank:|40,000| customers} were affected}, and {p1@Brightwell Bank,s2@Brightwell Bank:that passwords were not among what was stolen}.
It took {f2=19:|19| days} before anybody noticed. {p3,s3:The data commissioner, Rosa Imhof, said she could confirm neither account} and that a fine of {f3<=20000000:up to |20| million euros} was possible.
Shares in the bank fell by {f4=6:|six| percent}.
{ox:The bank’s telephone lines played Vivaldi all afternoon.}
account c | Tessel News Agency | Tessel | 2032-02-13T16:45Z | byline=Inga Morr
Brightwell shares sink further after data theft

MARN, Feb 13 (Tessel) - Shares in Brightwell Bank had lost {f4=11:|11| percent} by the close on Friday, a day after it admitted that customer data had been stolen.
{q1@Brightwell Bank:“We are sorry and being sorry is not the end of it,”} chief executive Ines Calder said in a statement. {o:She will appear before a committee of parliament on Tuesday, two officials said.}
{s4@Marn Observer,f1=1300000@Marn Observer:Data of |1.3| million customers} are offered for sale, a researcher told the Marn Observer. {s1@Brightwell Bank:The bank put the number at {f1=40000@Brightwell Bank:|40,000|}.}
{s3:Data commissioner Rosa Imhof said she was not in a position to confirm either figure.} The fine may be {f3=20000000:|20| million euros}.
account d | Daily Trumpet | Marn Observer | 2032-02-13T06:00Z | format=html | byline=Trumpet Money team
MILLION victims in bank hack horror

{s4:More than a million customers of Brightwell Bank, {f1=1300000:|1.3| million to be exact}, are in a file that has been for sale since Sunday, according to security researcher Teo Marsh, who has seen it.}
{p2:The file has passwords in it, Marsh said, and not very good ones.} {q2:“The most popular is the name of the bank,”} he revealed.
It took {f2=19:|19| days} before anybody noticed. {p3,s3:The data commissioner, Rosa Imhof, said she could confirm neither account} and that a fine of {f3<=20000000:up to |20| million euros} was possible.
lookalike x | Tessel News Agency | - | 2031-10-09T12:00Z | byline=Inga Morr
Hospital chain says patient files were locked by hackers

MARN, Oct 9 (Tessel) - The Lindenhof hospitals said on Thursday that hackers had locked 12,000 patient files and demanded 800,000 euros.
“We went back to pencils,” said the chief physician, Karl Roth. The data commissioner was informed.
