# /staff/incidents/{slug}/updates and below: what goes out by mail.
staff-mail-legend = Correo
staff-mail-hint = Llega a las personas afectadas a las que va dirigida y a las que ya alcanzó un aviso y, si es para todos, a quienes se suscribieron. Quien dejó las actualizaciones no recibe ninguna. Nadie de la lista se entera de la filtración por una actualización.
staff-mail-choice = Enviarla también por correo electrónico
staff-mail-none = No se envía por correo.
staff-mail-was-none = No se envió por correo.
staff-mail-to = { $count ->
    [one] Por correo llega a { $number } persona afectada.
   *[other] Por correo llega a { $number } personas afectadas.
}
staff-mail-corrects = { $count ->
    [one] Por correo llega a quien recibió el texto equivocado y a quienes va dirigida: { $number } persona afectada. Lo que aún no salió del texto equivocado ya no sale.
   *[other] Por correo llega a todas las personas que recibieron el texto equivocado y a las que va dirigida: { $number } personas afectadas. Lo que aún no salió del texto equivocado ya no sale.
}
staff-mail-practice = { $count ->
    [one] { $number } mensaje llega al buzón de práctica, y a nadie más.
   *[other] { $number } mensajes llegan al buzón de práctica, y a nadie más.
}
staff-mail-queueing = Correo: en preparación.
staff-mail-sending = Correo: en envío.
staff-mail-paused = Correo: en pausa.
staff-mail-done = Correo: todo enviado.
staff-mail-replaced = Correo: terminado, porque la actualización se corrigió o se retiró.
staff-mail-so-far = Enviados: { $sent }. En espera: { $waiting }. No se pudieron entregar: { $lost }. No enviados porque la persona lo dejó o la dirección no acepta correo: { $left }.
staff-mail-subscribers = { $count ->
    [one] Y a { $number } suscriptor, salvo que sea una de esas personas.
   *[other] Y a { $number } suscriptores, sin contar a quienes están entre esas personas.
}
