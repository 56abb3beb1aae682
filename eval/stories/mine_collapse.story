set mine_collapse | roof fall in the Ostra pit at Kelling | 2031-11-17
# Four days: the toll rises; two agencies; a mix of both without credit; the company says less than the union.
said q1 | Hana Brodsky | same_utterance
said q2 | Viktor Rehn | same_utterance
said q3 | Albin Koss | same_utterance
said s1 | Viktor Rehn | same_statement
said s2 | Albin Koss | same_statement
said s3 | mines inspectorate | same_statement
figure f1 | killed | miners killed | superseded | 11 | 11
figure f2 | missing | miners missing | superseded | 2 | 2
figure f3 | other:metres | depth of the gallery | agree | 640 | 640
figure f4 | other:props | steel props ordered | conflict | 400 | 1200
figure f5 | troops | soldiers sent | agree | 150 | 150
claim c1 | Had the company been warned?
position p1 | c1 | the company was warned in August | affirm | Albin Koss
position p2 | c1 | no warning reached it | deny | Viktor Rehn
position p3 | c1 | will not comment before the inquiry | decline | mines inspectorate
copied c<a
copied c<b
account a | Tessel News Agency | Tessel | 2031-11-17T16:10Z | byline=Inga Morr
Four dead, nine missing in Kelling coal mine

KELLING, Nov 17 (Tessel) - The roof of a gallery {f3=640:|640| metres} below ground fell in at the Ostra colliery on Monday, killing {f1=4:|four| miners} and trapping {f2=9:|nine| others}, rescuers said.
{q1:“We can hear them knocking, three and then three, and we knock back,”} said Hana Brodsky, who leads the rescue brigade.
The manager of the pit, Viktor Rehn, said {s1,p2:no warning of any danger had reached the company}. {q2:“A mountain does not send letters,”} Rehn told reporters at the gate.
Albin Koss of the miners’ union said {s2,p1:the company had been told in August that the props were rotten}. {q3:“They bought paint for the offices instead,”} he said.
The army is sending {f5=150:|150| soldiers} with drilling gear. Ostra employs 2,300 people, and coal from it heats half of Kelling.
account b | Orlan Press | Orlan Press | 2031-11-18T19:30Z | byline=Saul Finch
Knocking stops at Ostra as toll reaches seven

KELLING, Nov 18 (Orlan Press) - Rescue teams at the Ostra mine brought up three more bodies on Tuesday, raising the toll to {f1=7:|seven|}, and the knocking from behind the fall has stopped.
{f2=6:|Six| men} are still missing in the gallery, {f3=640:|640| metres} down. {q1:“They knocked three and then three and we knocked back, and at four in the morning nobody answered,”} said the head of the rescue brigade, Hana Brodsky.
Union leader Albin Koss said {f4=1200:|1,200| steel props} had been ordered after an inspection and never delivered. {p1,s2:The union, he said, warned the management about the props in the summer.}
{f4=400:|Four hundred| props} were ordered and all of them were paid for, a spokeswoman for the company said. {o:She showed reporters an invoice from a firm in Marn.}
{p3,s3:The mines inspectorate said it would not comment while the inquiry was open.}
{of=150:|150| wives and mothers} stood at the gate through the night with candles in jam jars.
account c | Kelling Evening Star | Kelling Evening Star | 2031-11-19T06:00Z | format=html | byline=Staff reporter
OSTRA: ‘Nobody answered’

{q1:“They knocked three and then three and we knocked back, and at four in the morning nobody answered,”} said the head of the rescue brigade, Hana Brodsky.
The manager of the pit, Viktor Rehn, said {s1,p2:no warning of any danger had reached the company}. {q2:“A mountain does not send letters,”} Rehn told reporters at the gate.
{f1=9:|Nine| men} are now known to have died, {o:the parish priest, Father Urban, told the Evening Star after reading out their names}. {f2=4:|Four|} have not been found.
{ox:Schools in Kelling will stay closed for the week, and the ice rink has been turned into a chapel.}
{s3,p3:Nobody at the inspectorate of mines was willing to talk about its last visit.}
account d | Sorn Courier | Sorn Courier | 2031-11-20T21:00Z | byline=Elin Straum
Last rites above Ostra as search is given up

The search for the last {f2=2:|two| men} under the Ostra pit was called off on Thursday after gas was found, leaving {f1=11:|eleven|} confirmed dead in the worst accident at Kelling for a generation.
{q2:“Mountains don’t send letters, and I wish to God they did,”} the manager, Viktor Rehn, said in a voice that could hardly be heard. He maintained that {s1,p2:the management had never been warned}.
For Albin Koss, the union’s man, the matter is settled: {q3:“Instead they bought paint for the office,”} he said, {p1,s2:repeating that the management knew of the rotten props since August}.
The {f5=150:|150| soldiers} who had drilled since Monday night filed out one by one, {ox:their lamps still burning in the daylight}.
{o:“I would send my own son down if it helped,”} said Hana Brodsky. {o:“It does not help any more.”}
account e | Le Quai | Le Quai | 2031-11-22T10:00+01:00 | format=html | byline=Maud Ferrand, Kelling | credit=Photo: Orlan Press
At Kelling one buries eleven men, and one counts props

It snowed on the coffins. {f1=11:|Eleven| miners} of the Ostra pit were buried on Saturday, side by side, in the order in which they had stood in the gallery.
{q1:“They were tapping three times and three times again, and we were answering, and one morning there was nobody,”} tells us Hana Brodsky, who commanded the rescuers and now does not know what to do with her hands.
Before the gate the quarrel goes on. {f4=1200:|1,200| props of steel}, repeats Albin Koss of the union, were ordered and never arrived; {f4=400:|400|}, retorts the company, all of them paid. {q3:“In place of props they have bought paint for the offices,”} says Koss.
{p2,s1:The direction, Viktor Rehn lets it be known, had received no warning whatsoever.} {s2,p1:Koss has in his pocket the copy of a letter of August, he says, which proves the contrary.} {o:He does not show it.}
{p3,s3:As for the inspectorate of mines, it keeps silent until the end of the inquiry.}
{ox:The two who were never found have a plate of brass with their names, and a lamp.} {o:“My father is a lamp now,” says a girl of six to the bishop.}
The soldiers have gone, all {f5=150:|150| of them}. {ox:They left a snowman with a helmet.}
lookalike x | Orlan Press | - | 2031-06-02T12:00Z | byline=Saul Finch
Two die in gas blast at salt mine near Port Vale

PORT VALE, June 2 (Orlan Press) - A gas explosion killed two workers and injured five in a salt mine near Port Vale on Monday, police said.
The mine, which is 300 metres deep, was evacuated. The mines inspectorate said it would send two engineers.
“Salt does not burn, but what lies under it does,” said the manager, Otto Quill.
