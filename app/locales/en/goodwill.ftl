# /me/goodwill, and the mail with a gift.
me-goodwill = A gift from us
goodwill-title = A gift
goodwill-lead = This is a gift. It is no compensation: it takes nothing from what you can ask for, and taking it costs you no rights. You can say no.
goodwill-none = There is no gift at the moment.
goodwill-use-by = The code is good until { $date }.
goodwill-use = Use it
goodwill-take = Yes, give me the code
goodwill-refuse = No, thank you
goodwill-refused = You said no. You can change your mind.
