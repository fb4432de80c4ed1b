# /staff/incidents/{slug}/claims and below.
staff-nav-claims = Claims
review-title = Claims
review-none = No claim waits.
review-waiting = { $count ->
    [0] No claim waits for a decision.
    [one] 1 claim waits for a decision, { $late } of them late.
   *[other] { $count } claims wait for a decision, { $late } of them late.
}
review-back = All claims
review-who = Person
review-asked = Asked for
review-granted = Granted so far
review-terms = Terms of the day it was begun
review-by = Promised by
review-has = Who has it
review-lines = What is asked for
review-signals = Look twice
review-signal-payout = { $count ->
    [one] One other person’s claim sends its money to the same place.
   *[other] { $count } other people’s claims send their money to the same place.
} A family may share an account. It decides nothing by itself.
review-take = Take it
review-take-says = It is then yours to decide. The person sees that somebody is checking it.
review-put-back = Put it back
review-put-back-says = Somebody else can then take it.
review-approve = Grant it, whole or in part
review-amount = How much you grant
review-amount-hint = All that was asked for stands here. Type less to grant a part.
review-no-less = No less than { $amount }, which was granted before.
review-approve-words = Why only a part (the person reads it; leave it empty when you grant all)
review-approve-says = The person gets a mail at once. The money waits for the next batch, which two people release.
review-approve-press = Grant it
review-part-empty = You grant less than was asked for. Write why: the person reads it.
review-ask = Ask for something
review-ask-what = What you need
review-ask-why = Why you need it
review-ask-example = An example of what would do
review-ask-empty = Fill this in: the person reads it and has to know what to do.
review-ask-says = The person gets a mail at once and has 30 days. The claim stays with you.
review-ask-press = Ask for it
review-deny = Refuse it
review-deny-words = Why, and what you looked at (the person reads it)
review-deny-says = The person gets a mail at once with what you wrote and how to ask for another look. Another person then decides.
review-deny-press = Refuse it
review-needs = { $count ->
    [one] 1 claim waits for a reviewer.
   *[other] { $count } claims wait for a reviewer.
}
review-needs-late = { $count ->
    [one] 1 claim is late.
   *[other] { $count } claims are late.
}
review-needs-action = Look at them
together-title = Grant small claims together
together-lead = Claims that ask for little and have nothing to look at twice can be granted whole, without opening each. Appeals, claims that somebody has taken, and claims that share an account or a paper with another person are left out.
together-most = Up to which sum for one claim
together-look = Show them
together-none = There is none that can be granted this way.
together-says = { $count ->
    [one] 1 claim is granted whole: { $amount }. The person gets a mail at once.
   *[other] { $count } claims are granted whole: { $amount } together. Each person gets a mail at once.
} The money waits for the next batch, which two people release.
together-press = Grant them
together-done = { $count ->
    [one] 1 claim was granted.
   *[other] { $count } claims were granted.
}
review-signal-device = { $count ->
    [one] One other person’s claim
   *[other] { $count } other people’s claims
} came from the same network and browser. That can be a library or a helper.
review-signal-quick = It was filled in and sent within { $seconds ->
    [one] 1 second
   *[other] { $seconds } seconds
}. People need longer.
tax-flag = With this claim, payments to this person in { $year } come to { $amount }. From { $from } a tax form may be due. What is given back for expenses is not counted.
