# Text messages. Only letters that one message of 160 holds (no á, í, ó, ú): server tests count them.
sms-told = { $company }: We have written to you because we lost customer data. To check that a message is ours: { $url }
sms-test = { $company }: This is a test. There is nothing to do.
