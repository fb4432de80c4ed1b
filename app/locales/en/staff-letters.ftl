# Letters on paper: who waits, what was printed, what came back.
staff-letters-title = Letters
staff-letters-waiting = { $queued ->
    [one] 1 letter is queued because an e-mail did not arrive.
   *[other] { $queued } letters are queued because an e-mail did not arrive.
} { $alone ->
    [one] 1 person can be reached by letter alone and has none yet.
   *[other] { $alone } people can be reached by letter alone and have none yet.
}
staff-letters-how = Whoever runs this site prints them with “candor letters batch”. Each person gets into one batch.
staff-letters-returned = A letter came back
staff-letters-returned-text = Type the code that is printed on it. The code then opens nothing, no letter goes to that address any more, and you get a request to find out where the person lives.
staff-letters-code = Code on the letter
staff-letters-code-hint = It begins with P.
staff-letters-button = Key in this letter
staff-letters-code-empty = Type the code that is printed in the box on the letter.
staff-letters-code-wrong = That is not the code of a letter. It begins with P and has 16 more letters and numbers. Look at it once more.
staff-letters-code-unknown = No letter of this incident has that code. Look at it once more, or ask whether it belongs to another incident.
staff-letters-code-before = That letter was keyed in before. Nothing changed; its request is in the list.
staff-letters-batches = Batches
staff-letters-batch = Batch { $number }: { $letters ->
    [one] 1 letter
   *[other] { $letters } letters
}
staff-letters-printed = Printed { $time }
staff-letters-begun = Begun, not printed yet. The next “candor letters batch” goes on with it.
staff-letters-none = No letters were printed yet.
staff-letters-newer = Newer batches
staff-letters-older = Older batches
staff-nav-letters = Letters
