# /incidents/{slug}
incident-title = Filtración de datos de { $month }
incident-as-of = Información al { $time }.
incident-next = Próxima actualización: a más tardar el { $time }.
incident-next-late = Prometimos una actualización a más tardar el { $time }. Está atrasada, y es culpa nuestra.
incident-see-yours = Ver qué se llevaron de usted
incident-check = Revisar un correo electrónico
incident-what-happened = Qué pasó
incident-what-information = Qué información se llevaron
incident-what-we-are-doing = Qué estamos haciendo
incident-what-you-can-do = Qué puede hacer usted
incident-updates = Actualizaciones
incident-more-information = Más información
stage-open = Abierto, seguimos investigando
stage-contained = Contenido, seguimos investigando
stage-resolved = Resuelto
stage-closed = Cerrado
fact-known = Lo sabemos
fact-not-yet-known = Aún no lo sabemos
fact-corrected = Corregido
fact-earlier = Antes escribimos:
fact-expected = Esperamos saberlo a más tardar el { $day }.
fact-overdue = Esperábamos saberlo a más tardar el { $day }. Todavía no lo sabemos.
fact-corrected-on = Corregido el { $day }.
fix-done = Hecho
fix-done-on = Hecho el { $day }
fix-under-way = En marcha
fix-under-way-by = En marcha, hasta el { $day }
fix-late = Atrasado: era para el { $day }
fix-planned = Planeado
fix-planned-by = Hasta el { $day }
kinds-differ = No es lo mismo para cada persona.
kinds-yours = Su propia página muestra exactamente lo suyo.
steps-general = Estos pasos son para Estados Unidos.
steps-yours = Su propia página tiene los pasos para sus datos y para el lugar donde vive.
steps-minutes = { $minutes ->
    [one] 1 minuto, gratis
   *[other] { $minutes } minutos, gratis
}
steps-minutes-paid = { $minutes ->
    [one] 1 minuto, cuesta dinero
   *[other] { $minutes } minutos, cuesta dinero
}
contact-phone = Hable con una persona:
contact-mail = Escríbanos a
contact-help = Pida ayuda o avísenos de que algo no está bien
incident-feed = Siga estas actualizaciones en un lector de feeds
incident-revisions = Qué cambiamos en estas páginas y cuándo
incident-untranslated = Algunas partes de esta página todavía no están en español. Mientras tanto aparecen en inglés.
incident-by-mail = Recibir actualizaciones por correo
