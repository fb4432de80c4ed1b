# El plan de respuesta y la lista de pasos que sale de él.
staff-nav-plan = Plan
staff-nav-checklist = Lista de pasos
staff-somebody = Alguien del personal
staff-plan-title = Plan de respuesta
staff-plan-lead = Quién hace qué cuando se pierden datos, a quién llamamos y para cuándo se hace cada paso. Cada incidente empieza con una lista de pasos que sale de aquí.
staff-plan-none = Nadie ha guardado un plan todavía. Este es el que trae Candor: ponga nombres y números antes de necesitarlos.
staff-plan-saved = Versión { $version }, guardada por { $name } el { $time }.
staff-plan-edit = Cambiar el plan
staff-plan-print = Imprima esta página y guárdela en casa. Ese día estos sistemas pueden no funcionar.
staff-plan-gap = Nadie todavía
staff-plan-roles = Personas
staff-plan-roles-lead = Ponga teléfonos y direcciones privadas, no el correo de la empresa: quien entró puede leerlo. Los nombres y números se guardan cifrados.
staff-plan-suppliers = Proveedores
staff-plan-steps = Pasos
staff-plan-steps-lead = El tiempo se cuenta desde que se descubre: 90 son minutos, 24h horas, 7d días. «Quién» es una de las funciones de arriba.
staff-plan-role = Función
staff-plan-name = Nombre
staff-plan-reach = Cómo localizarla, sin el correo de la empresa
staff-plan-deputy = Quién suple y cómo localizarla
staff-plan-what = Qué hace
staff-plan-company = Empresa
staff-plan-number = Número de contrato o póliza
staff-plan-after = Tras descubrirlo
staff-plan-step = Paso
staff-plan-who = Quién
staff-plan-role-row = Función { $row }
staff-plan-supplier-row = Proveedor { $row }
staff-plan-step-row = Paso { $row }
staff-plan-edit-lead = Una fila vacía se quita. Al final de cada parte hay filas vacías para añadir.
staff-plan-save-lead = Al guardar cambia el plan para todos. Las listas de pasos ya empezadas quedan como están. La versión anterior se conserva.
staff-plan-save = Guardar el plan
staff-plan-save-over = Guardar la mía como versión más nueva
staff-plan-cancel = Dejarlo como está
staff-plan-theirs = Lo que otra persona guardó mientras tanto
staff-plan-overtaken = Otra persona guardó el plan mientras usted escribía. El suyo está abajo, sin guardar; el otro viene después. Tome lo que necesite y guarde el suyo como versión más nueva.
staff-plan-again = El formulario no llegó completo. Revíselo y guárdelo de nuevo.
staff-plan-too-many = Cada parte del plan tiene como mucho { $most } filas. Quite algunas.
staff-plan-role-no-title = La función { $row } no tiene título. Diga qué es, por ejemplo «Dirige».
staff-plan-supplier-no-work = El proveedor { $row } no dice qué hace. Escríbalo, por ejemplo «Imprime cartas».
staff-plan-step-no-text = El paso { $row } no tiene texto. Diga qué se hace.
staff-plan-step-time = El paso { $row } no tiene un tiempo legible. Escriba 90, 24h o 7d, como mucho un año.
staff-plan-too-long = Un campo es demasiado largo. Escriba como mucho { $most } caracteres en cada uno.
staff-check-title = Lista de pasos
staff-check-lead = Lo que pide el plan, por orden de tiempo. Pulse «Hecho» cuando lo esté.
staff-check-no-clock = Falta la hora en que se descubrió, así que ningún paso tiene hora todavía.
staff-check-count = { $done } de { $all } hechos
staff-check-by = Antes del { $time }
staff-check-late = Con retraso
staff-check-who = Quién: { $who }
staff-check-done-by = Hecho por { $name } el { $time }
staff-check-done = Hecho
staff-check-undo = Todavía no está hecho
staff-check-empty = El plan no tiene pasos. Añada algunos abajo o en el plan.
staff-check-moved = Este paso ya no está como lo vio. No se cambió nada. Mire abajo cómo está.
staff-check-add-title = Añadir un paso
staff-check-add-lead = Se añade solo a este incidente, al final de la lista.
staff-check-text = Qué hay que hacer
staff-check-person = Quién lo hace
staff-check-when = Para cuándo
staff-check-when-hint = Por ejemplo 2031-03-12 17:00, en la zona { $zone }. Puede quedar vacío.
staff-check-add = Añadir el paso
staff-check-no-text = Diga qué hay que hacer.
staff-check-too-long = Escriba como mucho { $most } caracteres.
staff-check-bad-time = Eso no es una hora. Escríbala como 2031-03-12 17:00.
staff-needs-steps-late = { $count ->
    [one] Pasó la hora de 1 paso de la lista: { $first }
   *[other] Pasó la hora de { $count } pasos de la lista; el primero: { $first }
}
staff-needs-steps = { $count ->
    [one] El siguiente paso de la lista: { $first }
   *[other] Siguen { $count } pasos de la lista; el primero: { $first }
}
staff-needs-steps-action = Lista de pasos
