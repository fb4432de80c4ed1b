# Those whose e-mail did not arrive.
staff-hour-by-letter = { $count ->
    [one] 1 of them gets a letter, because the e-mail did not arrive
   *[other] { $number } of them get a letter, because the e-mail did not arrive
}
staff-hour-not-reached = { $count ->
    [one] 1 of them was not reached: the e-mail did not arrive, and no letter can
   *[other] { $number } of them were not reached: the e-mail did not arrive, and no letter can
}
