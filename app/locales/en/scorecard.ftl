# /incidents/{slug}/claims, and the switch for it.
scorecard-title = How claims are going
scorecard-lead = What people have asked us for because of this incident, and what became of it.
scorecard-link = How claims are going, in numbers
scorecard-as-of = As of { $time }. The numbers are counted anew every day.
scorecard-few = Fewer than { $fewest } claims have come in so far. We show numbers when there are more, so that nobody can be recognised.
scorecard-received = Received
scorecard-waiting = Being looked at
scorecard-granted = Granted, whole or in part
scorecard-paid = Paid
scorecard-refused = Not granted
scorecard-paid-out = Paid out
scorecard-median = Half were decided within
scorecard-days = { $days ->
    [one] 1 day
   *[other] { $days } days
}
scorecard-show = Show it to everybody
scorecard-show-says = From then on everybody can see how many claims were received, granted, paid and refused, what was paid out, and how long half of the decisions took. Nobody is named, and below ten claims no number is shown. The page of the incident links to it.
scorecard-hide = Take it off
scorecard-hide-says = Everybody can see how claims are going. Taken off, the page and the link to it are gone.
