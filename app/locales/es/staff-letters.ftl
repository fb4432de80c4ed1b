# Cartas en papel: quién espera, qué se imprimió, qué volvió.
staff-letters-title = Cartas
staff-letters-waiting = { $queued ->
    [one] 1 carta está en la cola porque un correo electrónico no llegó.
   *[other] { $queued } cartas están en la cola porque un correo electrónico no llegó.
} { $alone ->
    [one] A 1 persona solo se le puede escribir por carta y todavía no tiene ninguna.
   *[other] A { $alone } personas solo se les puede escribir por carta y todavía no tienen ninguna.
}
staff-letters-how = Quien opera este sitio las imprime con “candor letters batch”. Cada persona entra en un solo lote.
staff-letters-returned = Volvió una carta
staff-letters-returned-text = Escriba el código impreso en ella. Desde entonces el código no abre nada, no va ninguna carta más a ese domicilio y usted recibe una solicitud para averiguar dónde vive la persona.
staff-letters-code = Código de la carta
staff-letters-code-hint = Empieza con P.
staff-letters-button = Registrar esta carta
staff-letters-code-empty = Escriba el código que está en el recuadro de la carta.
staff-letters-code-wrong = Ese no es el código de una carta. Empieza con P y tiene 16 letras y números más. Mírelo otra vez.
staff-letters-code-unknown = Ninguna carta de este incidente tiene ese código. Mírelo otra vez o pregunte si es de otro incidente.
staff-letters-code-before = Esa carta ya se había registrado. Nada cambió; su solicitud está en la lista.
staff-letters-batches = Lotes
staff-letters-batch = Lote { $number }: { $letters ->
    [one] 1 carta
   *[other] { $letters } cartas
}
staff-letters-printed = Impreso: { $time }
staff-letters-begun = Empezado, todavía sin imprimir. El próximo “candor letters batch” sigue con él.
staff-letters-none = Todavía no se imprimió ninguna carta.
staff-letters-newer = Lotes más nuevos
staff-letters-older = Lotes más antiguos
staff-nav-letters = Cartas
