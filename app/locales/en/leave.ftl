# /subscriptions/leave/{token}: out of update mails.
leave-title = No more updates by e-mail?
leave-text = One press, and we send no more updates about this incident to you. They go on standing on our pages.
leave-button = Send me no more updates
leave-still-title = What still comes
leave-still-law = A notice that the law requires us to send.
leave-still-asked = Answers to what you ask us, and the codes that open your page.
leave-done-title = You get no more updates by e-mail
leave-done = Done. A message that is on its way at this moment may still arrive.
leave-back-title = If you change your mind
leave-back = You can have them sent again at any time, on your page.
leave-back-link = Go to your page
leave-incident = What we know, and every update
leave-text-every = One press, and we send you no more updates about any incident. They go on standing on our pages.
leave-back-subscriber = You can ask for updates again at any time.
leave-back-subscriber-link = Ask for updates
