# Lists of people: reading, report, acceptance.
staff-nav-imports = Lists
staff-imports-title = Lists of people
staff-imports-none = No list has been read yet.
staff-imports-of = List of { $time }
staff-imports-row = { $accepted } new, { $changed } changed, { $quarantined } in quarantine
staff-imports-reading = Being read
staff-imports-finished = Waits for a second person
staff-imports-applying = Being accepted
staff-imports-accepted = Accepted
staff-imports-upload = Read a new list
staff-imports-upload-what = The file is read in the background and then deleted here. Nobody on it is visible and nothing is sent until a second person accepts it.
staff-imports-practice = This is practice: only addresses of example domains are taken.
staff-imports-file = The list, a CSV file
staff-imports-file-hint = One header row. It may hold names, addresses and kinds of data, and never the exposed values themselves: a column we do not know stops the whole file.
staff-imports-button = Read this list
staff-imports-no-file = There is no file yet. Choose the CSV file, then press the button.
staff-imports-too-large = This file is larger than { $most } MB, the limit set for this site. Nothing was stored. Split it, or import it on the command line.
staff-imports-not-here = This server takes no lists on screen. Nothing was stored. Import it on the command line.
staff-imports-broken-off = The file did not arrive whole. Nothing was stored. Send it again.
staff-imports-header-unknown = The file has columns that are not read: { $columns }. Exposed values must never get in. Nothing was stored. Take these columns out, then send it again.
staff-imports-header-bad = The header row cannot be used: a needed column is missing, stands twice, or is not readable. Nothing was stored.
staff-imports-not-reserved = Line { $line } has an address outside the example domains. Practice takes no other. Nothing was stored.
staff-import-title = A list of people
staff-import-back = All lists
staff-import-command-line = the command line
staff-import-begun = Begun { $time } by { $who }.
staff-import-accepted-at = Accepted { $time }. Its people are visible since then.
staff-import-percent = { $percent } percent of the file is read and stored. This page renews itself.
staff-import-progress = How much is read
staff-import-stands-still = Nobody is reading this list at the moment. Send the same file again: it goes on where it stopped.
staff-import-report = Report
staff-import-what = What became of the rows
staff-import-rows = Rows
staff-import-rows-read = Read
staff-import-rows-accepted = New people
staff-import-rows-changed = Known people with other content
staff-import-rows-duplicate = Known people, nothing new
staff-import-rows-quarantined = In quarantine: not yet told
staff-import-ragged = another number of values than columns
staff-import-not-utf8 = not readable as text
staff-import-control = control characters
staff-import-too-long = a value over 1,000 letters
staff-import-no-id = no number of the company’s
staff-import-no-country = no country
staff-import-category = a kind of data we do not know
staff-import-kind = neither adult, minor nor deceased
staff-import-exposed = looks like an exposed value
staff-import-rows-unreachable = New people without e-mail and postal address
staff-import-email = Taken without their e-mail address, which was not valid
staff-import-region = Counted for their country only: unknown region
staff-import-accept = Accept this list
staff-import-accept-what = { $people ->
    [0] Nobody new becomes visible
    [one] 1 person becomes visible
   *[other] { $people } people become visible
} and can be told; { $changed ->
    [0] nobody changes.
    [one] 1 known person changes.
   *[other] { $changed } known people change.
} Nothing is sent yet. It cannot be undone.
staff-import-own = You uploaded this list, so a second person has to accept it.
staff-import-accept-button = Accept the list
staff-import-rests-on = Some of its people came in with an earlier list that is not accepted. Accept that one first. Nothing was changed.
staff-import-not-finished = It is not read to its end yet. Nothing was changed.
