# /me/claims/{number}/evidence, and evidence for reviewers.
evidence-title = Photos and papers
evidence-link = Add photos or papers
evidence-count = { $count ->
    [0] No photos or papers are with it.
    [one] 1 photo or paper is with it.
   *[other] { $count } photos or papers are with it.
}
evidence-lead = A photo of a receipt or a bank page is enough. Cover what we need not see.
evidence-no-file = There is none yet.
evidence-page = { $name }, page { $page }
evidence-quarantined = It arrived and is still being checked. You need not do anything.
evidence-add = Choose a photo or a PDF
evidence-hint = JPEG, PNG or PDF, up to { $most } MB, up to { $files } files.
evidence-add-press = Add this file
evidence-says = We keep pictures of its pages, locked. Where a photo was taken and everything else hidden in the file is thrown away.
evidence-sending = Your file is on its way.
evidence-looking = Your file has arrived. We are checking it.
evidence-stop = Stop
evidence-stopped = Stopped. Nothing of your file was kept.
evidence-back = Back to the claim
evidence-none = Choose a file first, then press the button.
evidence-too-large = This file is larger than { $most } MB. Take a smaller photo, or send the pages one by one.
evidence-broken-off = The file did not arrive whole. Send it once more.
evidence-unreadable = We cannot read this file. Send a photo (JPEG or PNG), or a PDF without a password. A screenshot works too.
evidence-too-many-pixels = This picture is larger than any camera makes. Send a photo or a screenshot.
evidence-too-many-pages = This document has more than { $most } pages. Send only the pages we need, or photos of them.
evidence-harmful = Our scanner says that this file is harmful, so we did not take it. Send a photo of the paper.
evidence-too-many = This claim has { $most } files. Remove one first, or put several receipts on one photo.
evidence-known = You have added this file already.
evidence-not-now = This claim takes no files now. If you want to add something, answer our question or ask us for help.
evidence-not-here = Files cannot be taken here at the moment. Ask us for help: we find another way.
review-signal-evidence = { $count ->
    [one] One other person’s claim came with one of these files.
   *[other] { $count } other people’s claims came with one of these files.
} A family may share a receipt. It decides nothing by itself.
