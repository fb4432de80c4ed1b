# Los relojes de un incidente.
staff-home-practice = Práctica
staff-hour-first-word = Primera palabra pública
staff-hour-goal = Meta: dentro de los 60 minutos desde que se descubrió
staff-hour-not-discovered = No corre ningún reloj: falta la hora en que se descubrió.
staff-hour-out = Primera palabra después de { $time }
staff-hour-out-late = Primera palabra después de { $time }, más tarde que los 60 minutos
staff-hour-left = Quedan { $time } para la primera palabra
staff-hour-late = La primera palabra lleva { $time } de retraso
staff-hour-in-time = Dentro de la hora
staff-hour-not-in-time = Pasada la hora
staff-hour-time-left = Queda de la hora
staff-hour-over = Pasó la hora: publique ya lo que sabe
staff-hour-minutes = { $minutes } min
staff-hour-hours = { $hours } h { $minutes } min
staff-hour-days = { $days ->
    [one] 1 día { $hours } h
   *[other] { $days } días { $hours } h
}
staff-hour-told = Personas avisadas
staff-hour-told-of = de { $reachable } a las que se puede llegar: { $percent } %
staff-hour-not-yet = { $count ->
    [one] 1 persona todavía sin avisar
   *[other] { $number } personas todavía sin avisar
}
staff-hour-quarantined = { $count ->
    [one] 1 de ellas espera en cuarentena
   *[other] { $number } de ellas esperan en cuarentena
}
staff-hour-unreachable = { $count ->
    [one] 1 de ellas no tiene ninguna dirección
   *[other] { $number } de ellas no tienen ninguna dirección
}
staff-hour-all-told = Todas avisadas
staff-hour-assessment = Evaluación de siete días
staff-hour-questions = { $count ->
    [0] Ninguna pregunta abierta
    [one] 1 pregunta abierta
   *[other] { $count } preguntas abiertas
}
staff-hour-assessment-late = { $days ->
    [one] 1 día de más
   *[other] { $days } días de más
}
staff-hour-assessment-open = Se cuenta desde que se descubrió
staff-hour-answered = Todas las preguntas respondidas
staff-hour-done = Lista
staff-hour-day-of = Día { $day } de { $days }
staff-hour-day = Día { $day }
staff-hour-nothing = Nada de este incidente requiere su atención en este momento.
staff-hour-public-page = La página como la ve todo el mundo
staff-hour-publish = Publicar la primera palabra
staff-hour-editor-publishes = La página no es pública. La publica alguien con la función de redacción.
staff-hour-dates = Fechas
staff-hour-discovered = Descubierto
staff-hour-determined = Confirmado que hay personas afectadas
staff-hour-contained = Detenido
staff-hour-published = Primera palabra pública
staff-hour-as-of = La página es cierta a fecha de
staff-hour-next = Próxima novedad prometida
staff-hour-unknown = Sin fecha
