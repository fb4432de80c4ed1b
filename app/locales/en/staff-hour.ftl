# The clocks of an incident.
staff-home-practice = Practice
staff-hour-first-word = First public word
staff-hour-goal = Goal: within 60 minutes of discovery
staff-hour-not-discovered = No clock runs: the time of discovery is not set.
staff-hour-out = First word after { $time }
staff-hour-out-late = First word after { $time }, later than the 60 minutes
staff-hour-left = { $time } left for the first word
staff-hour-late = The first word is { $time } late
staff-hour-in-time = Inside the hour
staff-hour-not-in-time = After the hour
staff-hour-time-left = Left of the hour
staff-hour-over = Over the hour: publish now what you know
staff-hour-minutes = { $minutes } min
staff-hour-hours = { $hours } h { $minutes } min
staff-hour-days = { $days ->
    [one] 1 day { $hours } h
   *[other] { $days } days { $hours } h
}
staff-hour-told = People told
staff-hour-told-of = of { $reachable } who can be reached: { $percent } %
staff-hour-not-yet = { $count ->
    [one] 1 person not yet told
   *[other] { $number } people not yet told
}
staff-hour-quarantined = { $count ->
    [one] 1 of them waits in quarantine
   *[other] { $number } of them wait in quarantine
}
staff-hour-unreachable = { $count ->
    [one] 1 of them has no address at all
   *[other] { $number } of them have no address at all
}
staff-hour-all-told = Everybody told
staff-hour-assessment = Seven-day assessment
staff-hour-questions = { $count ->
    [0] No open question
    [one] 1 open question
   *[other] { $count } open questions
}
staff-hour-assessment-late = { $days ->
    [one] 1 day over
   *[other] { $days } days over
}
staff-hour-assessment-open = Counted from discovery
staff-hour-answered = Every question answered
staff-hour-done = Done
staff-hour-day-of = Day { $day } of { $days }
staff-hour-day = Day { $day }
staff-hour-nothing = Nothing in this incident needs you right now.
staff-hour-public-page = The page as everybody sees it
staff-hour-publish = Publish the first word
staff-hour-editor-publishes = The page is not public. Somebody with the role of an editor publishes it.
staff-hour-dates = Dates
staff-hour-discovered = Discovered
staff-hour-determined = Determined that people are affected
staff-hour-contained = Contained
staff-hour-published = First public word
staff-hour-as-of = The page is true as of
staff-hour-next = Next update promised
staff-hour-unknown = Not set
