# "Needs you": what waits for a member of staff.
staff-needs-requests = { $count ->
    [one] 1 person asked something and waits for an answer, promised for { $day }.
   *[other] { $number } people asked something and wait for an answer, the first promised for { $day }.
}
staff-needs-requests-late = { $count ->
    [one] 1 person was promised an answer for { $day } and has none.
   *[other] { $number } people were promised an answer and have none, the first for { $day }.
}
staff-needs-requests-action = Answer them
staff-needs-import = { $count ->
    [one] A list with 1 person was read and waits to be accepted. Until then they are not told.
   *[other] A list with { $number } people was read and waits to be accepted. Until then none of them is told.
}
staff-needs-import-action = Read the report
staff-needs-update = The next update is promised for { $time }.
staff-needs-update-late = The next update was promised for { $time }. The page now says that we are late.
staff-needs-update-action = Write it
staff-needs-draft = This incident is not public yet. The first word is due 60 minutes after it was discovered.
staff-needs-draft-action = Go on with it
staff-needs-late = Late
staff-needs-due = By { $time }
