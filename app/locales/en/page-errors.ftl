# Pages about what did not work: what happened, then what to do.
error-help = Get help from a person
error-sign-in-title = This page opens with your code
error-sign-in-text = What is here belongs to one person, so we ask for a code first. Press the link in our e-mail again, or type the code from our e-mail or letter.
error-sign-in-code = Type my code
error-sign-in-check = I have no code
error-visit-over-title = Your visit has ended
error-visit-over-text = We close your page after 15 minutes without a press of a button, and after two hours at the latest, so that nobody else reads it. What you had saved is still there.
error-visit-over-button = Go on with a new code
error-not-from-here-title = We did not take this
error-not-from-here-text = This came from a page that is not ours, so we changed nothing. Go to our page and press the button there.
error-slow-down-title = Please wait a little
error-slow-down-seconds = There were many tries from your network, so we stopped new ones for everybody there. Nothing is lost. Try again in { $seconds } { $seconds ->
    [one] second
   *[other] seconds
  }.
error-slow-down-minutes = There were many tries in a short time, so we stopped new ones. Nothing is lost. Try again in { $minutes } minutes.
error-slow-down-hours = There were many tries today, so we stopped new ones. Nothing is lost. Try again in { $hours } hours.
error-busy-title = Too many people are here right now
error-busy-text = We could not take this just now. Nothing you saved is lost. Try again in a few minutes.
error-broken-title = Something broke on our side
error-broken-text = It was not your doing, and what you had saved is still there. Try again in a few minutes. If you write to us, give this number: { $report }.
