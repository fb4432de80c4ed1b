# /check: "am I affected?", answered by mail.
check-title = Was my information leaked?
check-text = Type your e-mail address. We answer by e-mail, within minutes.
check-label = Your e-mail address
check-hint = The one we would have known you by
check-remind = If you do not know yet, write to me when you do
check-button = Send me the answer
check-empty = Type your e-mail address, so that we know where to answer.
check-no-address = This does not look like an e-mail address. It needs an @ and an ending such as .com, for example ana@example.com.
check-why-title = Why not here on the page
check-why-text = The answer is yours alone. On a page anybody could ask about you. That is why everyone sees the same page here, and the answer goes to the address.
check-have-code = I have a code from you
check-help = I have no e-mail, or I need another way
check-sent-title = The answer is in the mail
check-sent-text = We have just written to that address. The answer is in the mail.
check-sent-wait = It can take a few minutes. Look in your junk mail too. We write at most a few times a day to one address.
check-sent-other = Ask about another address
