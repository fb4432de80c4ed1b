# Listas de personas: lectura, informe, aceptación.
staff-nav-imports = Listas
staff-imports-title = Listas de personas
staff-imports-none = Todavía no se ha leído ninguna lista.
staff-imports-of = Lista del { $time }
staff-imports-row = { $accepted } nuevas, { $changed } cambiadas, { $quarantined } en cuarentena
staff-imports-reading = Se está leyendo
staff-imports-finished = Espera a una segunda persona
staff-imports-applying = Se está aceptando
staff-imports-accepted = Aceptada
staff-imports-upload = Leer una lista nueva
staff-imports-upload-what = El archivo se lee en segundo plano y después se borra aquí. Nadie de la lista es visible y no se envía nada hasta que una segunda persona la acepte.
staff-imports-practice = Esto es una práctica: solo se aceptan direcciones de dominios de ejemplo.
staff-imports-file = La lista, un archivo CSV
staff-imports-file-hint = Una fila de encabezado. Puede tener nombres, direcciones y tipos de datos, nunca los datos expuestos mismos: una columna que no conocemos detiene todo el archivo.
staff-imports-button = Leer esta lista
staff-imports-no-file = Todavía no hay archivo. Elija el archivo CSV y pulse el botón.
staff-imports-too-large = Este archivo pasa de { $most } MB, el límite de este sitio. No se guardó nada. Divídalo o impórtelo en la línea de comandos.
staff-imports-not-here = Este servidor no recibe listas en pantalla. No se guardó nada. Impórtela en la línea de comandos.
staff-imports-broken-off = El archivo no llegó completo. No se guardó nada. Envíelo otra vez.
staff-imports-header-unknown = El archivo tiene columnas que no se leen: { $columns }. Los datos expuestos no deben entrar nunca. No se guardó nada. Quite esas columnas y envíelo otra vez.
staff-imports-header-bad = La fila de encabezado no sirve: falta una columna necesaria, está repetida o no se puede leer. No se guardó nada.
staff-imports-not-reserved = La línea { $line } tiene una dirección fuera de los dominios de ejemplo. En una práctica no se acepta otra. No se guardó nada.
staff-import-title = Una lista de personas
staff-import-back = Todas las listas
staff-import-command-line = la línea de comandos
staff-import-begun = Empezada el { $time } por { $who }.
staff-import-accepted-at = Aceptada el { $time }. Desde entonces sus personas son visibles.
staff-import-percent = Se ha leído y guardado el { $percent } por ciento del archivo. Esta página se renueva sola.
staff-import-progress = Cuánto se ha leído
staff-import-stands-still = En este momento nadie lee esta lista. Envíe otra vez el mismo archivo: sigue donde se detuvo.
staff-import-report = Informe
staff-import-what = Qué pasó con las filas
staff-import-rows = Filas
staff-import-rows-read = Leídas
staff-import-rows-accepted = Personas nuevas
staff-import-rows-changed = Personas conocidas con otro contenido
staff-import-rows-duplicate = Personas conocidas, nada nuevo
staff-import-rows-quarantined = En cuarentena: todavía sin avisar
staff-import-ragged = otro número de valores que de columnas
staff-import-not-utf8 = no se puede leer como texto
staff-import-control = caracteres de control
staff-import-too-long = un valor de más de 1,000 letras
staff-import-no-id = sin número de la empresa
staff-import-no-country = sin país
staff-import-category = un tipo de datos que no conocemos
staff-import-kind = ni adulta, ni menor, ni fallecida
staff-import-exposed = parece un dato expuesto
staff-import-rows-unreachable = Personas nuevas sin correo ni dirección postal
staff-import-email = Aceptadas sin su dirección de correo, que no era válida
staff-import-region = Contadas solo para su país: región desconocida
staff-import-accept = Aceptar esta lista
staff-import-accept-what = { $people ->
    [0] Nadie nuevo pasa a ser visible
    [one] 1 persona pasa a ser visible
   *[other] { $people } personas pasan a ser visibles
} y se le puede avisar; { $changed ->
    [0] nadie cambia.
    [one] cambia 1 persona conocida.
   *[other] cambian { $changed } personas conocidas.
} Todavía no se envía nada. No se puede deshacer.
staff-import-own = Usted subió esta lista, así que debe aceptarla una segunda persona.
staff-import-accept-button = Aceptar la lista
staff-import-rests-on = Algunas de sus personas llegaron con una lista anterior que no está aceptada. Acepte primero esa. No se cambió nada.
staff-import-not-finished = Todavía no se ha leído hasta el final. No se cambió nada.
