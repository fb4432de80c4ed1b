# /privacy
privacy-title = What this site knows about you
privacy-lead = This site is here because we lost data. So it keeps as little as it can, and says here what that is.
privacy-reading-title = When you only read
privacy-reading = You get no cookie. Nobody counts you or follows you, and your browser asks no other company for anything. Our records of visits hold no names, no e-mail addresses and nothing you typed.
privacy-reading-limits = Someone could try many codes in a row. To stop that, we count how often a button is pressed from one network. We keep the count, not the network's address.
privacy-check-title = When you check an e-mail address
privacy-check = We keep the address encrypted and use it for one thing: to write the answer to it. What the page shows is the same for every address, so nobody can learn from it who was affected.
privacy-check-reminder = You can ask us to write to you when we know. Then we keep the address, encrypted, until we have told you.
privacy-own-title = When you open your own page
privacy-own-list = Your page comes from the list of people whose data was taken. It holds your name, how to reach you, where you live, and which kinds of data were taken. It does not hold that data itself: your numbers and records are not on this site.
privacy-own-added = We add what you do here: the steps you tick off, what you ask us, what we sent you and when.
privacy-own-sealed = Your name, your address and what you write to us are encrypted. The key is kept apart from the database.
privacy-own-cookie = While you are signed in, your browser holds one cookie. It lets you into your page and does nothing else. It ends when you sign out, after 15 minutes without a press, and after two hours at most.
privacy-ask-title = What you can ask for
privacy-ask = Your own page shows what we keep about you and until when. You can take a copy, tell us what is wrong, or say that we have the wrong person.
privacy-ask-own = Open your own page.
privacy-person-title = Talk to a person
