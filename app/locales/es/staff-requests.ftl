# Lo que piden las personas: la lista y una solicitud, para el personal.
staff-nav-requests = Solicitudes
staff-requests-title = Solicitudes
staff-requests-waiting = { $open ->
    [0] Nadie espera una respuesta.
    [one] 1 persona espera una respuesta.
   *[other] { $open } personas esperan una respuesta.
}
staff-requests-late = { $overdue ->
    [0] Nadie espera más de lo que prometimos.
    [one] 1 espera más de lo que prometimos.
   *[other] { $overdue } esperan más de lo que prometimos.
}
staff-requests-open = Abiertas ({ $count })
staff-requests-taken = Tomadas ({ $count })
staff-requests-answered = Respondidas o cerradas ({ $count })
staff-requests-none-open = No hay ninguna solicitud abierta.
staff-requests-none-taken = Nadie ha tomado una solicitud. Tome una de las abiertas.
staff-requests-none-answered = Todavía no se ha respondido nada.
staff-requests-before = Página anterior
staff-requests-after = Página siguiente
staff-requests-by = Prometida para el { $day }
staff-requests-overdue = Atrasada: prometida para el { $day }
staff-requests-is-answered = Respondida
staff-requests-is-closed = Cerrada
staff-requests-asked = Hecha el { $time }, en { $lang }.
staff-requests-signed-in = Con acceso a su página.
staff-requests-outside = Sin acceso a su página.
staff-requests-english = inglés
staff-requests-spanish = español
staff-requests-mine = La tiene usted.
staff-requests-theirs = La tiene { $name }.
staff-request-title = Solicitud { $number }
staff-request-back = Volver a las solicitudes
staff-request-message = Lo que escribió
staff-request-who = Quién pregunta
staff-request-nobody = No pudo entrar, así que no sabemos quién es. Antes de enviar algo sobre una persona, búsquela en la lista y compruebe que es ella.
staff-request-find = Buscar a una persona
staff-request-kind = Asunto
staff-request-state = Dónde está
staff-request-free = Abierta; nadie la tiene
staff-request-made = Hecha
staff-request-promised = Prometida para
staff-request-lang = Idioma de la respuesta
staff-request-to = La respuesta va a
staff-request-no-address = No hay dirección de correo; alguien debe escribir una carta
staff-request-name = Nombre que dio
staff-request-postal = Domicilio que dio
staff-request-reads = Lee en { $lang }.
staff-request-no-notice = No se le ha enviado ningún aviso.
staff-request-notice = Último aviso enviado el { $time }.
staff-request-no-visit = Ninguna visita en el último día.
staff-request-visit = Última visita el { $time }.
staff-request-others = { $count ->
    [one] Es su única solicitud.
   *[other] Ha hecho { $count } solicitudes en total.
}
staff-request-story = Toda su historia
staff-request-answer-by = Respondida el { $time } por { $name }
staff-request-answer-of = Respondida el { $time }
staff-request-done-taken = Usted tiene esta solicitud. Nadie más la responde si no se la quita.
staff-request-done-given-back = La solicitud volvió a la lista. Cualquiera puede tomarla.
staff-request-done-mailed = La respuesta está en la cola para enviarse. Si la persona tiene acceso, también aparece en su página.
staff-request-done-kept = La respuesta quedó guardada. No hay dirección de correo, así que alguien debe escribir una carta.
staff-request-done-closed = La solicitud está cerrada.
staff-request-done-reissued = Una invitación nueva está en la cola para enviarse. Los enlaces y códigos anteriores ya no abren nada.
staff-request-done-reissued-unmailed = Los enlaces y códigos anteriores ya no abren nada. No hay dirección de correo, así que no se envió ninguno nuevo: alguien debe escribir una carta.
staff-request-who-has = Quién la tiene
staff-request-take = Tomar esta solicitud
staff-request-take-over = Quedarme con ella
staff-request-give-back = Devolverla
staff-request-answer = Responder
staff-request-answer-label = Su respuesta, en { $lang }
staff-request-goes-both = Una persona la recibe por correo en { $lang }, y aparece en su página. No se puede retirar.
staff-request-goes-mail = Una persona la recibe por correo en { $lang }. No se puede retirar. No entró en su página, así que no escriba nada sobre alguien de la lista.
staff-request-goes-page = Aparece en la página de una persona, en { $lang }. No hay dirección de correo; escriba además una carta.
staff-request-goes-nowhere = No hay dirección de correo. La respuesta queda guardada aquí, en { $lang }; alguien debe escribir una carta.
staff-request-answer-button = Enviar la respuesta
staff-request-answer-empty = Todavía no hay respuesta. Escríbala y envíela.
staff-request-answered-meanwhile = Alguien respondió o cerró esta solicitud mientras usted escribía. Desde aquí no se envió nada; su texto sigue abajo para copiarlo.
staff-request-taken-meanwhile = Ahora la tiene otra persona del equipo. No se cambió nada. Póngase de acuerdo con ella o quédese con la solicitud.
staff-request-reissue = Enviar una invitación nueva
staff-request-reissue-mail = Una persona recibe por correo un enlace y un código nuevos. Desde ese momento sus enlaces y códigos anteriores no abren nada y las visitas abiertas terminan.
staff-request-reissue-no-mail = No tenemos dirección de correo. Desde ese momento los enlaces y códigos anteriores de esta persona no abren nada, las visitas abiertas terminan y no se envía nada.
staff-request-reissue-button = Enviar una invitación nueva
staff-request-reason = Por qué (se guarda con el acto)
staff-request-close = Cerrar
staff-request-close-what = Cerrar no envía nada. La persona ve en su página que la solicitud está cerrada.
staff-request-close-button = Cerrar la solicitud
staff-reason-empty = Todavía no hay motivo. Escriba en pocas palabras por qué.
staff-confirm-first = Primero confirme que es usted
staff-confirm-beside = Confirmar que es usted (se abre al lado de esta página)
staff-confirm-mistake = Primero confirme que es usted: esto sale hacia otras personas o no se puede deshacer. Lo que escribió sigue aquí; confírmelo al lado de esta página y pulse de nuevo el botón.
