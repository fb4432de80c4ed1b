# /incidents/{slug}
incident-title = Data breach of { $month }
incident-as-of = As of { $time }.
incident-next = Next update by { $time }.
incident-next-late = We promised an update by { $time }. It is late, and that is our fault.
incident-see-yours = See what was taken from you
incident-check = Check an e-mail address
incident-what-happened = What happened
incident-what-information = What information was involved
incident-what-we-are-doing = What we are doing
incident-what-you-can-do = What you can do
incident-updates = Updates
incident-more-information = For more information
stage-open = Open, still investigating
stage-contained = Contained, still investigating
stage-resolved = Resolved
stage-closed = Closed
fact-known = Known
fact-not-yet-known = Not yet known
fact-corrected = Corrected
fact-earlier = We wrote before:
fact-expected = We expect to know by { $day }.
fact-overdue = We expected to know by { $day }. We do not know yet.
fact-corrected-on = Corrected on { $day }.
fix-done = Done
fix-done-on = Done, { $day }
fix-under-way = Under way
fix-under-way-by = Under way, by { $day }
fix-late = Late, promised by { $day }
fix-planned = Planned
fix-planned-by = By { $day }
kinds-differ = What was taken differs from person to person.
kinds-yours = Your own page shows exactly yours.
steps-general = These steps are for the United States.
steps-yours = Your own page has the steps for your data and for where you live.
steps-minutes = { $minutes ->
    [one] 1 minute, free
   *[other] { $minutes } minutes, free
}
steps-minutes-paid = { $minutes ->
    [one] 1 minute, costs money
   *[other] { $minutes } minutes, costs money
}
contact-phone = Talk to a person:
contact-mail = Write to us:
contact-help = Ask for help, or tell us that something is wrong
incident-feed = Follow these updates in a feed reader
incident-revisions = What we changed on these pages, and when
incident-untranslated = Some parts of this page are not in English yet. They stand here in Spanish until they are.
incident-by-mail = Get updates by e-mail
