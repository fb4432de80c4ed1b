# Las personas a las que no llegó el correo.
staff-hour-by-letter = { $count ->
    [one] 1 de ellas recibe una carta, porque el correo no llegó
   *[other] { $number } de ellas reciben una carta, porque el correo no llegó
}
staff-hour-not-reached = { $count ->
    [one] A 1 de ellas no le llegó nada: ni el correo, ni una carta
   *[other] A { $number } de ellas no les llegó nada: ni el correo, ni una carta
}
