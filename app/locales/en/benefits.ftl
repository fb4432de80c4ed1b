# /staff/incidents/{slug}/benefits and below.
benefits-title = Benefits
benefits-lead = What people can have because of this incident: identity protection, and money. Nobody can have it before a second person has opened it.
benefits-none = Nothing is offered yet.
benefits-protection = Identity protection by { $provider }
benefits-left = { $count ->
    [one] { $number } code left
   *[other] { $number } codes left
}
benefits-draft = Draft
benefits-open = Open
benefits-closed = Closed
benefits-new = Offer identity protection
benefits-provider = Provider
benefits-url = Page where a code is typed in
benefits-url-hint = It begins with https://.
benefits-months = Free for how many months
benefits-law = For data of these kinds { $state } asks for at least { $months } months ({ $statute }; our list is of { $date } and no legal advice). Everybody gets the longest, wherever they live.
benefits-no-law = No state’s law on our list asks for it with data of these kinds. It is no legal advice.
benefits-enrol-by = Last day on which the provider takes a code
benefits-enrol-by-hint = People read this date.
benefits-last-day = Last day on which people can ask for a code here
benefits-last-day-hint = Leave it empty to keep it open until you close it.
benefits-no-last-day = None: until somebody closes it
benefits-asks-en = What the provider asks people for, in English
benefits-asks-es = What the provider asks people for, in Spanish
benefits-asks-hint = For example: name, address, date of birth, Social Security number.
benefits-red = What stands against people in its terms
benefits-no-red = Nothing
benefits-low-at = Tell us when so many codes are left
benefits-low-at-hint = A number, such as 100.
benefits-write = Save the offer
benefits-write-says = Saving offers it to nobody. A second person opens it.
benefits-empty = Fill this in: people read it.
benefits-bad-url = Type the whole address of the provider’s page. It begins with https://.
benefits-bad-months = Type a number of months from 1 to 120.
benefits-too-few-months = A state’s law asks for { $months } months with data of these kinds. Offer at least as many to everybody.
benefits-bad-number = Type a number from 0 to 100,000,000.
benefits-no-day = Choose the last day on which the provider takes a code.
benefits-bad-day = Choose a day that has not passed.
benefits-opened-by = Opened by { $name }, { $time }.
benefits-own = You wrote this. Somebody else has to open it.
benefits-not-now = This is not possible any more: somebody was quicker. Look at how it stands.
benefits-open-says = From then on every affected person can take one code, with one press. What stands in red is shown to them before.
benefits-open-press = Open it for everybody
benefits-close-says = Nobody can ask for a code any more. Who has one keeps it; who waits still gets one.
benefits-close-press = Close it
benefits-figures = Codes
benefits-free = Free
benefits-given = Given to people
benefits-bad = Did not work
benefits-waiting = People who wait for one
benefits-people = People on the list
benefits-codes = Add codes
benefits-codes-label = Codes of the provider
benefits-codes-hint = One a line. They are sealed, and no page of staff shows them again. For long lists there is: candor codes import.
benefits-takes-shared = Also take codes that stand there more than once, once for each line
benefits-codes-press = Add them to the pool
benefits-no-codes = Paste the codes, one a line.
benefits-bad-code = Line { $line } is no code: it has spaces or letters that no code has. Nothing was added.
benefits-added = { $added } codes were added. { $known } were there before. { $shared } lines were left out because their code stands there more than once.
benefits-shared = Ask the provider for other codes: two people with one code means that one of them is turned away.
benefits-needs-open = Identity protection by { $provider } waits for a second person.
benefits-needs-open-action = Look at it
benefits-needs-codes = { $provider }: { $free } codes are left, { $waiting } people wait.
benefits-needs-codes-action = Add codes
benefits-last-and-grace = { $days ->
    [0] { $date }
    [one] { $date }, and one day of grace that nobody is told of
   *[other] { $date }, and { $days } days of grace that nobody is told of
}
benefits-grace = Days of grace
benefits-grace-hint = Who comes so many days after the last day still gets a code. Pages and mails do not say so.
benefits-bad-grace = Type a number of days from 0 to { $most }.
benefits-for = Who can have it
benefits-for-hint = Leave this empty to offer it to everybody on the list. Otherwise all of what you set has to apply to a person.
benefits-kinds = People of these kinds
benefits-kind-adult = Adults
benefits-kind-minor = Children, through who cares for them
benefits-kind-deceased = People who have died, through their family
benefits-for-everybody = Everybody on the list
benefits-for-some = Only people to whom all of this applies.
benefits-for-kinds = They are: { $list }.
benefits-open-says-some = From then on every person it is for can take one code, with one press. What stands in red is shown to them before.
benefits-new-money = Offer money
benefits-money-lead = A fixed sum, what people spent, or time they lost. Nobody can ask for it before a second person has opened it. A claim keeps the terms of the day it was begun: later ones can only help.
benefits-kind = What you offer
benefits-kind-cash = A fixed sum for everybody who asks
benefits-kind-expenses = What people spent, up to a sum
benefits-kind-time = Time people lost, by the hour, on their own word
benefits-no-kind = Choose what you offer.
benefits-amount = Amount
benefits-amount-hint = The fixed sum; the most for one person; or what an hour is worth.
benefits-bad-amount = Type an amount above nothing, for example 50.
benefits-currency = Currency
benefits-most-hours = Hours for one person at most
benefits-most-hours-hint = Only for time.
benefits-bad-hours = Type a number of hours from 1 to { $most }.
benefits-expense-kinds = Only for spending, and only for these (none ticked: for all)
benefits-last-day-money = Last day on which people can ask for it
benefits-pays = What it pays
benefits-claims = Claims
benefits-granted = Granted
benefits-open-says-money = From then on every affected person can ask for it on their page.
benefits-open-says-money-some = From then on every person it is for can ask for it on their page.
benefits-open-press-some = Open it
benefits-close-says-money = Nobody can begin to ask for it any more. What was begun goes on.
benefits-needs-open-money = An offer of money ({ $what }) waits for a second person.
benefits-new-gift = Offer a gift
benefits-gift-lead = A voucher or credit without strings, by a code. It is kept apart from what people are owed, counts against nothing, and people can say no. Nobody can have it before a second person has opened it.
benefits-gift-en = What it is, in English
benefits-gift-es = What it is, in Spanish
benefits-gift-hint = For example: a voucher for 20 dollars at our shop.
benefits-gift-url = Page where the code is used
benefits-gift-use-by = Last day on which the code is taken
benefits-gift-use-by-hint = Leave it empty if it does not end.
benefits-gift-no-use-by = None
benefits-gift-last-day = Last day on which people can take it
benefits-gift-refusals = Said no
benefits-open-says-gift = From then on every person it is for can take one code or say no.
benefits-close-says-gift = Nobody can take one any more. Who has a code keeps it; who waits still gets one.
benefits-needs-open-gift = A gift ({ $what }) waits for a second person.
benefits-kind-share = A share of a fund, the same for everybody who asks
benefits-kind-unasked = The same sum for everybody who has shown who they are, without being asked for
benefits-unasked-says = { $count ->
    [one] One person has
   *[other] { $count } people have
 } shown who they are until now. Once this is open, each of them whom it is for hears that a cheque goes to the address on file in a week; and so does everybody who shows who they are from then on. Two people release the payments, as always.
benefits-fund = The fund
benefits-fund-hint = Only for a share: what is shared out altogether. The amount above is then the most for one person.
benefits-bad-fund = Type what is shared out, at least as much as the most for one person.
benefits-share-no-day = A fund is shared out when nobody can ask any more: choose the last day.
benefits-share-title = Sharing out the fund
benefits-share-later = { $count ->
    [one] 1 claim stands
   *[other] { $count } claims stand
}. Shared out now, each would get { $amount }. It can be shared out when the offer is closed; until then nothing of it can be granted.
benefits-share-says = { $count ->
    [one] 1 claim stands and gets
   *[other] { $count } claims stand, and each gets
} { $amount }, { $total } together. Refuse what is to be refused before. Afterwards the share does not change any more, and reviewers can grant it; an appeal that succeeds later gets the same on top of the fund.
benefits-share-press = Share it out
benefits-shared-out = The fund was shared out: each claim gets { $amount }.
