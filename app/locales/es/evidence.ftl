# /me/claims/{number}/evidence, and evidence for reviewers.
evidence-title = Fotos y papeles
evidence-link = Agregar fotos o papeles
evidence-count = { $count ->
    [0] No hay fotos ni papeles.
    [one] Hay 1 foto o papel.
   *[other] Hay { $count } fotos o papeles.
}
evidence-lead = Basta una foto de un recibo o de una página del banco. Tape lo que no necesitamos ver.
evidence-no-file = Todavía no hay ninguno.
evidence-page = { $name }, página { $page }
evidence-quarantined = Llegó y todavía se está revisando. No tiene que hacer nada.
evidence-add = Elija una foto o un PDF
evidence-hint = JPEG, PNG o PDF, hasta { $most } MB, hasta { $files } archivos.
evidence-add-press = Agregar este archivo
evidence-says = Guardamos imágenes de sus páginas, bajo llave. El lugar donde se tomó una foto y todo lo demás que se oculta en el archivo se elimina.
evidence-sending = Su archivo está en camino.
evidence-looking = Su archivo llegó. Lo estamos revisando.
evidence-stop = Detener
evidence-stopped = Detenido. No se guardó nada de su archivo.
evidence-back = Volver a la reclamación
evidence-none = Elija primero un archivo y después pulse el botón.
evidence-too-large = Este archivo tiene más de { $most } MB. Tome una foto más pequeña o envíe las páginas una por una.
evidence-broken-off = El archivo no llegó completo. Envíelo otra vez.
evidence-unreadable = No podemos leer este archivo. Envíe una foto (JPEG o PNG) o un PDF sin contraseña. También sirve una captura de pantalla.
evidence-too-many-pixels = Esta imagen es más grande que la de cualquier cámara. Envíe una foto o una captura de pantalla.
evidence-too-many-pages = Este documento tiene más de { $most } páginas. Envíe solo las páginas que necesitamos, o fotos de ellas.
evidence-harmful = Nuestro escáner dice que este archivo es dañino, así que no lo recibimos. Envíe una foto del papel.
evidence-too-many = Esta reclamación ya tiene { $most } archivos. Quite uno primero, o ponga varios recibos en una foto.
evidence-known = Ya agregó este archivo.
evidence-not-now = Esta reclamación no recibe archivos ahora. Si quiere agregar algo, responda a nuestra pregunta o pídanos ayuda.
evidence-not-here = Por ahora aquí no se pueden recibir archivos. Pídanos ayuda: buscaremos otra manera.
review-signal-evidence = { $count ->
    [one] La reclamación de otra persona llegó con uno de estos archivos.
   *[other] Las reclamaciones de otras { $count } personas llegaron con uno de estos archivos.
} Una familia puede compartir un recibo. Por sí solo no decide nada.
