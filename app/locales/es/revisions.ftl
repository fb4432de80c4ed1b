# /incidents/{slug}/revisions
revisions-title = Qué cambiamos y cuándo
revisions-lead = Todo lo que publicamos y cambiamos sobre esta filtración de datos, lo más nuevo primero. No cambiamos nada sin decirlo aquí.
revisions-none = Nada cambió desde que esta página es pública.
revisions-first = Esta página se hizo pública
revisions-update = Nueva actualización
revisions-corrected = Actualización corregida
revisions-withdrawn = Actualización retirada
revisions-texts = La página cambió
revisions-heading = Título
revisions-apology = Disculpa
revisions-fact-new = Nuevo: { $text }
revisions-fact-changed = Cambió: { $text }
revisions-fact-gone = Salió de la lista de lo que sabemos
revisions-fix-new = Nuevo en la lista de lo que hacemos: { $text }
revisions-fix-changed = Cambió en la lista de lo que hacemos: { $text }
revisions-fix-gone = Salió de la lista de lo que hacemos
revisions-dates = Fechas, estado, tipos de datos o contactos
