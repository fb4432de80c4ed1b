# Quienes se inscribieron para recibir actualizaciones: solo cifras.
staff-subscribers-title = Actualizaciones por correo
staff-subscribers-lead = Estas personas pidieron actualizaciones sobre este incidente y confirmaron su dirección. Solo se muestran cifras: nadie puede ver ni exportar las direcciones.
staff-subscribers-active = Reciben actualizaciones
staff-subscribers-english = de ellas, en inglés
staff-subscribers-spanish = de ellas, en español
staff-subscribers-each = de ellas, cada actualización enseguida
staff-subscribers-daily = de ellas, un correo al día
staff-subscribers-must-act = de ellas, solo cuando tienen que hacer algo
staff-subscribers-asked = Lo pidieron y aún no confirmaron
staff-subscribers-left = Las dejaron en los últimos 30 días
staff-subscribers-every = Reciben las de todos los incidentes, también las de este
staff-subscribers-signup = Inscripción
staff-subscribers-open = Abierta: cualquiera puede inscribirse.
staff-subscribers-closed = Cerrada desde el { $time }.
staff-subscribers-over = Cerrada, porque el incidente terminó.
staff-subscribers-close-text = Si la cierra, nadie más puede inscribirse en este incidente. Quienes ya se inscribieron siguen recibiendo las actualizaciones. La página lo dice y explica de qué otra manera informarse.
staff-subscribers-close-button = Cerrar la inscripción
staff-subscribers-open-text = Si la abre, cualquiera puede inscribirse otra vez.
staff-subscribers-open-button = Abrir la inscripción
staff-subscribers-choose = Oprima uno de los botones de abajo.
staff-subscribers-line = { $count ->
    [one] 1 persona las recibe.
   *[other] { $number } personas las reciben.
}
staff-subscribers-line-open = La inscripción está abierta.
staff-subscribers-line-closed = La inscripción está cerrada.
staff-subscribers-link = Cifras e inscripción
