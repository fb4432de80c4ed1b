# /practice/mail and below
practice-mail-title = Practice mail
practice-mail-lead = What would have been sent. It stays on this machine, and nobody was written to.
practice-mail-none = Nothing yet. Send a notice, or ask for a code, and it appears here.
practice-mail-to = To { $address }
practice-mail-older = Older messages
practice-mail-html = See it as designed
practice-mail-all = All messages
