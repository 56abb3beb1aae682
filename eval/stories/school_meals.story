set school_meals | children fall ill after school lunches in Wendmark | 2034-05-10
# A health office's own bulletin, numbers that grow over four days, a caterer that denies, a laboratory; one copy without credit, one retelling that names its source.
said q1 | Ines Corbett | same_utterance
said q2 | Hal Mortensen | same_utterance
said q3 | Ruth Dorn | same_utterance
said s1 | Wendmark Health Office | same_statement
said s2 | Freshplate | same_statement
said s3 | Ines Corbett | same_statement
said s4 | Hal Mortensen | same_statement
said s5 | Ruth Dorn | same_statement
said s6 | police | same_statement
figure f1 | injured | children taken ill | superseded | 214 | 214
figure f2 | other:schools | schools supplied | agree | 31 | 31
figure f3 | other:children | children in hospital | superseded | 9 | 9
figure f4 | other:meals | meals delivered on Tuesday | compatible | 6400 | 6400
figure f5 | other:degrees | temperature of the rice on arrival | conflict | 38 | 63
figure f6 | other:samples | samples with the bacterium | agree | 4 | 4
claim c1 | Where did the food spoil?
position p1 | c1 | it was left to cool too slowly in the kitchen | affirm | Wendmark Health Office
position p2 | c1 | the kitchen was at fault | deny | Freshplate
position p3 | c1 | the schools kept the boxes open too long | affirm | Hal Mortensen
position p4 | c1 | where it happened | decline | police
claim c2 | Had the caterer been warned?
position p5 | c2 | it was warned in February | affirm | Ruth Dorn
position p6 | c2 | no warning came | deny | Freshplate
copied d<b
account a | Wendmark Health Office | Wendmark Health Office | 2034-05-10T16:00Z
Bulletin No. 1: illness among pupils

On Tuesday, May 9, pupils in several schools of Wendmark fell ill after lunch. {f1=87:|87| children} have reported to doctors or hospitals; {f3=14:|14| children} were kept in overnight.
{s1:All pupils are expected to make a full recovery.} The lunches came from the kitchen of Freshplate in Harrow Lane, which supplies {f2=31:|31| schools}.
{ox:The kitchen was closed at 11 on Wednesday morning.} {q1:“Rice that cools slowly is a bed for bacteria, and this rice cooled all night,”} says Dr Ines Corbett, who heads the Office. {p1:The Office assumes that large pots were left standing in the kitchen instead of being chilled.}
{o:Parents are asked to keep leftovers in a closed box and to bring them to the Office.}
account b | Tessel Press | Tessel Press | 2034-05-11T18:20Z | byline=Joan Aske
Caterer rejects blame as 160 children fall ill

BELLMOUTH, May 11 (Tessel Press) - {f1=160:|160| children} in Wendmark have been taken ill after eating lunches from one kitchen, officials said on Thursday, and the caterer rejected the blame.
{f4~6400:Around |6,400| meals} left the kitchen of Freshplate on Tuesday for {f2=31:|31| schools}. {s1@Wendmark Health Office:Everybody should get well again, the health office said.}
{q2:“Our pots were cold by midnight and I have the printout in my hand,”} the managing director, Hal Mortensen, said. {p2:He denied that the kitchen had done anything wrong.} {s4,p3:Lids had been taken off too early at the schools, he said.}
{p5,s5:Ruth Dorn, who speaks for the parents’ council, said the company had been warned in February about rice that was delivered lukewarm.} {s2,p6:Freshplate said it knew of no such warning.}
{f5=63:It was at |63| degrees} when it reached the schools, the company said.
{s6,p4:Police would not say whether they were looking at the kitchen or at the schools.}
account c | Bellmouth Courier | Bellmouth Courier | 2034-05-12T06:00Z | format=html | byline=Neil Fossey
The boy who did not like rice

{o:Tom Alder is seven and ate only the pudding, and so on Tuesday night he was the one who carried the buckets.} His two sisters are among {f1=198:the |198| children} who have fallen ill.
{q3:“We wrote to them in the winter and got a voucher for ice cream,”} says Ruth Dorn of the parents’ council. {s5,p5:The letter, which the Courier has seen, complains of tepid rice and is dated February 12.} {p6,s2:No letter has ever arrived, Freshplate insists.}
A caretaker at the Mill Road school, who held a thermometer into the box, read {f5=38:|38| degrees}. {o:“You could have bathed a baby in it,”} he says.
{q1:“This rice cooled all night, and slow cooling is a bed for bacteria,”} Ines Corbett told parents in the gym on Thursday evening. {s3:She means to let the kitchen open again only when it has new chillers.}
In {f6=4:|four| of the samples} the laboratory has found the bacterium. {s6,p4:What exactly the investigation is aimed at remains the secret of the police.}
{ox:The Mill Road school now hands out sandwiches.}
account d | Daily Brief | Tessel Press | 2034-05-11T19:05Z | format=html | byline=Brief staff
Lunch row: firm hits back

{f1=160:|160| children} in Wendmark have been taken ill after eating lunches from one kitchen, officials said on Thursday, and the caterer rejected the blame.
{q2:“Our pots were cold by midnight and I have the printout in my hand,”} the managing director, Hal Mortensen, said. {p2:He denied that the kitchen had done anything wrong.} {s4,p3:Lids had been taken off too early at the schools, he said.}
{p5,s5:Ruth Dorn, who speaks for the parents’ council, said the company had been warned in February about rice that was delivered lukewarm.} {s2,p6:Freshplate said it knew of no such warning.}
{s6,p4:Police would not say whether they were looking at the kitchen or at the schools.}
account e | Le Courrier du Nord | Le Courrier du Nord | 2034-05-13T08:00+02:00 | format=html | byline=Claire Maubert
Bellmouth: the rice of discord

They were {f1=214:|214|} on Friday, the schoolchildren with stomach pains, of whom {f3=9:|nine|} are still in a hospital bed.
{p2:The caterer contests any fault.} {q2:“Our pots were cold at midnight; I hold the paper in my hand,”} repeats its director, Hal Mortensen. {s4,p3:The mistake, according to him, was committed in the canteens, where the containers stayed open.}
{f4>6000:More than |6,000| lunches} had gone out that day. Dr Ines Corbett, director of health, does not let go: {q1:“Rice which cools down slowly is a bed for bacteria, and that one took the whole night,”} she says. {s3:Without new refrigerators there will be no reopening, she warns.}
{q3:“In winter we wrote to them, and received a coupon for ice cream,”} Ruth Dorn recalls. Of {of=6:|six| samples}, {f6=4:|four|} carried the germ.
{o:The minister of education has promised soup.}
lookalike x | Tessel Press | - | 2033-10-02T12:00Z | byline=Joan Aske
Forty guests ill after wedding in Bellmouth

BELLMOUTH, Oct 2 (Tessel Press) - Forty guests of a wedding in Bellmouth were taken ill after eating salmon, the health office said on Monday.
“The fish had seen more of the sun than the guests,” said Ines Corbett, who heads the office.
