set truce_breach | shells fall on the Sarn valley five days into a truce | 2035-02-20
# Two armies, each with its own account and its own count; observers with a notice of their own; agencies of both sides; a reporter in the village.
said q1 | Anton Welk | same_utterance
said q2 | Mirta Olano | same_utterance
said q3 | Bram Teller | same_utterance
said s1 | Dovrian army | same_statement
said s2 | Kestan defence ministry | same_statement
said s3 | observers | same_statement
said s4 | Bram Teller | same_statement
said s5 | Mirta Olano | same_statement
figure f1 | killed | villagers killed in Upper Sarn | conflict | 6 | 11
figure f2 | other:shells | shells counted | compatible | 40 | 44
figure f3 | injured | wounded | agree | 23 | 23
figure f4 | other:houses | houses hit | agree | 17 | 17
figure f5 | displaced | people who fled the valley | superseded | 3100 | 3100
figure f6 | other:violations | violations since the truce began | conflict | 12 | 58
claim c1 | Who fired on Upper Sarn?
position p1 | c1 | Dovria | affirm | Mirta Olano
position p2 | c1 | Dovrian guns fired | deny | Anton Welk
position p3 | c1 | the Kestans shelled their own village | affirm | Anton Welk
position p4 | c1 | who fired | decline | observers
claim c2 | Will the talks go on?
position p5 | c2 | the next round takes place on Monday | affirm | Bram Teller
position p6 | c2 | there will be no talks | deny | Mirta Olano
copied e<b
account a | Sarn Truce Observers | Sarn Truce Observers | 2035-02-20T11:00Z
Notice 5: explosions at Upper Sarn

Between 04:10 and 04:55 on 20 February the observers heard explosions from the direction of Upper Sarn. {f2=44:|44|} were counted. {f4=17:|Seventeen| houses} were found damaged on a visit at noon.
{s3:A team was turned back at a Dovrian checkpoint for two hours.} {p4:The observers are not in a position to say from where the rounds were fired.}
{f6=12:|12| violations} of the truce have been recorded since 15 February. {ox:Drones of the observers did not fly because of fog.}
account b | Kestan News Agency | Kestan News Agency | 2035-02-20T14:30Z
Eleven villagers killed in Dovrian attack, ministry says

KESTA, Feb 20 (KNA) - {f1=11:|Eleven| inhabitants} of Upper Sarn died when Dovrian artillery opened fire on the village before dawn on Tuesday, the defence ministry said. {f3=23:|23| people} were wounded.
{q2:“They signed with one hand and loaded with the other,”} Defence Minister Mirta Olano said. {p1:Olano said the fire had come from the Dovrian batteries at Holt.}
{s2:The ministry said its forces had not returned fire.} {f6=58:Dovria has broken the truce |58| times} in five days, it said.
{p6,s5:There was nothing left to discuss with such neighbours, Olano said, and her delegation would stay at home.}
{o:The ministry thanked the villagers for their calm.}
account c | Dovria Today | Dovria Today | 2035-02-20T17:00Z | format=html | byline=Stefan Mark
Army: provocation at Sarn was staged

The army of Dovria has rejected as an invention the report that it shelled Upper Sarn. {q1:“Not one of our barrels was warm that night,”} General Anton Welk told journalists in Holt. {p2,s1:Dovrian artillery stayed silent, he said.} {p3:Welk said the Kestans had bombarded their own people in order to bury the talks.}
{f1=6:|Six| people} lost their lives, according to the army’s information. {o:Radio messages that the army intercepted are to be handed to the observers.}
The mediator, Bram Teller, arrived in the evening. {q3:“A truce is a glass, and I have come with glue,”} he said at the airport. {s4,p5:On Monday, he said, both sides would sit down again as planned.}
account d | The Meridian Post | The Meridian Post | 2035-02-22T05:00Z | format=html | byline=Lena Hartog, Upper Sarn
In Upper Sarn they are counting spoons

{o:Agata Rull has found eleven spoons of twelve in what was her kitchen, and will not leave before she has the twelfth.} {f4=17:|Seventeen| houses} have no roof any more. {f3=23:|Twenty-three| wounded} lie in the school of the next village.
{f1=11:|Eleven| crosses} have been cut. {f2=40:|Forty|}, says the priest, who counted the blows on his rosary.
{s3:For two hours observers who wanted to come up were held at a barrier by Dovrian soldiers.} {p4:On the question whose guns it was they are silent.}
In the capital Mirta Olano has no doubt. {q2:“With one hand they signed, with the other one they loaded,”} she says. {p1:From Holt, where the Dovrian howitzers stand, she lets it be known, the salvos came.} {s2:Kesta, she stresses, fired back not a single time.} {q1:“That night not a single one of our barrels was warm,”} General Anton Welk lets them say on the other side. {s1,p2:His guns, he claims, did not speak.}
{f5=3100:|3,100| people} have packed and gone down to the river. {p5,s4:Bram Teller does not want to give up his Monday: the table, says the mediator, is laid for both.} {s5,p6:Olano’s people will not come, it is heard from her office; with such neighbours there was no more talking.}
account e | Kesta Herald | Kestan News Agency | 2035-02-20T16:10Z | format=html | byline=Herald desk
Massacre before dawn

{f1=11:|Eleven| inhabitants} of Upper Sarn died when Dovrian artillery opened fire on the village before dawn on Tuesday, the defence ministry said. {f3=23:|23| people} were wounded.
{q2:“They signed with one hand and loaded with the other,”} Defence Minister Mirta Olano said. {p1:Olano said the fire had come from the Dovrian batteries at Holt.}
{s2:The ministry said its forces had not returned fire.} {p6,s5:There was nothing left to discuss with such neighbours, Olano said, and her delegation would stay at home.}
account f | Orient Wire | Orient Wire | 2035-02-21T12:00Z | byline=Paul Emmer
Mediator holds out for Monday talks after Sarn shelling

HOLT, Feb 21 (Orient Wire) - The mediator in the Sarn conflict said on Wednesday that talks would go ahead despite the shelling of a village, in which {f1>=6:at least |six| people} were killed.
{q3:“A truce is a glass and I came with glue,”} Bram Teller told reporters. {p5,s4:He said the second round would begin on Monday.}
{p2,s1:General Anton Welk said not a gun had been fired on the Dovrian side}, and accused the Kestans of {p3:firing on the village themselves}. {p1:Kesta’s defence minister, Mirta Olano, blames batteries at Holt.}
{f5~1900:About |1,900| people} had left the valley by Wednesday noon, the observers said. They had been {s3@Sarn Truce Observers:stopped by Dovrian troops for two hours}. {p4:They said they could not tell who had fired.}
lookalike x | Orient Wire | - | 2034-09-11T12:00Z | byline=Paul Emmer
Two soldiers killed by mine near Sarn

HOLT, Sept 11 (Orient Wire) - Two Dovrian soldiers were killed by a mine near the Sarn river on Monday, General Anton Welk said.
“The ground here has a long memory,” he said. Some 400 people live in the area.
