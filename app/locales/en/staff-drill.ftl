# The score sheet of a practice run.
staff-drill-title = Practice run
staff-drill-told = { $told } of { $people } people on the practice list were told. Nothing reached anyone.
staff-drill-step = Step
staff-drill-reached = After discovery
staff-drill-goal = Goal
staff-drill-done = In time
staff-drill-yes = Yes
staff-drill-no = No
staff-drill-not-reached = Not reached
staff-drill-seconds = { $seconds } s
staff-drill-opened = Incident opened from the holding statement
staff-drill-first-word = First word public, a second person approved
staff-drill-list-read = List read by the import
staff-drill-list-accepted = List accepted by a second person
staff-drill-notice-begun = Notice begun
staff-drill-everybody-told = Everybody told
staff-drill-page-opened = A person opened their page with a code
