# /staff/team and /staff/team/{id}.
staff-nav-team = Equipo
staff-nav-account = Su cuenta
staff-team-title = Equipo
staff-team-invited = No ha configurado la cuenta
staff-team-grant-in = { $role }, en { $incident }
staff-team-grant-all = { $role }, en todos los incidentes
staff-team-add-title = Agregar a alguien
staff-team-add-text = Recibe un enlace que sirve una vez y durante un día. Aquí se le muestra a usted una sola vez, y le llega por correo si este sitio envía correo.
staff-team-email = Su correo electrónico
staff-team-bad-email = Esta no es una dirección a la que podamos escribir. Revísela.
staff-team-is-there = Esta dirección ya tiene una cuenta. Ábrala en la lista de arriba para cambiar sus funciones.
staff-team-name = Su nombre, si lo sabe
staff-team-role = Función
staff-team-no-role = Elija una función.
staff-team-where = Dónde vale
staff-team-everywhere = En todos los incidentes, también los futuros
staff-team-add-button = Agregar y crear el enlace
staff-team-link-title = El enlace
staff-team-link-text = Entréguelo en persona y a nadie más: quien lo abra primero configura la cuenta. Esta página no lo vuelve a mostrar.
staff-team-roles = Funciones
staff-team-no-roles = Ninguna función: esta cuenta puede entrar y no puede hacer nada.
staff-team-take-label = Quitar: { $grant }
staff-team-take-button = Quitar
staff-team-give-title = Dar una función
staff-team-give-button = Dar esta función
staff-team-account = Cuenta
staff-team-reset-text = { $sessions ->
    [0] Borra la contraseña y los segundos factores y crea un enlace nuevo. Las funciones quedan. Ahora no hay ninguna sesión abierta.
    [one] Borra la contraseña y los segundos factores, cierra una sesión y crea un enlace nuevo. Las funciones quedan.
   *[other] Borra la contraseña y los segundos factores, cierra { $sessions } sesiones y crea un enlace nuevo. Las funciones quedan.
}
staff-team-reset-button = Borrar y crear un enlace nuevo
staff-team-remove-text = { $sessions ->
    [0] Elimina la cuenta y todas sus funciones. Ahora no hay ninguna sesión abierta. El registro conserva lo que hizo.
    [one] Elimina la cuenta y todas sus funciones, y cierra una sesión. El registro conserva lo que hizo.
   *[other] Elimina la cuenta y todas sus funciones, y cierra { $sessions } sesiones. El registro conserva lo que hizo.
}
staff-team-remove-button = Quitar del equipo
staff-team-not-yourself = Esto no se puede hacer con la cuenta propia, para que siempre quede alguien como propietario. Pídalo a otra persona propietaria.
staff-role-owner = Propietario: lleva el sitio y su personal
staff-role-editor = Editor: escribe y publica
staff-role-sender = Remitente: importa listas y envía avisos
staff-role-reviewer = Revisor: decide las reclamaciones
staff-role-agent = Agente: responde a las personas
staff-role-compliance = Cumplimiento: vigila los plazos legales
staff-role-counsel = Asesoría jurídica: lee y aprueba textos
staff-role-auditor = Auditor: lee el registro
