# /staff/notices, /staff/incidents/{slug}/notices and below: mail-outs to people on the list.
staff-notices-title = Notices
staff-notices-lead = A notice tells people on the list what happened to their information. It goes out in stages, after a second person has approved it.
staff-notices-none = No notice has been written yet.
staff-notices-write = Write a notice
staff-notices-write-for = Write a notice for { $incident }
staff-notices-write-lead = First choose whom it is for and count them. Nothing goes out from this page.
staff-notices-people = People on the list
staff-notices-with-email = of these with an e-mail address
staff-notices-letter-only = without one, with a postal address
staff-notices-unreachable = with neither
staff-notices-quarantined = Rows in quarantine: people not yet told
staff-notices-told = People a notice has reached
staff-notices-name = Name of this notice
staff-notices-name-hint = People see it in the list of what we sent them. For example: First notice.
staff-notices-no-name = Give the notice a name of one line.
staff-notices-audience = Whom it is for
staff-notices-everybody = Everybody on the list
staff-notices-some = Only some of them
staff-notices-untold-legend = Who has had a notice before
staff-notices-untold = Leave out who has had a notice, or has one on the way
staff-notices-to-everybody = For everybody on the list.
staff-notices-to-some = For some people on the list only.
staff-notices-to-untold = Only who has had no notice yet.
staff-notices-plan = How fast
staff-notices-plan-hint = Many people call on the day they are told. Say how many calls you can answer, and the notice goes no faster than that. Leave it empty to send as fast as the relay takes it.
staff-notices-calls = Calls you can answer in an hour
staff-notices-calls-hint = A number, such as 120.
staff-notices-callers = Of 100 people who are told, how many call
staff-notices-callers-hint = A number from 1 to 100. Raise it if you expect more questions than usual.
staff-notices-no-calls = Type how many calls you can answer in an hour, from 1 to 1,000,000, or leave it empty.
staff-notices-no-callers = Type how many of 100 people call, from 1 to 100.
staff-notices-subjects = Subject lines
staff-notices-subjects-hint = Leave both empty to use those that come with the template. Who is written to for a child or for somebody who has died reads a subject of their own.
staff-notices-subject-en = Subject in English
staff-notices-subject-es = Subject in Spanish
staff-notices-both-subjects = Write the subject in both languages, one line each, or leave both empty.
staff-notices-count-button = Count them
staff-notices-write-button = Save the notice
staff-notices-write-says = Saving sends nothing. On the next page you can read it, check it and ask a second person.
staff-notices-count = { $count ->
    [one] { $number } person would get it by e-mail.
   *[other] { $number } people would get it by e-mail.
}
staff-notices-practice = This is practice: every message goes into the practice box, and to nobody.
staff-notices-pace = At most { $number } messages an hour.
staff-notices-pace-none = As fast as the relay takes them.
staff-notices-takes-minutes = That takes about { $number } minutes.
staff-notices-takes-hours = That takes about { $number } hours.
staff-notices-takes-days = That takes about { $number } days.
staff-notices-draft = Draft
staff-notices-waiting = Waits for a second person
staff-notices-queueing = Being queued and sent
staff-notices-sending = Being sent
staff-notices-paused = Stopped
staff-notices-held = Held after a stage
staff-notices-done = Done
staff-notices-left-says = { $count ->
    [one] { $number } person can be reached by e-mail and has no message of it yet.
   *[other] { $number } people can be reached by e-mail and have no message of it yet.
}
staff-notices-written = Written by { $name }, { $time }.
staff-notices-made = Made on the command line, { $time }.
staff-notices-asked = { $name } asked for a second person, { $time }.
staff-notices-approved = Approved by { $name }, { $time }.
staff-notices-stage-first = First stage: 1 in 100 people.
staff-notices-stage-second = Second stage: 1 in 10 people.
staff-notices-stage-all = Last stage: everybody.
staff-notices-stopped-staff = Stopped at { $time }. Nothing more goes out until somebody goes on.
staff-notices-stopped-bounces = It stopped by itself at { $time }: too many messages came back. Find out why before you go on.
staff-notices-stopped-errors = It stopped by itself at { $time }: too many messages could not be handed over. Look at the relay before you go on.
staff-notices-changed = The texts of the incident have changed since this notice was shown to a second person. The notice goes on saying what was approved. To say the new words, stop it and ask a second person again.
staff-notices-figures = How far it is
staff-notices-percent = { $percent } in 100
staff-notices-sent = Taken by the relay
staff-notices-queued = Waiting
staff-notices-in-flight = On the way now
staff-notices-bounced = Came back
staff-notices-failed = Given up
staff-notices-suppressed = Not to be sent
staff-notices-printed = Printed as a letter
staff-notices-returned = Letter came back
staff-notices-left = No message yet
staff-notices-next-try = The next message that waits is tried at { $time }.
staff-notices-reload = Show the figures of now
staff-notices-report = Report as a file (CSV)
staff-notices-checks = Checks
staff-notices-nothing-found = Nothing was found that stops it.
staff-notices-blocks = Stops it
staff-notices-warns = Look at it
staff-notices-not-public = The incident is not public yet, so the links would lead nowhere. Publish it first.
staff-notices-closed = The incident is closed. Its links open nothing any more.
staff-notices-no-relay = No mail relay is set. Ask whoever runs the server to set one.
staff-notices-no-words = The incident lacks words in this language: { $lang }. Write every section first.
staff-notices-found-amount = The subject names an amount ({ $what }). Frauds do that. Take it out.
staff-notices-found-urgency = The subject rushes people ({ $what }).
staff-notices-found-shouts = The subject shouts ({ $what }).
staff-notices-found-no-subject = The subject is empty or has more than one line.
staff-notices-found-short-link = A shortened link ({ $what }) hides where it goes. Write the whole address.
staff-notices-found-other-host = A link leads to { $what }, which is not our site. Check that it is right.
staff-notices-found-plain-link = A link to { $what } is not protected. Use an address that begins with https.
staff-notices-found-no-reply = Nobody reads what is answered to { $what }. Set an address that people at your company read.
staff-notices-texts = What everybody reads
staff-notices-text-in = { $lang }
staff-notices-to-anybody = To an adult. Name, kinds of data, link and code are each person's own.
staff-notices-subject-is = Subject: { $subject }
staff-notices-preview = See it as a person gets it
staff-notices-preview-lead = Name up to three people, or leave all fields empty to see it as three people who differ. Link and code are masked. Each look is written down.
staff-notices-person-1 = First person
staff-notices-person-2 = Second person
staff-notices-person-3 = Third person
staff-notices-preview-button = Show it
staff-notices-nobody = Nobody on the list was found by this. Check the address or number.
staff-notices-back = Back to the notice
staff-notices-own = You wrote this notice or asked for a second person, so somebody else approves it.
staff-notices-ask = Ask a second person
staff-notices-ask-says = { $count ->
    [one] A second person is asked to approve this notice to { $number } person. Nothing goes out yet. Its words are fixed now: later changes to the texts do not change it.
   *[other] A second person is asked to approve this notice to { $number } people. Nothing goes out yet. Its words are fixed now: later changes to the texts do not change it.
}
staff-notices-take-back = Take it back
staff-notices-take-back-says = It becomes a draft again. Nothing goes out.
staff-notices-approve = Approve and begin
staff-notices-approve-says = { $count ->
    [one] It goes to { $number } person. The first stage begins at once, with { $now }.
   *[other] It goes to { $number } people. The first stage begins at once, with { $now } of them. The rest waits until somebody releases it.
}
staff-notices-decline = Do not approve
staff-notices-decline-says = It becomes a draft again. Nothing goes out.
staff-notices-release = Release the next stage
staff-notices-release-says = { $count ->
    [one] The next stage goes to { $number } more person, at once.
   *[other] The next stage goes to { $number } more people, at once.
}
staff-notices-release-all-says = { $count ->
    [one] The last stage goes to { $number } more person, at once.
   *[other] The last stage goes to { $number } more people, at once.
}
staff-notices-stop = Stop it now
staff-notices-stop-says = Within five seconds nothing more goes out. What is on the way may still arrive.
staff-notices-resume = Go on
staff-notices-resume-says = { $count ->
    [one] It goes on where it stopped: what waits goes out, and { $number } more person is written to in this stage.
   *[other] It goes on where it stopped: what waits goes out, and { $number } more people are written to in this stage.
}
staff-notices-obstacle = Something stands in the way of this notice. See “Checks” below.
staff-notices-blocked = A check stops this notice. See “Checks” below, and change what was found.
staff-notices-more-people = More people are on the list by now: it would go to { $number }. Look again, then press once more.
staff-notices-refused-not-now = Nothing was done: somebody else was quicker, or this notice is not so far. See where it stands.
staff-notices-refused-own = You wrote this notice or asked for a second person. Somebody else must approve it.
staff-notices-refused-changed = The notice says something else by now than what you looked at. Read it again.
staff-nav-notices = Notices
staff-needs-notice-approve = The notice “{ $name }” waits for a second person.
staff-needs-notice-approve-action = Read and approve
staff-needs-notice-held = A stage of the notice “{ $name }” has gone out.
staff-needs-notice-held-action = Look and release
staff-needs-notice-stopped = The notice “{ $name }” is stopped.
staff-needs-notice-stopped-action = See why
staff-notices-again = Messages of notices
staff-notices-again-same = These are the words that went out: their fingerprint (SHA-256) is the same.
staff-notices-again-differs = Something that this message was made from has changed since: the person's data, the templates, or the address of the site. What stands here is not exactly what went out.
staff-notices-again-back = Back to the person
staff-notices-regardless-lead = Receivers would refuse a great part of this notice, or take it for spam:
staff-notices-regardless = Why it goes out all the same
staff-notices-regardless-hint = Leave this notice until the records are right, if you can. If people must be told now, write why; it is kept in the log.
staff-notices-no-reason = Put the records right first, or write why the notice goes out all the same.
staff-notices-preflight-looked = Records of the sender: looked at on { $time }. They are looked at again once a minute.
staff-notices-news = This notice is at another point now: { $state }.
staff-notices-sms-legend = Text messages
staff-notices-sms = Also send a text message to those who have a phone number on the list
staff-notices-sms-hint = When the e-mail or letter has gone out, a short message says so. It never goes alone, and says: “{ $text }” The provider takes money for each.
staff-notices-sms-counts = Text messages beside it: { $sent } sent, { $waiting } waiting, { $failed } failed, { $none } without a number.
