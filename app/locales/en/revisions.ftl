# /incidents/{slug}/revisions
revisions-title = What we changed, and when
revisions-lead = Everything we published and changed about this breach, newest first. We change nothing without saying so here.
revisions-none = Nothing was changed since this page became public.
revisions-first = This page became public
revisions-update = New update
revisions-corrected = Update corrected
revisions-withdrawn = Update withdrawn
revisions-texts = The page changed
revisions-heading = Heading
revisions-apology = Apology
revisions-fact-new = New: { $text }
revisions-fact-changed = Changed: { $text }
revisions-fact-gone = Taken off the list of what we know
revisions-fix-new = New on the list of what we are doing: { $text }
revisions-fix-changed = Changed on the list of what we are doing: { $text }
revisions-fix-gone = Taken off the list of what we are doing
revisions-dates = Dates, stage, kinds of data or contacts
