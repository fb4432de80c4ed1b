# What people ask: the queue and one request, for staff.
staff-nav-requests = Requests
staff-requests-title = Requests
staff-requests-waiting = { $open ->
    [0] Nobody waits for an answer.
    [one] 1 person waits for an answer.
   *[other] { $open } people wait for an answer.
}
staff-requests-late = { $overdue ->
    [0] None waits longer than we promised.
    [one] 1 waits longer than we promised.
   *[other] { $overdue } wait longer than we promised.
}
staff-requests-open = Open ({ $count })
staff-requests-taken = Taken ({ $count })
staff-requests-answered = Answered or closed ({ $count })
staff-requests-none-open = No request is open.
staff-requests-none-taken = Nobody has taken a request. Take one from the open ones.
staff-requests-none-answered = Nothing has been answered yet.
staff-requests-before = Earlier page
staff-requests-after = Next page
staff-requests-by = Promised by { $day }
staff-requests-overdue = Overdue: promised by { $day }
staff-requests-is-answered = Answered
staff-requests-is-closed = Closed
staff-requests-asked = Asked { $time }, in { $lang }.
staff-requests-signed-in = Signed in.
staff-requests-outside = Not signed in.
staff-requests-english = English
staff-requests-spanish = Spanish
staff-requests-mine = You have it.
staff-requests-theirs = { $name } has it.
staff-request-title = Request { $number }
staff-request-back = Back to the requests
staff-request-message = What they wrote
staff-request-who = Who asks
staff-request-nobody = They could not sign in, so we do not know who it is. Before you send anything about a person, find them on the list and check that it is them.
staff-request-find = Find a person
staff-request-kind = About
staff-request-state = Where it is
staff-request-free = Open; nobody has it
staff-request-made = Asked
staff-request-promised = Promised by
staff-request-lang = Language of the answer
staff-request-to = The answer goes to
staff-request-no-address = No e-mail address; somebody has to write a letter
staff-request-name = Name they gave
staff-request-postal = Postal address they gave
staff-request-reads = Reads { $lang }.
staff-request-no-notice = No notice was sent to them.
staff-request-notice = Last notice sent { $time }.
staff-request-no-visit = No visit in the last day.
staff-request-visit = Last visit { $time }.
staff-request-others = { $count ->
    [one] This is their only request.
   *[other] They made { $count } requests in all.
}
staff-request-story = Their whole story
staff-request-answer-by = Answered { $time } by { $name }
staff-request-answer-of = Answered { $time }
staff-request-done-taken = You have this request. Nobody else answers it unless they take it over.
staff-request-done-given-back = The request is back in the queue. Anybody can take it.
staff-request-done-mailed = The answer is queued to be mailed. If they are signed in, it also stands on their page.
staff-request-done-kept = The answer is kept. There is no e-mail address, so somebody has to write a letter.
staff-request-done-closed = The request is closed.
staff-request-done-reissued = A new invitation is queued to be mailed. Earlier links and codes open nothing any more.
staff-request-done-reissued-unmailed = Earlier links and codes open nothing any more. There is no e-mail address, so no new one was sent: somebody has to write a letter.
staff-request-who-has = Who has it
staff-request-take = Take this request
staff-request-take-over = Take it over
staff-request-give-back = Give it back
staff-request-answer = Answer
staff-request-answer-label = Your answer, in { $lang }
staff-request-goes-both = One person gets this by e-mail in { $lang }, and it stands on their page. It cannot be taken back.
staff-request-goes-mail = One person gets this by e-mail in { $lang }. It cannot be taken back. They did not sign in, so write nothing about a person on the list.
staff-request-goes-page = This stands on one person's page, in { $lang }. There is no e-mail address, so also write a letter.
staff-request-goes-nowhere = There is no e-mail address. The answer is kept here, in { $lang }; somebody has to write a letter.
staff-request-answer-button = Send the answer
staff-request-answer-empty = There is no answer yet. Write it, then send it.
staff-request-answered-meanwhile = Somebody answered or closed this request while you were writing. Nothing was sent from here; your text is still below to copy.
staff-request-taken-meanwhile = A colleague has this request now. Nothing was changed. Agree with them, or take it over.
staff-request-reissue = Send a new invitation
staff-request-reissue-mail = One person gets a new link and code by e-mail. Every earlier link and code of theirs opens nothing from then on, and open visits end.
staff-request-reissue-no-mail = There is no e-mail address on file. Every earlier link and code of this person opens nothing from then on, open visits end, and nothing is sent.
staff-request-reissue-button = Send a new invitation
staff-request-reason = Why (kept with the act)
staff-request-close = Close
staff-request-close-what = Closing sends nothing. The person sees on their page that the request is closed.
staff-request-close-button = Close the request
staff-reason-empty = There is no reason yet. Write in a few words why.
staff-confirm-first = First confirm that it is you
staff-confirm-beside = Confirm that it is you (opens beside this page)
staff-confirm-mistake = Confirm that it is you first: this goes out to people or cannot be undone. What you wrote is still here; confirm beside this page, then press the button again.
