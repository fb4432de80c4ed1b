# /staff/incidents/{slug}/benefits and below.
benefits-title = Benefits
benefits-lead = What people can have because of this incident. So far: identity protection. Nobody can take it before a second person has opened it.
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
