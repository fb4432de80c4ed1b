# Subscribers of an incident: numbers only.
staff-subscribers-title = Updates by e-mail
staff-subscribers-lead = These people asked for updates about this incident and confirmed their address. Only numbers are shown: nobody can see or export the addresses.
staff-subscribers-active = Get updates
staff-subscribers-english = of these in English
staff-subscribers-spanish = of these in Spanish
staff-subscribers-each = of these each update at once
staff-subscribers-daily = of these one mail a day
staff-subscribers-must-act = of these only when they must act
staff-subscribers-asked = Asked, not confirmed yet
staff-subscribers-left = Left in the last 30 days
staff-subscribers-every = Get the updates of every incident, this one among them
staff-subscribers-signup = Sign-up
staff-subscribers-open = Open: anybody can sign up.
staff-subscribers-closed = Closed since { $time }.
staff-subscribers-over = Closed, because the incident is over.
staff-subscribers-close-text = If you close it, nobody new can sign up for this incident. Those who have signed up go on getting updates. The page says so, and how else to be kept informed.
staff-subscribers-close-button = Close the sign-up
staff-subscribers-open-text = If you open it, anybody can sign up again.
staff-subscribers-open-button = Open the sign-up
staff-subscribers-choose = Press one of the buttons below.
staff-subscribers-line = { $count ->
    [one] 1 person gets them.
   *[other] { $number } people get them.
}
staff-subscribers-line-open = Sign-up is open.
staff-subscribers-line-closed = Sign-up is closed.
staff-subscribers-link = Numbers and sign-up
