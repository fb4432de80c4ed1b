# /staff/incidents/{slug}/benefits y lo que está debajo.
benefits-title = Prestaciones
benefits-lead = Lo que las personas pueden recibir por este incidente. Por ahora: protección de identidad. Nadie puede tomarla antes de que una segunda persona la abra.
benefits-none = Todavía no se ofrece nada.
benefits-protection = Protección de identidad de { $provider }
benefits-left = { $count ->
    [one] queda { $number } código
   *[other] quedan { $number } códigos
}
benefits-draft = Borrador
benefits-open = Abierta
benefits-closed = Cerrada
benefits-new = Ofrecer protección de identidad
benefits-provider = Proveedor
benefits-url = Página donde se escribe el código
benefits-url-hint = Empieza con https://.
benefits-months = Gratis durante cuántos meses
benefits-law = Para datos de estas clases { $state } pide al menos { $months } meses ({ $statute }; nuestra lista es del { $date } y no es asesoría legal). Todos reciben el plazo más largo, vivan donde vivan.
benefits-no-law = Ninguna ley estatal de nuestra lista la pide con datos de estas clases. No es asesoría legal.
benefits-enrol-by = Último día en que el proveedor acepta un código
benefits-enrol-by-hint = Las personas leen esta fecha.
benefits-last-day = Último día en que se puede pedir un código aquí
benefits-last-day-hint = Déjelo vacío para que siga abierta hasta que la cierre.
benefits-no-last-day = Ninguno: hasta que alguien la cierre
benefits-asks-en = Lo que el proveedor pide a las personas, en inglés
benefits-asks-es = Lo que el proveedor pide a las personas, en español
benefits-asks-hint = Por ejemplo: nombre, dirección, fecha de nacimiento, número de Seguro Social.
benefits-red = Lo que va en contra de las personas en sus condiciones
benefits-no-red = Nada
benefits-low-at = Avisar cuando queden tantos códigos
benefits-low-at-hint = Un número, como 100.
benefits-write = Guardar la oferta
benefits-write-says = Guardar no la ofrece a nadie. La abre una segunda persona.
benefits-empty = Complete este campo: las personas lo leen.
benefits-bad-url = Escriba la dirección completa de la página del proveedor. Empieza con https://.
benefits-bad-months = Escriba un número de meses de 1 a 120.
benefits-too-few-months = Una ley estatal pide { $months } meses con datos de estas clases. Ofrezca al menos eso a todos.
benefits-bad-number = Escriba un número de 0 a 100.000.000.
benefits-no-day = Elija el último día en que el proveedor acepta un código.
benefits-bad-day = Elija un día que no haya pasado.
benefits-opened-by = Abierta por { $name }, { $time }.
benefits-own = Usted la escribió. Otra persona tiene que abrirla.
benefits-not-now = Esto ya no es posible: alguien fue más rápido. Mire cómo está.
benefits-open-says = Desde entonces cada persona afectada puede tomar un código con un clic. Lo que está en rojo se le muestra antes.
benefits-open-press = Abrirla para todos
benefits-close-says = Nadie puede pedir más códigos. Quien tiene uno lo conserva; quien espera todavía recibe uno.
benefits-close-press = Cerrarla
benefits-figures = Códigos
benefits-free = Libres
benefits-given = Dados a personas
benefits-bad = No funcionaron
benefits-waiting = Personas que esperan uno
benefits-people = Personas en la lista
benefits-codes = Agregar códigos
benefits-codes-label = Códigos del proveedor
benefits-codes-hint = Uno por línea. Se guardan sellados y ninguna página del personal los vuelve a mostrar. Para listas largas existe: candor codes import.
benefits-takes-shared = Tomar también los códigos que aparecen más de una vez, uno por línea
benefits-codes-press = Agregarlos
benefits-no-codes = Pegue los códigos, uno por línea.
benefits-bad-code = La línea { $line } no es un código: tiene espacios o letras que ningún código tiene. No se agregó nada.
benefits-added = Se agregaron { $added } códigos. { $known } ya estaban. { $shared } líneas quedaron fuera porque su código aparece más de una vez.
benefits-shared = Pida otros códigos al proveedor: con un código para dos personas, a una de ellas la rechazan.
benefits-needs-open = La protección de identidad de { $provider } espera a una segunda persona.
benefits-needs-open-action = Verla
benefits-needs-codes = { $provider }: quedan { $free } códigos y { $waiting } personas esperan.
benefits-needs-codes-action = Agregar códigos
benefits-last-and-grace = { $days ->
    [0] { $date }
    [one] { $date }, y un día de gracia del que no se avisa a nadie
   *[other] { $date }, y { $days } días de gracia de los que no se avisa a nadie
}
benefits-grace = Días de gracia
benefits-grace-hint = Quien llegue estos días después del último todavía recibe un código. Ni las páginas ni los correos lo dicen.
benefits-bad-grace = Escriba un número de días de 0 a { $most }.
benefits-for = Quién puede tenerlo
benefits-for-hint = Déjelo vacío para ofrecerlo a todas las personas de la lista. Si no, la persona debe cumplir todo lo que usted marque.
benefits-kinds = Personas de estos tipos
benefits-kind-adult = Adultos
benefits-kind-minor = Menores, por medio de quien los cuida
benefits-kind-deceased = Personas fallecidas, por medio de su familia
benefits-for-everybody = Todas las personas de la lista
benefits-for-some = Solo personas que cumplen todo esto.
benefits-for-kinds = Son: { $list }.
benefits-open-says-some = Desde entonces, cada persona a la que está destinado puede tomar un código con un solo clic. Antes se le muestra lo que está en rojo.
