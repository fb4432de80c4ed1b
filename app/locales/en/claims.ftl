# /me/claims and below, and the mails about a claim.
me-claims = See what money you can ask for
claims-title = What you can ask for
claims-none = There is no money to ask for at the moment. If that changes, we write to you.
claims-lead = This is all that you can ask for. You can ask for more than one. It takes about five minutes, and everything you fill in is kept at once.
claims-waives-nothing = Asking costs you no rights. You sign nothing away here, and you may still go to court.
claims-until = You can ask until { $date }.
claims-have = Your claim { $number }: { $state }.
claims-go-on = Go on where you stopped
claims-see = See how far it is
claims-begin = Ask for this
claims-back = All that you can ask for
claims-called = { $what } ({ $number })
claims-kind-cash = A fixed sum
claims-kind-unasked = A fixed sum, without asking
claims-kind-share = A share of a fund
claims-kind-expenses = What you spent
claims-kind-time = Time you lost
claims-kind-goodwill = A gift
claims-line-sum = The same for everybody who asks
claims-terms-cash = You get { $amount }. You need not show anything.
claims-terms-unasked = You get { $amount }. You need not ask for it: a week after you showed us who you are, we send a cheque to the postal address we hold. If you want it in another way, or we hold no address of yours, ask for it here.
claims-terms-share = You get a share of a fund of { $fund }: the same for everybody who asks, and at most { $most }.
claims-terms-expenses = We pay back what you spent because of this, up to { $most } for each person.
claims-terms-kinds = It is for: { $list }.
claims-terms-time = We pay { $amount } for each hour you lost because of this, up to { $hours ->
    [one] 1 hour
   *[other] { $hours } hours
}. Your own word is enough.
claims-expense-fraud = Money that was stolen and that no bank gave back
claims-expense-credit = Freezing or watching your credit file
claims-expense-documents = A new passport, licence, card or account
claims-expense-advice = A lawyer, accountant or notary
claims-expense-small = Post, telephone, travel
claims-expense-other = Something else
claims-line-expense = { $what } ({ $kind }), { $day }
claims-line-time = { $what }: { $hours ->
    [0] { $minutes } minutes
    [one] 1 hour { $minutes ->
        [0] { "" }
       *[other] { $minutes } minutes
    }
   *[other] { $hours } hours { $minutes ->
        [0] { "" }
       *[other] { $minutes } minutes
    }
}
claims-step = Step { $step } of 4
claims-saved = Everything is kept as soon as you add it. You can stop now and go on later, on any device.
claims-no-lines = Nothing is filled in yet.
claims-sum = That is { $amount } together.
claims-remove = Remove
claims-remove-named = Remove: { $what }
claims-most-lines = A claim holds { $most } entries. Send this one, and ask us for help with the rest.
claims-add-expense = Add something you paid
claims-on = What it was for
claims-what = What you paid for, in your words
claims-day = The day you paid it
claims-amount = How much you paid
claims-amount-hint = For example: 24.50
claims-add-time = Add time you lost
claims-with-what = What you did
claims-with-what-hint = For example: calls to my bank.
claims-hours = How many hours
claims-hours-hint = In quarters of an hour: 0.25, 0.5, 1.75.
claims-add = Add it
claims-steps-took = The steps you ticked on your page take about { $minutes } minutes together.
claims-steps-line = Steps on my page
claims-add-steps = Add that time
claims-next-payout = Next: where the money goes
claims-bad-kind = Choose what it was for.
claims-bad-what = Write in a few words what it was.
claims-bad-day = Choose the day you paid it. It cannot be a day to come.
claims-bad-amount = Type the amount as a number, for example 24.50.
claims-bad-hours = Type hours in quarters, for example 0.25, 0.5 or 1.75.
claims-withdraw = Take this claim back
claims-withdraw-says = We then stop working on it. You can begin a new one as long as this is open.
claims-withdraw-press = Take it back
claims-payout-lead = Choose one way. You need to fill in only the part for the way you choose.
claims-payout-now = So far it goes to: { $where }
claims-payout-is-ach = { $name }, account that ends in { $last }
claims-payout-is-iban = { $name }, account (IBAN) that ends in { $last }
claims-payout-is-cheque = { $name }, by a cheque in the post
claims-payout-is-voucher = { $name }, as a voucher by e-mail
claims-step-back = Back to what you ask for
claims-way = How do you want to get the money?
claims-way-ach = To a bank account in the United States
claims-way-iban = To a bank account with an IBAN
claims-way-cheque = By a cheque in the post
claims-way-voucher = As a voucher by e-mail: { $what }
claims-no-way = Choose how you want to get the money.
claims-payee = Name on the account or the cheque
claims-payee-hint = As your bank has it.
claims-bad-payee = Type the name as your bank has it.
claims-ach-title = Bank account in the United States
claims-routing = Routing number
claims-routing-hint = Nine digits, at the bottom left of a cheque.
claims-bad-routing = A routing number has nine digits. Look at the bottom left of a cheque.
claims-bad-routing-check = One digit of this routing number is wrong. Compare it with a cheque or with your bank’s page.
claims-account = Account number
claims-account-hint = 4 to 17 digits, after the routing number on a cheque.
claims-bad-account = An account number has 4 to 17 digits. Look at a cheque or at your bank’s page.
claims-account-kind = Kind of account
claims-account-checking = Checking
claims-account-savings = Savings
claims-iban-title = Account with an IBAN
claims-iban = IBAN
claims-iban-hint = It begins with two letters.
claims-bad-iban = This is no IBAN: a sign is missing or wrong. Compare it with your bank’s page.
claims-cheque-title = Cheque in the post
claims-address = Where we send the cheque
claims-bad-address = Type the address as it should stand on the letter.
claims-voucher-title = Voucher by e-mail
claims-voucher-email = Where we send the voucher
claims-voucher-hint = { $what }, worth the whole sum. You cannot turn it into money afterwards.
claims-bad-voucher-email = Type an e-mail address, such as ana@example.org.
claims-payout-save = Next: check and send
claims-payout-sealed = We keep this locked. No page shows the whole number again, not to you and not to our staff.
claims-you-ask = What you ask for
claims-goes-to = Where the money goes
claims-no-payout = You have not said where the money goes yet.
claims-change-lines = Change what you ask for
claims-change-payout = Change where the money goes
claims-say-yes = One sentence to say yes to
claims-attest = What I wrote is true as far as I know, and nobody else has paid me back for it.
claims-no-attest = Tick the sentence if it is true. Without it we cannot take the claim.
claims-send = Send my claim
claims-send-says = You get a number at once, here and by e-mail. A person decides within ten working days.
claims-sent-before = You have sent this claim.
claims-state-draft = Not sent yet
claims-state-submitted = We have it
claims-state-in-review = Somebody is checking it
claims-state-needs-more = We need something from you
claims-state-approved = Granted
claims-state-denied = Not granted
claims-state-appealed = Another person looks at it
claims-state-paid = Paid
claims-state-withdrawn = You took it back
claims-life = What happened so far
claims-event-submit = You sent it
claims-event-take = A reviewer took it
claims-event-put-back = It went back into the queue
claims-event-ask-more = The reviewer asked for something
claims-event-answer = You answered
claims-event-approve = It was granted
claims-event-grant = It was granted; you did not have to ask
claims-event-keyed = { $what }, on paper
claims-event-deny = It was not granted
claims-event-appeal = You asked for another look
claims-event-pay = The money arrived
claims-event-withdraw = You took it back
claims-event-redirect = Where the money goes was changed
claims-granted = Granted: { $amount }
claims-unasked-draft = You need not do anything. On { $date } we send you { $amount } by cheque, to the postal address we hold. If you want it in another way, go on below and send it before that day: then a person looks at it first.
claims-unasked-on = On { $date } we send you a cheque, to the postal address we hold. You need not ask for it, and you give up no right by paying it in.
claims-unasked-goes = It goes by cheque, to the postal address we hold. You did not have to ask for it. If you want it in another way, open your page, choose this claim and press “Change where the money goes”.
claims-unasked-nowhere = We do not send a cheque now: we hold no postal address at which you get letters. The money stays yours. Open your page, choose this claim and say where it goes; then a person looks at it.
claims-next-decision = A person decides by { $date }. You need not do anything until then.
claims-next-appeal = A person who did not decide before looks at it by { $date }.
claims-next-answer = Please answer by { $date }. If you cannot get what we ask for, say so: then we look for another way.
claims-next-money = You get { $amount }. The money leaves us by { $date }.
claims-next-on-its-way = { $amount } is on its way. A bank needs up to five working days.
claims-next-denied = We did not grant it; below is why. If you think that is wrong, ask for another look.
claims-next-paid = { $amount } arrived, as the bank tells us.
claims-next-withdrawn = You took this claim back. Nothing more happens with it.
claims-answer = Answer
claims-answer-hint = What you want to tell the reviewer
claims-answer-press = Send my answer
claims-appeal = Ask for another look
claims-appeal-hint = Why you think it should be decided in another way
claims-appeal-press = Ask for another look
claims-question = We need: { $what }

    Why: { $why }

    For example: { $example }
claims-refused-not-found = This claim is not there. Look at the list of claims.
claims-refused-not-theirs = That is for somebody else to do.
claims-refused-not-now = That is not possible any more. The claim now stands at: { $state }. Look at it again below.
claims-refused-stale = This claim was changed meanwhile, perhaps in another window. Look at it below and press again.
claims-refused-incomplete = Something is missing: fill in what you ask for and where the money goes.
claims-refused-not-with-you = You do not have this claim. Take it first.
claims-refused-same-person = You decided this claim. An appeal goes to another person.
claims-refused-own-keying = You typed in what this person sent on paper, so somebody else decides on it.
claims-refused-bad-amount = Grant more than nothing, no more than was asked for, and no less than was granted before.
claims-refused-no-words = Write why: the person reads it.
claims-refused-on-its-way = Money of this claim is already on its way. Where it goes can be changed again when it has arrived or come back to us.
claims-refused-change-waits = Another change waits already. Stop that one first.
claims-number = Claim { $number }
claims-uncashed = A cheque of { $amount }, sent on { $date }.
claims-helper-stops = What you added is kept. Where the money goes, and sending the claim, is for the person you help: they go on from here on their own page.
claims-redirected = Before: { $was }. Now: { $is }.
claims-redirect-lead = You can change where the money goes until it is on its way. We first send six digits to { $email }, the address on file. After you typed them, the change waits 48 hours, and nothing is paid out until then. Whoever reads that address can stop it. If we had granted money before, a reviewer looks at it once more.
claims-redirect-ask = Send me the code
claims-redirect-confirm = Confirm where my money goes
claims-redirect-waits = Your change waits. From { $time } on the money goes to: { $where }. Until then nothing is paid out.
claims-redirect-told = We have just written to your e-mail address on file. Whoever reads it can stop the change.
claims-redirect-pending = A change of where the money goes waits. Until it is done, nothing is paid out.
claims-redirect-no-email = We have no e-mail address of yours, so we cannot check in a second way that this is you. Ask us: a person checks with you, then changes it.
claims-redirect-same = That is where it goes already. Change what is different, then press the button.
claims-redirect-back = Back to the claim
claims-asked-share = at most { $most } (how much it is, is known when the fund is shared out)
claims-share-estimate = If it were shared out today, each of the { $count ->
    [0] people who ask
    [one] 1 claim there is
   *[other] { $count } claims there are
} would get about { $now }. Every further claim can make it less: with twice as many it would be { $twice }. Claims that are not granted make it more. We share it out when nobody can ask any more.
claims-share-is = The fund was shared out: each claim gets { $amount }.
claims-send-says-share = You get a number at once, here and by e-mail. A person decides within ten working days after the last day on which people can ask.
claims-refused-not-shared = The fund is not shared out yet, so nobody knows how much this is. It can be granted after that.
