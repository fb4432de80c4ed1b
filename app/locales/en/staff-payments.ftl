# /staff/incidents/{slug}/payments and below.
payments-title = Payments
payments-lead = What was granted waits here. One person puts a batch together, another releases it, and its file goes to the bank. What the bank answers is read back below.
payments-wait = Waiting
payments-none-wait = Nothing waits to be paid.
payments-held = { $count ->
    [one] 1 payment is held
   *[other] { $count } payments are held
}: where it goes was changed within 48 hours or waits for a reviewer, or its cheque came back.
payments-nothing-waits = Nothing waits for that any more: somebody was quicker. Look at how it stands.
payments-waiting = { $way }: { $count ->
    [one] 1 payment
   *[other] { $count } payments
}, { $amount } together.
payments-way-ach = Bank accounts in the United States (ACH)
payments-way-iban = Bank accounts with an IBAN
payments-way-cheque = Cheques
payments-way-voucher = Vouchers by e-mail
payments-make = Put them in a batch
payments-make-says = Nothing goes out by it: another person has to release the batch.
payments-batches = Batches
payments-no-batch = There is no batch yet.
payments-row = { $count ->
    [one] 1 payment
   *[other] { $count } payments
}, { $amount }
payments-batch-made = Waits for release
payments-batch-released = Released
payments-batch-dropped = Taken apart
payments-batch-title = Batch: { $way }
payments-made-by = Put together by { $name }, { $time }.
payments-released-by = Released by { $name }, { $time }.
payments-in-it = Payments in it
payments-state-waiting = Waits
payments-state-released = On its way
payments-state-paid = Arrived
payments-state-failed = Came back ({ $code })
payments-own = You put this together. Somebody else has to release it.
payments-release = Release it
payments-release-says = The file with { $count ->
    [one] 1 payment
   *[other] { $count } payments
} of { $amount } together can then go to the bank. This cannot be undone.
payments-drop = Take it apart
payments-drop-says = Its payments wait again. Nothing went out.
payments-file = File for the bank
payments-list = List for a spreadsheet (CSV)
payments-file-says = The files hold whole account numbers. Bring them to the bank and delete them. Each download is written down. Without the settings of the bank ([payments]) there is only the list.
payments-results = What the bank says
payments-results-label = Results, one a line
payments-results-hint = A reference and “paid”, or the code with which it came back. For example: P0123456789AB paid
payments-results-says = Who was paid hears so by mail. What came back goes out again as a cheque, and the person hears that too.
payments-results-press = Read the results
payments-bad-result = Line { $line } is no result: it needs a reference and “paid” or a code. Nothing was read.
payments-no-results = Paste the results, one a line, 10,000 at most.
payments-answered = Read: { $paid } arrived, { $failed } came back, { $before } were known before, { $unknown } are not on their way.
payments-books = Books
payments-agrees = The books, the claims and the payments agree to the cent ({ $count } entries).
payments-disagrees = { $count } sums do not agree. Pay nothing more before somebody has run “candor ledger reconcile” and found out why.
payments-account-compensation = Granted to people
payments-account-owed = Owed and not yet sent
payments-account-on-the-way = On its way
payments-account-bank = Left the bank
tax-title = For the tax office
tax-reached = { $count ->
    [0] Nobody was
    [one] 1 person was
   *[other] { $count } people were
} paid { $from } or more in { $year } for sums and hours. A tax form may be due. Each is named by a claim.
