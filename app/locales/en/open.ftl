# /open and /code: the link of our mail, and the code to type.
open-title = Open your page
open-link-title = Your page is one step away
open-link-text = Press the button. Then we send a code to your e-mail address, so that only you can see what is yours.
open-link-button = Go on to my page
open-link-scanners = Nothing opens before you press. Mail programs that look at links on their own cannot use yours up.
code-title = Type the code we sent you
code-text = It is in our e-mail or in our letter.
code-label = Your code
code-hint = From an e-mail: E and 12 letters and numbers. From a letter: P and 16. Capitals, spaces and dashes do not matter. It never has the letter O.
code-button = Check my code
code-empty = Type the code from our e-mail or letter.
code-opens-nothing = That did not open a page. The code may have a typing slip, or a newer e-mail or letter has replaced it. Take the code from the newest one and try again, or ask for help below.
code-none-title = You have no code
code-none-check = Ask by e-mail whether your information was leaked
code-none-help = Get help: no e-mail, moved, new name, or the letter is lost
