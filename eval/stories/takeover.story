set takeover | Haldane bids for Crest Foods | 2031-09-15
# A takeover in three rounds: offers that are raised are not one figure in conflict; a paper has it first.
said q1 | Marcus Thiel | same_utterance
said q2 | Olive Prentiss | same_utterance
said s1 | Crest Foods | same_statement
said s2 | unions | same_statement
said s3 | Haldane | same_statement
figure f1 | money:EUR | price offered for the company | superseded | 2600000000 | 2600000000
figure f2 | money:EUR | price for a share | superseded | 31 | 31
figure f3 | other:jobs | jobs that would go | conflict | 800 | 3000
figure f4 | other:staff | employees of Crest | compatible | 14000 | 14000
claim c1 | Will jobs be lost?
position p1 | c1 | thousands of jobs will go | affirm | Dana Wicks
position p2 | c1 | no plant will be closed | deny | Marcus Thiel
position p3 | c1 | has nothing to say about jobs | decline | Olive Prentiss
copied d<c
account a | Marn Observer | Marn Observer | 2031-09-15T06:00Z | byline=Clara Voss
Haldane prepares offer for maker of Crest biscuits

The Haldane group is about to offer {f1=2200000000:|2.2| billion euros} for Crest Foods, the maker of biscuits and tinned soup, three people who know the plan have told the Marn Observer.
{o:“The letter is written and lies in a drawer,”} said one of them. {f2=26:|26| euros} a share are planned, the people said.
{p3:The chairwoman of Crest, Olive Prentiss, would not comment on jobs or on anything else.} Crest has {f4~14000:some |14,000| employees} in nine countries.
{o:An analyst at Dornier & Daughters, Felix Hart, doubts that the banks will pay for it.}
account b | Tessel News Agency | Tessel | 2031-09-16T08:30Z | byline=Inga Morr
Haldane bids 2.4 billion euros for Crest Foods

MARN, Sept 16 (Tessel) - Haldane has offered {f1=2400000000:|2.4| billion euros} for Crest Foods, {s3:the group said on Tuesday, or {f2=28.5:|28.50| euros} for each share}.
{q1:“We want the biscuits, the soup and the people who make them,”} chief executive Marcus Thiel said. {p2:He promised that no plant would be closed.}
{s1:Crest said its board would study the offer.} {s2,p1:Unions fear for thousands of jobs: Dana Wicks of the food workers said {f3=3000:|3,000| would go}.}
The plan was first reported by the Marn Observer.
account c | Orlan Press | Orlan Press | 2031-09-22T15:10Z | byline=Saul Finch
Crest board backs Haldane after higher bid

MARN, Sept 22 (Orlan Press) - The board of Crest Foods recommended on Monday that shareholders accept an improved offer of {f1=2600000000:|2.6| billion euros} from Haldane, {f2=31:|31| euros} a share.
{q2:“At thirty-one euros even my grandmother would sell, and she founded the place,”} said chairwoman Olive Prentiss.
{q1:“We want the biscuits and the soup and also the people,”} Haldane’s chief executive, Marcus Thiel, told a news conference. {f3=800:|Eight hundred| jobs} in administration would go, he said, but {p2:not one factory}.
Crest employs {f4=14000:|14,000| people}.
account d | Vale Gazette | Vale Gazette | 2031-09-23T05:00Z | format=html | byline=Tom Askew
‘Even my grandmother would sell’: fear and biscuits at Dock Street

{q2:“At thirty-one euros even my grandmother would sell, and she founded the place,”} said chairwoman Olive Prentiss. Outside the factory on Dock Street they do not laugh.
{o:“I have packed eleven million wafers, and I am not for sale,”} said Bea Lomax, who has worked on line four for 30 years.
{p1,s2:{f3=3000:|Three thousand| jobs} are at risk, union leader Dana Wicks said again.} The board recommended on Monday that shareholders accept an improved offer of {f1=2600000000:|2.6| billion euros} from Haldane, {f2=31:|31| euros} a share.
{ox:The works band has cancelled its autumn concert.}
lookalike x | Tessel News Agency | - | 2031-03-03T09:00Z | byline=Inga Morr
Haldane sells its bus company

MARN, March 3 (Tessel) - Haldane sold its bus company to a fund on Monday for 310 million euros.
“We were never bus people,” chief executive Marcus Thiel said. The company has 2,100 drivers.
