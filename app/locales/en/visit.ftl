# /open/send, /open/enter, /signout, /visit/extend: from a link to a proven visit, and its end.
visit-title = One step before your page
visit-text = We will send six digits to { $address }. Type them on the next page and your page opens.
visit-send = Send me a code
visit-why = A link can be forwarded. So we show nothing about you until you have typed a code that only you receive.
visit-on = Go on to my page
visit-letter = Type the code from my letter
visit-no-email = We have no e-mail address for you that we can send a code to. Tell us, and we will send you a letter with a code.
visit-help-button = Ask for a letter
visit-codes-spent = We have sent you all the codes we send in one hour. Use the newest one, or ask again in { $minutes } { $minutes ->
    [one] minute
   *[other] minutes
  }.
visit-trouble-title = This does not work for you
visit-trouble-code = I have a letter with a code
visit-trouble-help = I no longer read mail at that address
enter-title = Type the six digits
enter-sent = We have just written to { $address }. The newest code counts, for ten minutes and in this browser.
enter-nothing-sent = No code is waiting for you right now. Ask for one below.
enter-label = Six digits from our e-mail
enter-hint = Such as 123 456
enter-button = Open my page
enter-not-six = The code has six digits. Look at our newest e-mail and type all six.
enter-wrong = That is not the newest code. You have { $tries } { $tries ->
    [one] more try
   *[other] more tries
  } with it. Look at our newest e-mail, or ask for a new code.
enter-no-tries-left = That code has had five tries, so it no longer works. Ask for a new code below.
enter-used = That code has opened your page once already, and each code opens it once. Ask for a new code below.
enter-expired = That code is older than ten minutes, so it no longer works. Ask for a new code below.
enter-none-sent = We have sent no code to this browser yet. Ask for one below and type it here.
enter-trouble-title = No e-mail yet?
enter-trouble-text = It can take a few minutes. Look in your junk mail too.
enter-again = Send me a new code
enter-help = I cannot get at that mail
signout-title = Leave your page
signout-button = Sign out
signout-done-title = You have signed out
signout-done-text = Your page is closed on this device. What you ticked and sent is saved. Close this window too if others use this device.
signout-back = Open my page again
signout-home = What happened
extend-title = Stay on your page
extend-until = Your page closes in { $minutes } { $minutes ->
    [one] minute
   *[other] minutes
  } unless you press a button.
extend-last = Your page closes in { $minutes } { $minutes ->
    [one] minute
   *[other] minutes
  }. Then you can go on with a new code.
extend-button = Stay signed in
