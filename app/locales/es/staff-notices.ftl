# /staff/notices, /staff/incidents/{slug}/notices y debajo: correos a personas de la lista.
staff-notices-title = Avisos
staff-notices-lead = Un aviso dice a las personas de la lista qué pasó con su información. Sale por etapas, después de que lo aprueba una segunda persona.
staff-notices-none = Todavía no se ha escrito ningún aviso.
staff-notices-write = Escribir un aviso
staff-notices-write-for = Escribir un aviso de { $incident }
staff-notices-write-lead = Primero elija para quién es y cuente cuántas personas son. Desde esta página no sale nada.
staff-notices-people = Personas en la lista
staff-notices-with-email = de ellas, con correo electrónico
staff-notices-letter-only = sin correo, con dirección postal
staff-notices-unreachable = sin ninguna de las dos
staff-notices-quarantined = Filas en cuarentena: personas a las que aún no se ha avisado
staff-notices-told = Personas a las que llegó un aviso
staff-notices-name = Nombre de este aviso
staff-notices-name-hint = Las personas lo ven en la lista de lo que les enviamos. Por ejemplo: Primer aviso.
staff-notices-no-name = Ponga al aviso un nombre de una línea.
staff-notices-audience = Para quién es
staff-notices-everybody = Todas las personas de la lista
staff-notices-some = Solo algunas
staff-notices-untold-legend = Quien ya recibió un aviso
staff-notices-untold = Dejar fuera a quien ya recibió un aviso o tiene uno en camino
staff-notices-to-everybody = Para todas las personas de la lista.
staff-notices-to-some = Solo para algunas personas de la lista.
staff-notices-to-untold = Solo para quien no ha recibido ningún aviso.
staff-notices-plan = Con qué rapidez
staff-notices-plan-hint = Muchas personas llaman el día en que reciben el aviso. Diga cuántas llamadas pueden atender y el aviso no irá más rápido. Déjelo vacío para enviar tan rápido como lo tome el servidor de correo.
staff-notices-calls = Llamadas que pueden atender en una hora
staff-notices-calls-hint = Un número, por ejemplo 120.
staff-notices-callers = De cada 100 personas avisadas, cuántas llaman
staff-notices-callers-hint = Un número de 1 a 100. Súbalo si espera más preguntas que de costumbre.
staff-notices-no-calls = Escriba cuántas llamadas pueden atender en una hora, de 1 a 1,000,000, o déjelo vacío.
staff-notices-no-callers = Escriba cuántas de cada 100 personas llaman, de 1 a 100.
staff-notices-subjects = Asuntos
staff-notices-subjects-hint = Deje los dos vacíos para usar los de la plantilla. A quien se escribe por un menor de edad o por una persona fallecida le llega un asunto propio.
staff-notices-subject-en = Asunto en inglés
staff-notices-subject-es = Asunto en español
staff-notices-both-subjects = Escriba el asunto en los dos idiomas, en una línea cada uno, o deje los dos vacíos.
staff-notices-count-button = Contar personas
staff-notices-write-button = Guardar el aviso
staff-notices-write-says = Guardar no envía nada. En la página siguiente puede leerlo, revisarlo y pedir una segunda persona.
staff-notices-count = { $count ->
    [one] Lo recibiría { $number } persona por correo electrónico.
   *[other] Lo recibirían { $number } personas por correo electrónico.
}
staff-notices-practice = Esto es un simulacro: todos los mensajes van al buzón de práctica y a nadie más.
staff-notices-pace = { $number } mensajes por hora como máximo.
staff-notices-pace-none = Tan rápido como los tome el servidor de correo.
staff-notices-takes-minutes = Eso tarda unos { $number } minutos.
staff-notices-takes-hours = Eso tarda unas { $number } horas.
staff-notices-takes-days = Eso tarda unos { $number } días.
staff-notices-draft = Borrador
staff-notices-waiting = Espera a una segunda persona
staff-notices-queueing = Se prepara y se envía
staff-notices-sending = Se está enviando
staff-notices-paused = Detenido
staff-notices-held = En espera tras una etapa
staff-notices-done = Terminado
staff-notices-left-says = { $count ->
    [one] A { $number } persona se le puede escribir por correo y aún no tiene mensaje de este aviso.
   *[other] A { $number } personas se les puede escribir por correo y aún no tienen mensaje de este aviso.
}
staff-notices-written = Lo escribió { $name }, { $time }.
staff-notices-made = Creado en la línea de comandos, { $time }.
staff-notices-asked = { $name } pidió una segunda persona, { $time }.
staff-notices-approved = Lo aprobó { $name }, { $time }.
staff-notices-stage-first = Primera etapa: 1 de cada 100 personas.
staff-notices-stage-second = Segunda etapa: 1 de cada 10 personas.
staff-notices-stage-all = Última etapa: todas las personas.
staff-notices-stopped-staff = Se detuvo: { $time }. No sale nada más hasta que alguien lo reanude.
staff-notices-stopped-bounces = Se detuvo solo: { $time }. Volvieron demasiados mensajes. Averigüe por qué antes de seguir.
staff-notices-stopped-errors = Se detuvo solo: { $time }. Demasiados mensajes no se pudieron entregar. Revise el servidor de correo antes de seguir.
staff-notices-changed = Los textos del incidente cambiaron después de mostrar este aviso a una segunda persona. El aviso sigue diciendo lo aprobado. Para decir lo nuevo, deténgalo y pida de nuevo una segunda persona.
staff-notices-figures = Cómo va
staff-notices-percent = { $percent } de cada 100
staff-notices-sent = Tomados por el servidor de correo
staff-notices-queued = En espera
staff-notices-in-flight = En camino ahora
staff-notices-bounced = Devueltos
staff-notices-failed = Abandonados
staff-notices-suppressed = No se envían
staff-notices-printed = Impresos como carta
staff-notices-returned = Cartas devueltas
staff-notices-left = Aún sin mensaje
staff-notices-next-try = El siguiente mensaje en espera se intenta: { $time }.
staff-notices-reload = Ver las cifras de ahora
staff-notices-report = Informe en un archivo (CSV)
staff-notices-checks = Revisiones
staff-notices-nothing-found = No se encontró nada que lo detenga.
staff-notices-blocks = Lo detiene
staff-notices-warns = Mírelo
staff-notices-not-public = El incidente todavía no es público y los enlaces no llevarían a nada. Publíquelo primero.
staff-notices-closed = El incidente está cerrado. Sus enlaces ya no abren nada.
staff-notices-no-relay = No hay servidor de correo configurado. Pídalo a quien administra el servidor.
staff-notices-no-words = Al incidente le faltan textos en este idioma: { $lang }. Escriba primero todas las secciones.
staff-notices-found-amount = El asunto menciona una cantidad ({ $what }). Así hacen las estafas. Quítela.
staff-notices-found-urgency = El asunto mete prisa ({ $what }).
staff-notices-found-shouts = El asunto grita ({ $what }).
staff-notices-found-no-subject = El asunto está vacío o tiene más de una línea.
staff-notices-found-short-link = Un enlace acortado ({ $what }) oculta adónde lleva. Escriba la dirección completa.
staff-notices-found-other-host = Un enlace lleva a { $what }, que no es nuestro sitio. Compruebe que sea correcto.
staff-notices-found-plain-link = Un enlace a { $what } no está protegido. Use una dirección que empiece con https.
staff-notices-found-no-reply = Nadie lee lo que se responde a { $what }. Configure una dirección que su empresa lea.
staff-notices-texts = Lo que leen todas las personas
staff-notices-text-in = { $lang }
staff-notices-to-anybody = A una persona adulta. El nombre, los tipos de datos, el enlace y el código son propios de cada quien.
staff-notices-subject-is = Asunto: { $subject }
staff-notices-preview = Verlo como lo recibe una persona
staff-notices-preview-lead = Nombre hasta tres personas, o deje los campos vacíos para verlo como tres personas distintas. El enlace y el código van ocultos. Cada consulta queda anotada.
staff-notices-person-1 = Primera persona
staff-notices-person-2 = Segunda persona
staff-notices-person-3 = Tercera persona
staff-notices-preview-button = Mostrarlo
staff-notices-nobody = No se encontró a nadie en la lista. Revise la dirección o el número.
staff-notices-back = Volver al aviso
staff-notices-own = Usted escribió este aviso o pidió una segunda persona, así que lo aprueba alguien más.
staff-notices-ask = Pedir una segunda persona
staff-notices-ask-says = { $count ->
    [one] Se pide a una segunda persona que apruebe este aviso para { $number } persona. Todavía no sale nada. Sus textos quedan fijos ahora: los cambios posteriores no lo cambian.
   *[other] Se pide a una segunda persona que apruebe este aviso para { $number } personas. Todavía no sale nada. Sus textos quedan fijos ahora: los cambios posteriores no lo cambian.
}
staff-notices-take-back = Retirarlo
staff-notices-take-back-says = Vuelve a ser un borrador. No sale nada.
staff-notices-approve = Aprobar y empezar
staff-notices-approve-says = { $count ->
    [one] Va a { $number } persona. La primera etapa empieza enseguida, con { $now }.
   *[other] Va a { $number } personas. La primera etapa empieza enseguida, con { $now } de ellas. El resto espera hasta que alguien lo libere.
}
staff-notices-decline = No aprobar
staff-notices-decline-says = Vuelve a ser un borrador. No sale nada.
staff-notices-release = Liberar la etapa siguiente
staff-notices-release-says = { $count ->
    [one] La etapa siguiente va a { $number } persona más, enseguida.
   *[other] La etapa siguiente va a { $number } personas más, enseguida.
}
staff-notices-release-all-says = { $count ->
    [one] La última etapa va a { $number } persona más, enseguida.
   *[other] La última etapa va a { $number } personas más, enseguida.
}
staff-notices-stop = Detenerlo ya
staff-notices-stop-says = En cinco segundos no sale nada más. Lo que está en camino todavía puede llegar.
staff-notices-resume = Seguir
staff-notices-resume-says = { $count ->
    [one] Sigue donde se detuvo: sale lo que espera, y en esta etapa se escribe a { $number } persona más.
   *[other] Sigue donde se detuvo: sale lo que espera, y en esta etapa se escribe a { $number } personas más.
}
staff-notices-obstacle = Algo impide que salga este aviso. Vea “Revisiones” más abajo.
staff-notices-blocked = Una revisión detiene este aviso. Vea “Revisiones” más abajo y cambie lo que se encontró.
staff-notices-more-people = Ya hay más personas en la lista: iría a { $number }. Mírelo de nuevo y vuelva a pulsar.
staff-notices-refused-not-now = No se hizo nada: alguien fue más rápido, o el aviso no está en ese punto. Vea cómo va.
staff-notices-refused-own = Usted escribió este aviso o pidió una segunda persona. Debe aprobarlo alguien más.
staff-notices-refused-changed = El aviso ya dice algo distinto de lo que usted miró. Léalo de nuevo.
staff-nav-notices = Avisos
staff-needs-notice-approve = El aviso “{ $name }” espera a una segunda persona.
staff-needs-notice-approve-action = Leer y aprobar
staff-needs-notice-held = Una etapa del aviso “{ $name }” ya salió.
staff-needs-notice-held-action = Mirar y liberar
staff-needs-notice-stopped = El aviso “{ $name }” está detenido.
staff-needs-notice-stopped-action = Ver por qué
staff-notices-again = Mensajes de avisos
staff-notices-again-same = Estas son las palabras que salieron: su huella (SHA-256) es la misma.
staff-notices-again-differs = Algo de lo que se hizo este mensaje cambió desde entonces: los datos de la persona, las plantillas o la dirección del sitio. Lo que ve aquí no es exactamente lo que salió.
staff-notices-again-back = Volver a la persona
staff-notices-regardless-lead = Los receptores rechazarían gran parte de este aviso o lo tomarían por correo no deseado:
staff-notices-regardless = Por qué sale de todos modos
staff-notices-regardless-hint = Si puede, deje este aviso hasta que los registros estén bien. Si hay que avisar a las personas ahora, escriba por qué; queda en el registro.
staff-notices-no-reason = Corrija primero los registros o escriba por qué el aviso sale de todos modos.
staff-notices-preflight-looked = Registros del remitente: se miraron el { $time }. Se vuelven a mirar una vez por minuto.
staff-notices-news = Este aviso está ahora en otro punto: { $state }.
staff-notices-sms-legend = Mensajes de texto
staff-notices-sms = Enviar también un mensaje de texto a quienes tienen un teléfono en la lista
staff-notices-sms-hint = Cuando el correo o la carta ya salió, un mensaje corto lo dice. Nunca va solo, y dice: «{ $text }». El proveedor cobra por cada uno.
staff-notices-sms-counts = Mensajes de texto que lo acompañan: { $sent } enviados, { $waiting } en espera, { $failed } sin éxito, { $none } sin número.
