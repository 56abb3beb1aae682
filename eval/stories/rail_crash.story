set rail_crash | two trains collide at Hollin junction | 2032-06-14
# A misattributed quotation, a misread number that is corrected, a follow-up days later, a denial reported by one side.
said q1 | Kaspar Dunn | same_utterance
said q2 | Wanda Ilves | same_utterance
said s1 | railway | same_statement
said s2 | Wanda Ilves | same_statement
said s3 | prosecutor | same_statement
figure f1 | killed | dead | superseded | 5 | 5
figure f2 | injured | injured | compatible | 48 | 48
figure f3 | other:km/h | speed | conflict | 80 | 130
figure f4 | other:years | age of the signal | agree | 52 | 52
claim c1 | Did the driver pass a red signal?
position p1 | c1 | the signal was red | affirm | railway
position p2 | c1 | the signal was green | deny | Wanda Ilves
position p3 | c1 | would not comment | decline | prosecutor
copied b<a
account a | Tessel News Agency | Tessel | 2032-06-14T10:00Z | byline=Inga Morr
Three killed as trains collide at Hollin

HOLLIN, June 14 (Tessel) - Two passenger trains collided at Hollin junction on Monday morning, killing {f1=3:|three| people} and injuring {f2~50:about |50|}, the railway said.
{s1,p1:One of the trains had passed a red signal, the railway said.} It was doing {f3=130:|130| kilometres an hour}.
{q1:“My coffee went past me and then the window did,”} said Kaspar Dunn, who sat in the second coach.
The signal is {f4=52:|52| years} old. {s3,p3:The prosecutor declined to comment.}
account b | BriefCast | Tessel | 2032-06-14T11:15Z | format=html | credit=(Tessel)
Train crash: three dead

Two passenger trains collided at Hollin junction on Monday morning, killing {f1=3:|three| people} and injuring {f2~50:about |50|}, the railway said.
{s1,p1:One of the trains had passed a red signal, the railway said.} It was doing {f3=130:|130| kilometres an hour}.
The signal is {f4=52:|52| years} old. {s3,p3:The prosecutor declined to comment.}
account c | Daily Trumpet | Daily Trumpet | 2032-06-15T06:00Z | byline=Dex Holt
DEATH AT DAWN: coffee flew, then the windows

{q1:“My coffee flew past me and then so did the window,”} sobbed student Lotte Brandt, 20.
{f1=5:|Five|} are dead and {f2=48:|48|} are hurt after the smash at Hollin, {o:hospital boss Dr Erik Sand told the Trumpet}.
{p2,s2:The light was green, furious train drivers’ leader Wanda Ilves insisted.} {q2:“They’ll always hang the one who can’t talk back,”} she blasted.
{ox:The driver’s dog, Biscuit, is being looked after by neighbours.}
account d | Orlan Press | Orlan Press | 2032-06-17T16:00Z | byline=Saul Finch
Data box contradicts railway on Hollin crash

HOLLIN, June 17 (Orlan Press) - The train that caused the collision at Hollin was doing {f3=80:|80| kilometres an hour} and not 130 as the railway first said, {o:the accident board said on Thursday after reading its data box}.
{f1=5:|Five| people} died in the crash and {f2=48:|48|} were injured. {s1,p1:The railway stood by its account that the signal was at red.}
{q2:“They always hang the one who cannot answer any more,”} said Wanda Ilves of the drivers’ union, {s2,p2:who says the signal showed green}.
{s3,p3:The prosecutor’s office again would not comment.} The signal, {f4=52:|52| years} old, has been taken to a laboratory. {o:The line will open again on Saturday, the railway said.}
account e | Marn Observer | Marn Observer | 2032-06-20T08:00Z | format=html | byline=Clara Voss
The signal at Hollin: a history

{ox:The signal at Hollin junction was installed by a company that now makes coffee machines.} It is {f4=52:|52| years} old, and {o:signalman Ruben Falk, who retired in May, says he wrote to the railway about it eleven times}.
{o:“It went green when it rained and red when a train came, and sometimes it did what it was told,”} he told the Observer.
{s1,p1:The railway has not moved from its first account: the driver, it says, ran past a red light.} {p2,s2:Wanda Ilves, who speaks for the drivers, says the light was green}, and {o:wants the film of the level-crossing camera to be shown}.
{q2:“They always hang the man who can no longer answer,”} she said at the funeral. {f1=5:|Five| people} died and {f2=48:|48|} were injured. The accident board has corrected the speed: {f3=80:|80| kilometres an hour}, it says.
{q1:“My coffee went by and then the window went by,”} is how a passenger, Kaspar Dunn, remembers the moment. {ox:He has bought a bicycle.}
{s3,p3:The prosecutor said, once more, nothing.}
lookalike x | Tessel News Agency | - | 2032-02-02T12:00Z | byline=Inga Morr
Train hits lorry at crossing near Hollin

HOLLIN, Feb 2 (Tessel) - A train hit a lorry loaded with turnips at a crossing near Hollin on Monday. Nobody was killed; the driver broke a leg.
“There were turnips in the trees,” said Kaspar Moll, a farmer. The line was closed for six hours.
