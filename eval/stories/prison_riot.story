set prison_riot | riot in the Greywater prison | 2032-11-29
# Contradicting sides; anonymous sources; "is said to"; an agency item told again in other words with its name.
said q1 | Warden Tabor | same_utterance
said q2 | Mina Kade | same_utterance
said s1 | Warden Tabor | same_statement
said s2 | ministry of justice | same_statement
said s3 | a guard | same_statement
said s4 | Mina Kade | same_statement
figure f1 | injured | injured | conflict | 12 | 30
figure f2 | other:prisoners | prisoners in the house | compatible | 640 | 640
figure f3 | other:places | places it was built for | agree | 380 | 380
figure f4 | other:hours | length of the riot | compatible | 7 | 7
claim c1 | Were shots fired?
position p1 | c1 | shots were fired into the yard | affirm | Mina Kade; a guard
position p2 | c1 | no shot was fired | deny | ministry of justice
position p3 | c1 | would not say | decline | Warden Tabor
account a | Orlan Press | Orlan Press | 2032-11-29T14:00Z | byline=Saul Finch
Prisoners seize wing of Greywater jail for seven hours

GREYWATER, Nov 29 (Orlan Press) - Prisoners held a wing of the Greywater prison for {f4~7:about |seven| hours} on Monday in a revolt over rotten food, and {f1=12:|12| people} were injured, the warden said.
{q1:“They have their blankets, they have their bread, and now they have their doors back,”} said the warden, Ivo Tabor. {s1:He said the kitchen had passed an inspection in October.} {p3:Asked whether shots had been fired, Tabor walked away.}
{p2,s2:The ministry of justice said not a shot had been fired.}
A guard, who spoke on condition that he not be named, said {s3,p1:two colleagues had fired into the yard}.
The jail holds {f2=640:|640| prisoners} and was built for {f3=380:|380|}.
account b | Marn Observer | Marn Observer | 2032-11-29T20:00Z | byline=Clara Voss
Lawyer: shots were fired at Greywater

{p1,s4:Shots were fired into the yard of the Greywater prison during Monday’s revolt, says the lawyer Mina Kade, who represents nine of the inmates.} {q2:“My clients can tell a shot from a slammed door, they have had time to practise,”} she told us.
{f1=30:|Thirty| men} lie in the infirmary, according to Kade. {s2,p2:The justice ministry denies that anybody fired.}
{f2>600:More than |600| people} share the {f3=380:|380| places} of the house. {o:“I would not keep geese like that,”} says the former chaplain, Urban Weil.
{f4=7:|Seven| hours} passed before the last barricade, {ox:a piano}, was taken down.
account c | BriefCast | Orlan Press | 2032-11-29T16:20Z | format=html | credit=Based on a report by Orlan Press
Greywater: what happened in the prison

A revolt over spoiled food has ended in the prison of Greywater. {f1=12:|A dozen| people} were hurt, Orlan Press reports.
{q1:“Now they have their doors back,”} is what the agency quotes warden Ivo Tabor as saying. {s1:The kitchen, he is said to have stressed, was inspected as recently as October.}
{s3,p1:A guard whose name is not given told the agency of two colleagues who fired into the yard}; {p2,s2:according to the justice ministry no weapon was used}.
{f2=640:|640| prisoners} live where there is room for {f3=380:|380|}.
account d | Vale Gazette | Vale Gazette | 2032-11-30T05:30Z | format=html | byline=Tom Askew
Mothers of Greywater: a night at the gate

{o:“He rang and said: Mum, the soup had legs,”} says Gerda Finn, whose son is in for bicycles.
{q2:“They can tell a shot from a door, they have had years to practise,”} says Mina Kade, who is the lawyer of nine of them. {s4,p1:There was shooting, she says, and she will prove it.}
{q1:“They’ve got their blankets and bread, and they have got their doors back,”} warden Ivo Tabor called through the grille.
{ox:At midnight the Salvation Army brought tea.} {o:The bishop of Marn wants to visit the house on Sunday, his office announced.}
lookalike x | Marn Observer | - | 2032-07-02T10:00Z | byline=Clara Voss
Greywater prison opens bakery

The Greywater prison has opened a bakery in which twelve inmates will learn the trade.
“Bread is the beginning of order,” warden Ivo Tabor said on Friday. The bakery cost 90,000 euros.
