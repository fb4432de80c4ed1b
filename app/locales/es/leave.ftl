# /subscriptions/leave/{token}: out of update mails.
leave-title = ¿Ya no quiere actualizaciones por correo?
leave-text = Basta un clic y no le enviaremos más actualizaciones sobre este incidente. En nuestras páginas siguen estando todas.
leave-button = No me envíen más actualizaciones
leave-still-title = Lo que le seguirá llegando
leave-still-law = Los avisos que la ley nos obliga a enviar.
leave-still-asked = Las respuestas a lo que nos pregunte y los códigos que abren su página.
leave-done-title = Ya no recibe actualizaciones por correo
leave-done = Hecho. Un mensaje que esté en camino en este momento todavía puede llegarle.
leave-back-title = Si cambia de opinión
leave-back = Puede volver a recibirlas cuando quiera, desde su página.
leave-back-link = Ir a su página
leave-incident = Lo que sabemos y todas las actualizaciones
leave-text-every = Basta un clic y no le enviaremos más actualizaciones sobre ningún incidente. En nuestras páginas siguen estando todas.
leave-back-subscriber = Puede volver a pedir actualizaciones cuando quiera.
leave-back-subscriber-link = Pedir actualizaciones
