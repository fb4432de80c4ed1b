# /staff/incidents/{slug}/claims and below.
staff-nav-claims = Reclamaciones
review-title = Reclamaciones
review-none = No hay reclamaciones en espera.
review-waiting = { $count ->
    [0] Ninguna reclamación espera una decisión.
    [one] 1 reclamación espera una decisión, { $late } con retraso.
   *[other] { $count } reclamaciones esperan una decisión, { $late } con retraso.
}
review-back = Todas las reclamaciones
review-who = Persona
review-asked = Pide
review-granted = Aprobado hasta ahora
review-terms = Condiciones del día en que se empezó
review-by = Prometido para
review-has = Quién la tiene
review-lines = Lo que se pide
review-signals = Mire dos veces
review-signal-payout = { $count ->
    [one] La reclamación de otra persona envía el dinero al mismo lugar.
   *[other] Las reclamaciones de otras { $count } personas envían el dinero al mismo lugar.
} Una familia puede compartir una cuenta. Por sí solo no decide nada.
review-take = Tomarla
review-take-says = Entonces le toca a usted decidirla. La persona ve que alguien la revisa.
review-put-back = Devolverla
review-put-back-says = Entonces otra persona puede tomarla.
review-approve = Aprobarla, entera o en parte
review-amount = Cuánto aprueba
review-amount-hint = Aquí está todo lo que se pidió. Escriba menos para aprobar una parte.
review-no-less = No menos de { $amount }, que ya se aprobó.
review-approve-words = Por qué solo una parte (la persona lo lee; déjelo vacío si aprueba todo)
review-approve-says = La persona recibe un correo enseguida. El dinero espera el próximo lote, que autorizan dos personas.
review-approve-press = Aprobarla
review-part-empty = Aprueba menos de lo pedido. Escriba por qué: la persona lo lee.
review-ask = Pedir algo
review-ask-what = Qué necesita
review-ask-why = Por qué lo necesita
review-ask-example = Un ejemplo de lo que serviría
review-ask-empty = Llene esto: la persona lo lee y tiene que saber qué hacer.
review-ask-says = La persona recibe un correo enseguida y tiene 30 días. La reclamación sigue con usted.
review-ask-press = Pedirlo
review-deny = Rechazarla
review-deny-words = Por qué, y qué miró (la persona lo lee)
review-deny-says = La persona recibe un correo enseguida con lo que escribió y cómo pedir otra revisión. Entonces decide otra persona.
review-deny-press = Rechazarla
review-needs = { $count ->
    [one] 1 reclamación espera a quien la revise.
   *[other] { $count } reclamaciones esperan a quien las revise.
}
review-needs-late = { $count ->
    [one] 1 reclamación va con retraso.
   *[other] { $count } reclamaciones van con retraso.
}
review-needs-action = Verlas
together-title = Aprobar reclamaciones pequeñas juntas
together-lead = Las reclamaciones que piden poco y no tienen nada que mirar dos veces pueden aprobarse enteras, sin abrir cada una. Quedan fuera las que piden otra revisión, las que alguien ya tomó y las que comparten una cuenta o un papel con otra persona.
together-most = Hasta qué suma por reclamación
together-look = Mostrarlas
together-none = No hay ninguna que se pueda aprobar así.
together-says = { $count ->
    [one] Se aprueba entera 1 reclamación: { $amount }. La persona recibe un correo enseguida.
   *[other] Se aprueban enteras { $count } reclamaciones: { $amount } en total. Cada persona recibe un correo enseguida.
} El dinero espera el próximo lote, que autorizan dos personas.
together-press = Aprobarlas
together-done = { $count ->
    [one] Se aprobó 1 reclamación.
   *[other] Se aprobaron { $count } reclamaciones.
}
review-signal-device = { $count ->
    [one] La reclamación de otra persona vino
   *[other] Las reclamaciones de otras { $count } personas vinieron
} de la misma red y el mismo navegador. Puede ser una biblioteca o alguien que ayuda.
review-signal-quick = Se llenó y se envió en { $seconds ->
    [one] 1 segundo
   *[other] { $seconds } segundos
}. Una persona tarda más.
tax-flag = Con esta reclamación, los pagos a esta persona en { $year } suman { $amount }. Desde { $from } puede hacer falta un formulario de impuestos. Los gastos devueltos no se cuentan.
