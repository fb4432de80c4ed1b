# /staff/incidents/{slug}/payments and below.
payments-title = Pagos
payments-lead = Aquí espera lo que se aprobó. Una persona arma un lote, otra lo autoriza y su archivo va al banco. Lo que el banco responde se lee abajo.
payments-wait = En espera
payments-none-wait = No hay nada por pagar.
payments-held = { $count ->
    [one] Hay 1 pago retenido
   *[other] Hay { $count } pagos retenidos
}: adónde va cambió hace menos de 48 horas o espera una revisión, o su cheque fue devuelto.
payments-nothing-waits = Ya no espera nada para eso: alguien fue más rápido. Mire cómo está.
payments-waiting = { $way }: { $count ->
    [one] 1 pago
   *[other] { $count } pagos
}, { $amount } en total.
payments-way-ach = Cuentas bancarias en los Estados Unidos (ACH)
payments-way-iban = Cuentas bancarias con IBAN
payments-way-cheque = Cheques
payments-way-voucher = Vales por correo electrónico
payments-make = Ponerlos en un lote
payments-make-says = Con esto no sale nada: otra persona tiene que autorizar el lote.
payments-batches = Lotes
payments-no-batch = Todavía no hay lotes.
payments-row = { $count ->
    [one] 1 pago
   *[other] { $count } pagos
}, { $amount }
payments-batch-made = Espera autorización
payments-batch-released = Autorizado
payments-batch-dropped = Deshecho
payments-batch-title = Lote: { $way }
payments-made-by = Lo armó { $name }, { $time }.
payments-released-by = Lo autorizó { $name }, { $time }.
payments-in-it = Pagos que contiene
payments-state-waiting = Espera
payments-state-released = En camino
payments-state-paid = Llegó
payments-state-failed = Devuelto ({ $code })
payments-own = Usted lo armó. Otra persona tiene que autorizarlo.
payments-release = Autorizarlo
payments-release-says = Entonces el archivo con { $count ->
    [one] 1 pago
   *[other] { $count } pagos
} por { $amount } en total puede ir al banco. No se puede deshacer.
payments-drop = Deshacerlo
payments-drop-says = Sus pagos vuelven a esperar. No salió nada.
payments-file = Archivo para el banco
payments-list = Lista para una hoja de cálculo (CSV)
payments-file-says = Los archivos contienen números de cuenta enteros. Llévelos al banco y bórrelos. Cada descarga queda anotada. Sin los ajustes del banco ([payments]) solo hay la lista.
payments-results = Lo que dice el banco
payments-results-label = Resultados, uno por línea
payments-results-hint = Una referencia y «paid», o el código con que fue devuelto. Por ejemplo: P0123456789AB paid
payments-results-says = A quien se le pagó se le avisa por correo. Lo devuelto sale de nuevo como cheque, y también se avisa a la persona.
payments-results-press = Leer los resultados
payments-bad-result = La línea { $line } no es un resultado: necesita una referencia y «paid» o un código. No se leyó nada.
payments-no-results = Pegue los resultados, uno por línea, 10,000 como máximo.
payments-answered = Leído: { $paid } llegaron, { $failed } fueron devueltos, { $before } ya se conocían, { $unknown } no van en camino.
payments-books = Libros
payments-agrees = Los libros, las reclamaciones y los pagos coinciden al centavo ({ $count } asientos).
payments-disagrees = { $count } sumas no coinciden. No pague nada más hasta que alguien haya ejecutado «candor ledger reconcile» y sepa por qué.
payments-account-compensation = Aprobado a personas
payments-account-owed = Se debe y no se ha enviado
payments-account-on-the-way = En camino
payments-account-bank = Salió del banco
tax-title = Para la oficina de impuestos
tax-reached = { $count ->
    [0] Nadie recibió
    [one] 1 persona recibió
   *[other] { $count } personas recibieron
} { $from } o más en { $year } por sumas y horas. Puede hacer falta un formulario de impuestos. Cada una aparece con una reclamación.
