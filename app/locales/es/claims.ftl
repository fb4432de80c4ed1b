# /me/claims and below, and the mails about a claim.
me-claims = Ver qué dinero puede pedir
claims-title = Lo que puede pedir
claims-none = Por ahora no hay dinero que pedir. Si eso cambia, le escribimos.
claims-lead = Esto es todo lo que puede pedir. Puede pedir más de una cosa. Toma unos cinco minutos, y todo lo que escribe se guarda enseguida.
claims-waives-nothing = Pedirlo no le quita ningún derecho. Aquí no renuncia a nada con su firma, y puede acudir a un tribunal.
claims-until = Puede pedirlo hasta el { $date }.
claims-have = Su reclamación { $number }: { $state }.
claims-go-on = Seguir donde se quedó
claims-see = Ver en qué punto está
claims-begin = Pedir esto
claims-back = Todo lo que puede pedir
claims-called = { $what } ({ $number })
claims-kind-cash = Una suma fija
claims-kind-unasked = Una suma fija, sin pedirla
claims-kind-share = Una parte de un fondo
claims-kind-expenses = Lo que gastó
claims-kind-time = El tiempo que perdió
claims-kind-goodwill = Un obsequio
claims-line-sum = Lo mismo para todos los que lo piden
claims-terms-cash = Usted recibe { $amount }. No tiene que mostrar nada.
claims-terms-unasked = Usted recibe { $amount }. No tiene que pedirlo: una semana después de mostrarnos quién es usted, enviamos un cheque a la dirección postal que tenemos. Si lo quiere de otra manera, o si no tenemos su dirección, pídalo aquí.
claims-terms-share = Usted recibe una parte de un fondo de { $fund }: lo mismo para todos los que la pidan, y como máximo { $most }.
claims-terms-expenses = Le devolvemos lo que gastó por esto, hasta { $most } por persona.
claims-terms-kinds = Vale para: { $list }.
claims-terms-time = Pagamos { $amount } por cada hora que perdió por esto, hasta { $hours ->
    [one] 1 hora
   *[other] { $hours } horas
}. Basta su palabra.
claims-expense-fraud = Dinero robado que ningún banco devolvió
claims-expense-credit = Congelar o vigilar su informe de crédito
claims-expense-documents = Un pasaporte, una licencia, una tarjeta o una cuenta nueva
claims-expense-advice = Un abogado, contador o notario
claims-expense-small = Correo, teléfono, viajes
claims-expense-other = Otra cosa
claims-line-expense = { $what } ({ $kind }), { $day }
claims-line-time = { $what }: { $hours ->
    [0] { $minutes } minutos
    [one] 1 hora { $minutes ->
        [0] { "" }
       *[other] { $minutes } minutos
    }
   *[other] { $hours } horas { $minutes ->
        [0] { "" }
       *[other] { $minutes } minutos
    }
}
claims-step = Paso { $step } de 4
claims-saved = Todo se guarda en cuanto lo agrega. Puede parar ahora y seguir después, en cualquier aparato.
claims-no-lines = Todavía no hay nada.
claims-sum = En total son { $amount }.
claims-remove = Quitar
claims-remove-named = Quitar: { $what }
claims-most-lines = Una reclamación admite { $most } entradas. Envíe esta y pídanos ayuda con el resto.
claims-add-expense = Agregar algo que pagó
claims-on = Para qué fue
claims-what = Qué pagó, en sus palabras
claims-day = El día en que lo pagó
claims-amount = Cuánto pagó
claims-amount-hint = Por ejemplo: 24.50
claims-add-time = Agregar tiempo que perdió
claims-with-what = Qué hizo
claims-with-what-hint = Por ejemplo: llamadas a mi banco.
claims-hours = Cuántas horas
claims-hours-hint = En cuartos de hora: 0.25, 0.5, 1.75.
claims-add = Agregar
claims-steps-took = Los pasos que marcó en su página toman unos { $minutes } minutos en total.
claims-steps-line = Pasos de mi página
claims-add-steps = Agregar ese tiempo
claims-next-payout = Siguiente: a dónde va el dinero
claims-bad-kind = Elija para qué fue.
claims-bad-what = Escriba en pocas palabras qué fue.
claims-bad-day = Elija el día en que lo pagó. No puede ser un día futuro.
claims-bad-amount = Escriba la cantidad con números, por ejemplo 24.50.
claims-bad-hours = Escriba las horas en cuartos, por ejemplo 0.25, 0.5 o 1.75.
claims-withdraw = Retirar esta reclamación
claims-withdraw-says = Entonces dejamos de trabajar en ella. Puede empezar otra mientras esto esté abierto.
claims-withdraw-press = Retirarla
claims-payout-lead = Elija una manera. Solo tiene que llenar la parte de la manera que elija.
claims-payout-now = Por ahora va a: { $where }
claims-payout-is-ach = { $name }, cuenta que termina en { $last }
claims-payout-is-iban = { $name }, cuenta (IBAN) que termina en { $last }
claims-payout-is-cheque = { $name }, con un cheque por correo
claims-payout-is-voucher = { $name }, con un vale por correo electrónico
claims-step-back = Volver a lo que pide
claims-way = ¿Cómo quiere recibir el dinero?
claims-way-ach = En una cuenta bancaria en los Estados Unidos
claims-way-iban = En una cuenta bancaria con IBAN
claims-way-cheque = Con un cheque por correo
claims-way-voucher = Con un vale por correo electrónico: { $what }
claims-no-way = Elija cómo quiere recibir el dinero.
claims-payee = Nombre en la cuenta o en el cheque
claims-payee-hint = Como lo tiene su banco.
claims-bad-payee = Escriba el nombre como lo tiene su banco.
claims-ach-title = Cuenta bancaria en los Estados Unidos
claims-routing = Número de ruta
claims-routing-hint = Nueve dígitos, abajo a la izquierda en un cheque.
claims-bad-routing = Un número de ruta tiene nueve dígitos. Mire abajo a la izquierda en un cheque.
claims-bad-routing-check = Un dígito de este número de ruta no es correcto. Compárelo con un cheque o con la página de su banco.
claims-account = Número de cuenta
claims-account-hint = De 4 a 17 dígitos, después del número de ruta en un cheque.
claims-bad-account = Un número de cuenta tiene de 4 a 17 dígitos. Mire un cheque o la página de su banco.
claims-account-kind = Tipo de cuenta
claims-account-checking = Corriente
claims-account-savings = De ahorros
claims-iban-title = Cuenta con IBAN
claims-iban = IBAN
claims-iban-hint = Empieza con dos letras.
claims-bad-iban = Esto no es un IBAN: falta un signo o hay uno equivocado. Compárelo con la página de su banco.
claims-cheque-title = Cheque por correo
claims-address = A dónde enviamos el cheque
claims-bad-address = Escriba la dirección como debe ir en la carta.
claims-voucher-title = Vale por correo electrónico
claims-voucher-email = A dónde enviamos el vale
claims-voucher-hint = { $what }, por la suma completa. Después no se puede cambiar por dinero.
claims-bad-voucher-email = Escriba una dirección de correo electrónico, por ejemplo ana@example.org.
claims-payout-save = Siguiente: revisar y enviar
claims-payout-sealed = Lo guardamos bajo llave. Ninguna página vuelve a mostrar el número entero, ni a usted ni a nuestro personal.
claims-you-ask = Lo que pide
claims-goes-to = A dónde va el dinero
claims-no-payout = Todavía no dijo a dónde va el dinero.
claims-change-lines = Cambiar lo que pide
claims-change-payout = Cambiar a dónde va el dinero
claims-say-yes = Una frase que debe confirmar
claims-attest = Lo que escribí es cierto según lo que sé, y nadie más me lo ha devuelto.
claims-no-attest = Marque la frase si es cierta. Sin ella no podemos recibir la reclamación.
claims-send = Enviar mi reclamación
claims-send-says = Recibe un número enseguida, aquí y por correo electrónico. Una persona decide en un plazo de diez días hábiles.
claims-sent-before = Ya envió esta reclamación.
claims-state-draft = Sin enviar
claims-state-submitted = La tenemos
claims-state-in-review = Una persona la revisa
claims-state-needs-more = Necesitamos algo de usted
claims-state-approved = Aprobada
claims-state-denied = No aprobada
claims-state-appealed = Otra persona la revisa
claims-state-paid = Pagada
claims-state-withdrawn = Usted la retiró
claims-life = Lo que ha pasado
claims-event-submit = Usted la envió
claims-event-take = Una persona la tomó para revisarla
claims-event-put-back = Volvió a la fila
claims-event-ask-more = Quien la revisa pidió algo
claims-event-answer = Usted respondió
claims-event-approve = Se aprobó
claims-event-grant = Se aprobó; usted no tuvo que pedirlo
claims-event-keyed = { $what }, en papel
claims-event-deny = No se aprobó
claims-event-appeal = Usted pidió otra revisión
claims-event-pay = El dinero llegó
claims-event-withdraw = Usted la retiró
claims-event-redirect = Cambió adónde va el dinero
claims-granted = Aprobado: { $amount }
claims-unasked-draft = No tiene que hacer nada. El { $date } le enviamos { $amount } por cheque, a la dirección postal que tenemos. Si lo quiere de otra manera, siga abajo y envíelo antes de ese día: entonces una persona lo revisa primero.
claims-unasked-on = El { $date } le enviamos un cheque, a la dirección postal que tenemos. No tiene que pedirlo, y al cobrarlo no renuncia a ningún derecho.
claims-unasked-goes = Va por cheque, a la dirección postal que tenemos. Usted no tuvo que pedirlo. Si lo quiere de otra manera, abra su página, elija esta reclamación y pulse «Cambiar adónde va el dinero».
claims-unasked-nowhere = No enviamos un cheque por ahora: no tenemos una dirección postal en la que usted reciba cartas. El dinero sigue siendo suyo. Abra su página, elija esta reclamación y diga adónde va; entonces una persona la revisa.
claims-next-decision = Una persona decide a más tardar el { $date }. Hasta entonces no tiene que hacer nada.
claims-next-appeal = Una persona que no decidió antes la revisa a más tardar el { $date }.
claims-next-answer = Responda a más tardar el { $date }. Si no puede conseguir lo que pedimos, díganoslo: buscaremos otra manera.
claims-next-money = Usted recibe { $amount }. El dinero sale a más tardar el { $date }.
claims-next-on-its-way = { $amount } van en camino. Un banco necesita hasta cinco días hábiles.
claims-next-denied = No la aprobamos; abajo está la razón. Si cree que no es correcto, pida otra revisión.
claims-next-paid = Llegaron { $amount }, según nos dice el banco.
claims-next-withdrawn = Usted retiró esta reclamación. No pasa nada más con ella.
claims-answer = Responder
claims-answer-hint = Lo que quiere decir a quien la revisa
claims-answer-press = Enviar mi respuesta
claims-appeal = Pedir otra revisión
claims-appeal-hint = Por qué cree que debería decidirse de otra manera
claims-appeal-press = Pedir otra revisión
claims-question = Necesitamos: { $what }

    Por qué: { $why }

    Por ejemplo: { $example }
claims-refused-not-found = Esta reclamación no está. Mire la lista de reclamaciones.
claims-refused-not-theirs = Eso le toca a otra persona.
claims-refused-not-now = Eso ya no es posible. La reclamación está ahora en: { $state }. Mírela de nuevo abajo.
claims-refused-stale = Esta reclamación cambió mientras tanto, quizá en otra ventana. Mírela abajo y pulse de nuevo.
claims-refused-incomplete = Falta algo: escriba lo que pide y a dónde va el dinero.
claims-refused-not-with-you = Usted no tiene esta reclamación. Tómela primero.
claims-refused-same-person = Usted decidió esta reclamación. Otra persona debe hacer la nueva revisión.
claims-refused-own-keying = Usted copió lo que esta persona envió en papel, por eso decide otra persona.
claims-refused-bad-amount = Apruebe más que nada, no más de lo pedido y no menos de lo aprobado antes.
claims-refused-no-words = Escriba por qué: la persona lo lee.
claims-refused-on-its-way = El dinero de esta reclamación ya está en camino. Podrá cambiar adónde va cuando haya llegado o nos haya sido devuelto.
claims-refused-change-waits = Ya hay otro cambio en espera. Primero detenga ese.
claims-number = Reclamación { $number }
claims-uncashed = Un cheque de { $amount }, enviado el { $date }.
claims-helper-stops = Lo que agregó queda guardado. Decir a dónde va el dinero y enviar la reclamación le toca a la persona a quien ayuda: ella sigue desde aquí en su propia página.
claims-redirected = Antes: { $was }. Ahora: { $is }.
claims-redirect-lead = Puede cambiar adónde va el dinero hasta que esté en camino. Primero enviamos seis cifras a { $email }, la dirección registrada. Después de escribirlos, el cambio espera 48 horas, y hasta entonces no se paga nada. Quien lea esa dirección puede detenerlo. Si ya habíamos aprobado dinero, una persona lo revisa otra vez.
claims-redirect-ask = Envíenme el código
claims-redirect-confirm = Confirmar adónde va mi dinero
claims-redirect-waits = Su cambio espera. Desde el { $time } el dinero va a: { $where }. Hasta entonces no se paga nada.
claims-redirect-told = Acabamos de escribir a su correo electrónico registrado. Quien lo lea puede detener el cambio.
claims-redirect-pending = Un cambio de adónde va el dinero está en espera. Hasta que se haga, no se paga nada.
claims-redirect-no-email = No tenemos un correo electrónico suyo, así que no podemos comprobar por una segunda vía que es usted. Pídanoslo: una persona lo verifica con usted y después lo cambia.
claims-redirect-same = Ya va a ese lugar. Cambie lo que sea diferente y después pulse el botón.
claims-redirect-back = Volver a la reclamación
claims-asked-share = como máximo { $most } (cuánto es se sabe cuando se reparte el fondo)
claims-share-estimate = Si se repartiera hoy, { $count ->
    [0] cada persona que la pida
    [one] la única reclamación que hay
   *[other] cada una de las { $count } reclamaciones que hay
} recibiría cerca de { $now }. Cada reclamación más puede reducirlo: con el doble serían { $twice }. Las que no se aprueban lo aumentan. La repartimos cuando ya nadie pueda pedirla.
claims-share-is = El fondo se repartió: cada reclamación recibe { $amount }.
claims-send-says-share = Recibe un número enseguida, aquí y por correo electrónico. Una persona decide en diez días hábiles después del último día en que se puede pedir.
claims-refused-not-shared = El fondo no se ha repartido todavía, así que nadie sabe cuánto es. Se podrá aprobar después.
