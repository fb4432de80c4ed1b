# Rows of lists that wait for a person to look at them.
staff-waiting-title = Personas aún sin aviso
staff-waiting-link = Ver las filas en espera
staff-waiting-lead = { $count ->
    [0] Ninguna fila espera. Se incorporó a todas las personas de las listas.
    [one] 1 fila no se pudo leer tal como está: esa persona no recibe aviso hasta que alguien la resuelva.
   *[other] { $number } filas no se pudieron leer tal como están: esas personas no reciben aviso hasta que alguien las resuelva.
}
staff-waiting-all = Todos los motivos
staff-waiting-line = Línea { $line } de la lista del { $list }
staff-waiting-before = Filas anteriores
staff-waiting-after = Más filas
staff-waiting-back = Todas las filas en espera
staff-waiting-row-title = Línea { $line } de una lista
staff-waiting-why = Espera por este motivo: { $reason }.
staff-waiting-do-ragged = Sus valores no corresponden a las columnas, así que no se sabe cuál es cuál. Corrija la lista, léala otra vez y luego descarte esta fila.
staff-waiting-do-unreadable = Escriba de nuevo el valor señalado, o déjelo vacío si se puede avisar a la persona sin él.
staff-waiting-do-no-id = Escriba el número que la empresa usa para esta persona. Sin él, dos personas podrían parecer una sola.
staff-waiting-do-no-country = Escriba el país con dos letras, como US. La ley del país decide qué debemos avisar.
staff-waiting-do-category = Escriba los tipos de datos como los nombra nuestra lista, separados por punto y coma. No omita ninguno: la persona sabría menos de lo debido.
staff-waiting-do-kind = Escriba adult, minor o deceased. Un error al escribir no debe convertir a una niña o un niño en persona adulta.
staff-waiting-do-exposed = Si el valor señalado es lo que se robó, descarte la fila y corrija la lista. Si solo se parece, incorpore la fila como está o deje ese valor vacío.
staff-waiting-no-values = Los valores de esta fila no se pueden separar, así que no se muestra ninguno.
staff-waiting-values = Los valores de esta fila
staff-waiting-masked = De cada valor se muestra solo la forma: un punto por cada letra y cifra después de la primera. Queda escrito que usted lo vio.
staff-waiting-here = Aquí
staff-waiting-empty = (vacío)
staff-waiting-own = Usted subió esta lista, así que otra persona resuelve sus filas.
staff-waiting-settle = Resolver esta fila
staff-waiting-settle-what = Al incorporarla, la persona entra en la lista de la que vino la fila: será visible cuando esa lista se acepte. Si la descarta, no cuenta como persona. Ninguna de las dos cosas se puede deshacer.
staff-waiting-others = Corregir otro valor, como una dirección de correo que no lo es
staff-waiting-correct = En lugar de lo que está en { $column }
staff-waiting-leave-empty = Dejar { $column } vacío
staff-waiting-take-button = Incorporar a esta persona
staff-waiting-aside-button = Descartar la fila
staff-waiting-still = Todavía no se puede incorporar: { $reason }. No se cambió nada; lo que escribió sigue aquí.
staff-waiting-not-reserved = Su dirección no es de los dominios de ejemplo, y esto es un ejercicio. Deje la dirección vacía o escriba otra.
staff-waiting-other-content = La lista ya tiene a esta persona, con otro contenido. Cuál de los dos es correcto lo dice la lista: corríjala y léala otra vez.
staff-waiting-done-added = La persona ya está en la lista.
staff-waiting-done-duplicate = La lista ya tenía a esta persona, con el mismo contenido.
staff-waiting-done-aside = La fila quedó descartada.
staff-needs-waiting = { $count ->
    [one] 1 fila de una lista no se pudo leer. Esa persona no recibe aviso.
   *[other] { $number } filas de listas no se pudieron leer. Esas personas no reciben aviso.
}
staff-audit-act-quarantine-view = Vio una fila que no se pudo leer
