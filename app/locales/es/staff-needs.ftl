# «Requiere su atención»: lo que espera a una persona del personal.
staff-needs-requests = { $count ->
    [one] 1 persona preguntó algo y espera respuesta, prometida para el { $day }.
   *[other] { $number } personas preguntaron algo y esperan respuesta, la primera prometida para el { $day }.
}
staff-needs-requests-late = { $count ->
    [one] A 1 persona se le prometió una respuesta para el { $day } y no la tiene.
   *[other] A { $number } personas se les prometió una respuesta y no la tienen, a la primera para el { $day }.
}
staff-needs-requests-action = Responderles
staff-needs-import = { $count ->
    [one] Se leyó una lista con 1 persona y falta aceptarla. Hasta entonces no se le avisa.
   *[other] Se leyó una lista con { $number } personas y falta aceptarla. Hasta entonces no se avisa a ninguna.
}
staff-needs-import-action = Leer el informe
staff-needs-update = La próxima novedad está prometida para el { $time }.
staff-needs-update-late = La próxima novedad se prometió para el { $time }. La página ya dice que vamos con retraso.
staff-needs-update-action = Escribirla
staff-needs-draft = Este incidente todavía no es público. La primera palabra se debe dar 60 minutos después de descubrirlo.
staff-needs-draft-action = Continuar
staff-needs-late = Con retraso
staff-needs-due = Antes del { $time }
