set recount | recount of the vote for mayor of Port Vale | 2031-05-21
# An election office's own statement, taken over by others; two sides with their own counts.
said q1 | Petra Olin | same_utterance
said q2 | Gus Harrow | same_utterance
said s1 | electoral office | same_statement
said s2 | electoral office | same_statement
said s3 | Petra Olin | same_statement
said s4 | Gus Harrow | same_statement
figure f1 | other:votes | margin | conflict | 94 | 311
figure f2 | other:ballots | ballots recounted | agree | 48217 | 48217
figure f3 | percent | turnout | compatible | 61.4 | 61.4
figure f4 | other:ballots | ballots found in the gym | compatible | 600 | 600
claim c1 | Were ballots hidden?
position p1 | c1 | ballots were hidden on purpose | affirm | Gus Harrow
position p2 | c1 | the ballots were overlooked, not hidden | deny | electoral office
position p3 | c1 | does not believe in an accident, nor in a plot | doubt | observers
copied c<b
account a | Electoral Office of Port Vale | Electoral Office of Port Vale | 2031-05-21T09:00Z
Statement on the recount of May 20

The Electoral Office has completed the recount of {f2=48217:|48,217| ballots} cast in the election of the mayor.
{s1:Petra Olin has been elected with a majority of {f1=94:|94| votes}.} Turnout was {f3=61.4:|61.4| per cent}.
{s2,p2:A box with {f4=600:|600| ballots} was overlooked in the gymnasium of Dock Street school on election night. The Office has found no sign that it was hidden.}
{o:The Office will publish the record of every polling station by Friday.}
{ox:Objections can be lodged within fourteen days.}
account b | Tessel News Agency | Tessel | 2031-05-21T12:30Z | byline=Inga Morr
Olin wins Port Vale by 94 votes after recount

PORT VALE, May 21 (Tessel) - Petra Olin will be mayor of Port Vale, {s1@Electoral Office of Port Vale:the electoral office said on Wednesday, after a recount gave her a majority of {f1=94@Electoral Office of Port Vale:|94| votes}}.
{s2@Electoral Office of Port Vale,p2@Electoral Office of Port Vale:It said {f4~600@Electoral Office of Port Vale:about |600| ballots} from a school gym had been overlooked on the night and not hidden.}
{q1:“Ninety-four people got up early and changed this town,”} Olin told supporters. {s3:She said she would open the books of the harbour company in her first week.}
Her rival Gus Harrow, who led by {of?=217:|217| votes} on election night, did not concede. {p1,s4:Harrow said the ballots had been hidden on purpose.} {q2:“Boxes do not grow legs,”} he said.
Turnout was {f3~61:about |61| percent}.
account c | Vale Gazette | Vale Gazette | 2031-05-22T05:00Z | format=html | byline=Tom Askew and Tessel
Mayor by 94: Harrow cries foul

{q1:“Ninety-four people got up early and changed this town,”} Olin told supporters. {s3:She said she would open the books of the harbour company in her first week.}
In the Seamen’s Hall nobody wanted to hear it. {q2:“A box hasn’t got legs,”} Gus Harrow shouted. {f1=311:By his own count he won by |311| votes}, and {p1,s4:the box from Dock Street, he says, was put away by somebody who could count}.
{o:“I sat on that box to eat my sandwiches,”} said caretaker Len Moody, {ox:who found it behind the vaulting horse}.
{f2=48217:All |48,217| papers} were gone through by hand.
{p3:The observers of the Open Vote league do not quite believe in an accident, but have seen no plot either.}
account e | Marn Observer | Marn Observer | 2031-05-24T06:00Z | format=html | byline=Clara Voss
Ninety-four: how a town by the sea got a mayor

{o:It was the geese that gave it away, says Len Moody, the caretaker: they had nested behind the vaulting horse, and he went to look.} What he found was a box with {f4=600:|600| ballots}.
{f2=48217:All |48,217| papers} were then gone through once more, and the result turned round. {f1=94:|94| votes} are enough for Petra Olin. {q1:“Ninety-four people got out of bed early and changed this town,”} she said.
{q2:“A box does not grow legs,”} says Gus Harrow, {p1,s4:who is sure that somebody hid it}. {f1=311:In his own reckoning he is |311| votes ahead.}
{s2,p2:The electoral office speaks of an oversight and rules out intent.} {p3:The observers of Open Vote believe neither in chance nor in a conspiracy.}
{s3:In her first week, Olin promised again, the books of the harbour company will be laid open.} {o:The company’s director, Sigrid Wall, has gone on holiday, her office said.}
{ox:The geese have been given a shed.}
account d | Orlan Press | Orlan Press | 2031-05-22T15:00Z | byline=Saul Finch
Harrow takes Port Vale vote to court

PORT VALE, May 22 (Orlan Press) - The losing candidate for mayor of Port Vale, Gus Harrow, asked a court on Thursday to annul the vote, {s4,p1:saying that {f4=600:|600| ballots} had been hidden deliberately}.
{q2:“Boxes don’t grow legs,”} he told reporters on the steps of the courthouse.
{s2@Electoral Office of Port Vale,p2@Electoral Office of Port Vale:The electoral office maintains that the ballots were mislaid and that nobody hid them.}
{o:The court will hear the case on June 4, a clerk said.} {o:Olin’s lawyer, Nadia Wells, called the suit “a tantrum with a stamp on it”.}
lookalike x | Vale Gazette | - | 2031-02-03T06:00Z | byline=Tom Askew
Allotment club elects chairwoman after recount

The Dock Street allotment club has a new chairwoman: Wilma Pratt won by two votes after a recount on Sunday.
“I will dig where others talk,” she said. The treasurer, Gus Fenner, had led by one vote on Saturday evening.
