# /incidents/{slug}/updates/{id}
update-holding = First word
update-facts = New facts
update-fixes = New fixes
update-deadline = A date that matters
update-scam = Scam warning
update-correction = Correction
update-closing = Last word
update-whole = All we know today
update-all = All updates
update-corrected-on = Corrected on { $time }.
update-before = What we wrote before
update-withdrawn-title = This update was withdrawn
update-withdrawn-on = Withdrawn on { $time }.
