# /accessibility
accessibility-title = Using this site your way
accessibility-lead = Everyone whose data we lost must be able to use this site. We built it to the Web Content Accessibility Guidelines 2.2, level AA.
accessibility-works-title = What works
accessibility-works-script = Every page works without scripts and without pictures.
accessibility-works-keyboard = Everything can be done with a keyboard, and you always see where you are. Screen readers get headings, labels and the state of each step in words.
accessibility-works-zoom = Pages fit a small phone and keep working when you make the text twice as large.
accessibility-works-colour = Light and dark both have strong contrast. Colour never stands alone: a word says the same.
accessibility-works-time = Your visit ends after 15 minutes without a press, so that nobody else sees your page. You can go on before it ends. What you typed is kept for an hour.
accessibility-works-words = The words are short and plain, in English and Spanish.
accessibility-works-print = Every page can be printed.
accessibility-gaps-title = What we know does not work yet
accessibility-gaps-tested = We test with automatic checks and by hand in one browser. People who use screen readers every day have not tested this site yet.
accessibility-gaps-others = Some steps lead to the sites of banks, credit bureaus and offices. We cannot change those. Where we know a telephone number, it is there too.
accessibility-other-title = Get it another way
accessibility-other = Tell us what got in your way. A person can also go through your page with you.
