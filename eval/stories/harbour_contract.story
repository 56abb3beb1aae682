set harbour_contract | the mayor of Port Alder and the contract for the quay | 2036-09-14
# A newspaper's exclusive with papers it has seen; retellings with and without its name; a prosecutor's notice; a mayor who says it is untrue, a firm that keeps silent.
said q1 | Viola Strand | same_utterance
said q2 | Karl Benning | same_utterance
said q3 | Otto Reim | same_utterance
said s1 | Viola Strand | same_statement
said s2 | Alder Prosecutor’s Office | same_statement
said s3 | Karl Benning | same_statement
said s4 | two former employees | same_statement
said s5 | Otto Reim | same_statement
said s6 | Norquay | same_statement
figure f1 | money:CRN | price of the contract | agree | 84000000 | 84000000
figure f2 | money:CRN | paid to the mayor’s brother | conflict | 310000 | 460000
figure f3 | other:bids | bids received | agree | 5 | 5
figure f4 | arrested | arrested | superseded | 4 | 4
figure f5 | other:votes | votes in the council | agree | 22 | 22
figure f6 | percent | above the cheapest bid | compatible | 19 | 19
claim c1 | Did the mayor steer the contract?
position p1 | c1 | she had the bids altered | affirm | two former employees
position p2 | c1 | she had a hand in it | deny | Viola Strand
position p3 | c1 | what the firm paid for | decline | Norquay
position p4 | c1 | whether she is guilty | doubt | Otto Reim
claim c2 | Should she resign?
position p5 | c2 | she should go | affirm | Karl Benning
position p6 | c2 | she leaves office | deny | Viola Strand
copied c<b
account a | The Alder Gazette | The Alder Gazette | 2036-09-14T05:00Z | format=html | byline=Maren Holst and Dirk Paulsen
How the quay got its price

Five firms wanted to build the new quay of Port Alder. {f3=5:|Five| envelopes} lay in the safe of the harbour board on the night of June 3. In the morning one of them had been opened, two former employees of the board told the Gazette.
{s4,p1:The price of Norquay was changed during the night on the instructions of the mayor, they say.} Norquay got the contract: {f1=84000000:|84 million| crowns}, {f6=19:|19| per cent} above the cheapest offer.
Papers that the Gazette has seen show payments of {f2=460000:|460,000| crowns} to a company of the mayor’s brother. {s6,p3:Norquay did not answer a list of eleven questions.}
{p2,s1:The mayor, Viola Strand, says she never saw the bids.} {q1:“I have opened many bottles in my life but no envelope that was not mine,”} she said at her door on Saturday.
{o:The night porter of the board has since moved abroad.}
account b | Baltic Telegraph Agency | Baltic Telegraph Agency | 2036-09-14T13:40Z
Mayor of Port Alder denies tampering with bids

PORT ALDER, Sept 14 (BTA) - The mayor of Port Alder denied on Sunday that she had influenced the award of an {f1=84000000:|84 million| crown} contract for a quay, after a newspaper reported that bids had been opened at night.
{p2,s1:Viola Strand said she had had no knowledge of what the bidders offered.} {p1@The Alder Gazette,s4@The Alder Gazette:The Alder Gazette quoted two former employees of the harbour board as saying that the figure of the winner, Norquay, had been altered at her request.}
{q2:“A mayor who has to explain her brother’s bank account should be doing it as a private person,”} the leader of the opposition, Karl Benning, said. {p5,s3:Benning called on her to step down.} {p6:Strand said she would stay.}
{o:The council is to hold a special meeting on Tuesday.} The contract was approved in July with {f5=22:|22| votes}.
account c | Coastline 24 | Baltic Telegraph Agency | 2036-09-14T14:30Z | format=html | byline=Newsroom
Strand under fire

The mayor of Port Alder denied on Sunday that she had influenced the award of an {f1=84000000:|84 million| crown} contract for a quay, after a newspaper reported that bids had been opened at night.
{p2,s1:Viola Strand said she had had no knowledge of what the bidders offered.} {q2:“A mayor who has to explain her brother’s bank account should be doing it as a private person,”} the leader of the opposition, Karl Benning, said. {p5,s3:Benning called on her to step down.} {p6:Strand said she would stay.}
account d | Alder Prosecutor’s Office | Alder Prosecutor’s Office | 2036-09-15T09:00Z
Searches in connection with a public contract

On the morning of 15 September the Prosecutor’s Office had nine premises in Port Alder searched. {f4=3:|Three| persons} were taken into custody. {s2:The mayor is not among the suspects.}
The investigation concerns the award of a contract for which {f3=5:|five| offers} had been received. {o:Documents filling two vans were secured.} {of=9:|Nine| premises} were searched.
account e | Port Alder Evening | Port Alder Evening | 2036-09-15T17:00Z | format=html | byline=Signe Ahl
Vans before breakfast

They came at six, and they came with boxes. {f4=4:|Four| people} have been led away since. {s2@Alder Prosecutor’s Office:Investigators are not accusing Viola Strand of anything, a spokesman for the prosecutors stressed.}
{q1:“I’ve opened many a bottle in my life, but never an envelope that wasn’t mine,”} the mayor repeated on the steps of the town hall. {s1,p2:What was written in the offers had been unknown to her until the day of the vote.} {p6:She is not thinking of giving up her chain.}
{s3,p5:She ought to hand it over at once, says Karl Benning, who would like to have it himself.} {q2:“Who must explain the account of her brother should do so as a private woman,”} he says.
Otto Reim, who teaches public law at Lund, urges patience. {q3:“So far I see an open envelope and a closed book,”} he says. {s5,p4:Whether the mayor did anything punishable he considers open.}
At Norquay the telephones are off the hook. {s6,p3:From the company there was no comment on Monday, either.} The brother received {f2=310000:|310,000| crowns}, and that for consulting, his accountant told this newspaper.
{ox:The quay is half built.}
account f | Nordische Rundschau | Nordische Rundschau | 2036-09-16T07:00+02:00 | format=html | byline=Tilda Kranz
A quay, a brother and many questions

{f1=84000000:|84 million| crowns} the new quay costs, {f6~20:about |20| percent} more than it would have had to cost. {s4@The Alder Gazette,p1@The Alder Gazette:At the wish of the town’s head, so two ex-employees of the port authority claim in the Alder Gazette, the sum of the later winner was corrected overnight.}
{s1,p2:That she had known the offers is not true, Viola Strand asserts.} {p6:Resigning is out of the question for her.} {s3,p5:For Karl Benning she is no longer tenable in office.}
{s5,p4:The jurist Otto Reim warns against quick verdicts: guilt is by no means established.} {q3:“I see up to now an envelope that is open and a book that is closed,”} he says.
{f5=22:|Twenty-two| hands} had gone up for the contract in summer. {s2@Alder Prosecutor’s Office:Against the mayor herself no proceedings are under way, the public prosecutors make clear.} {p3,s6:Norquay is silent.}
{o:In the harbour they already call it the envelope quay.}
lookalike x | Baltic Telegraph Agency | - | 2035-11-20T12:00Z
Port Alder council approves new tram line

PORT ALDER, Nov 20 (BTA) - The council of Port Alder approved a tram line to the harbour on Tuesday with 22 votes.
“It will carry more people than promises,” said the mayor, Viola Strand.
