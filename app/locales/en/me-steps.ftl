# The steps on /me.
steps-title = Your steps
steps-progress = { $done } of { $total } done · about { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
} left
steps-all-done = { $total ->
    [0] There is nothing you must do first.
    [one] Your first step is done.
   *[other] All { $total } first steps are done.
}
steps-note-free = { $minutes } min, free · { $deadline }
steps-note-paid = { $minutes } min, costs money · { $deadline }
steps-tick = Done: { $title }
steps-how = How to do it
steps-need = Have ready:
steps-cost = What it costs:
steps-everybody = Good to know
steps-more-title = When you have more time
steps-more = More protection
steps-if-misused = If somebody has used your data
steps-rights = Your rights
steps-beside = People who help, any time
steps-count = { $count ->
    [one] 1 step
   *[other] { $count } steps
}
steps-slot-incident = Open our page about the incident
steps-slot-monitoring = Sign up for the monitoring
steps-slot-password = Set a new password
steps-slot-privacy = Ask us about your data
steps-slot-contacts = How to reach us
steps-slot-print = Print your list
