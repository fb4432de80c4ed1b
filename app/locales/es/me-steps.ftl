# Los pasos en /me.
steps-title = Sus pasos
steps-progress = { $done } de { $total } listos · { $minutes ->
    [one] falta 1 minuto
   *[other] faltan unos { $minutes } minutos
}
steps-all-done = { $total ->
    [0] No hay nada que deba hacer primero.
    [one] Su primer paso está listo.
   *[other] Los { $total } primeros pasos están listos.
}
steps-note-free = { $minutes } min, gratis · { $deadline }
steps-note-paid = { $minutes } min, tiene costo · { $deadline }
steps-tick = Listo: { $title }
steps-how = Cómo se hace
steps-need = Tenga a mano:
steps-cost = Lo que cuesta:
steps-everybody = Conviene saber
steps-more-title = Cuando tenga más tiempo
steps-more = Más protección
steps-if-misused = Si alguien ya usó sus datos
steps-rights = Sus derechos
steps-beside = Personas que ayudan, en cualquier momento
steps-count = { $count ->
    [one] 1 paso
   *[other] { $count } pasos
}
steps-slot-incident = Abrir nuestra página del incidente
steps-slot-monitoring = Inscribirme en el monitoreo
steps-slot-password = Poner una contraseña nueva
steps-slot-privacy = Preguntarnos por mis datos
steps-slot-contacts = Cómo comunicarse con nosotros
steps-slot-print = Imprimir mi lista
