# /staff/incidents/{slug}/benefits y lo que está debajo.
benefits-title = Prestaciones
benefits-lead = Lo que las personas pueden recibir por este incidente: protección de identidad y dinero. Nadie puede tenerlo antes de que una segunda persona lo abra.
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
benefits-new-money = Ofrecer dinero
benefits-money-lead = Una suma fija, lo que la gente gastó o el tiempo que perdió. Nadie puede pedirlo antes de que otra persona lo abra. Una reclamación conserva las condiciones del día en que se empezó: las posteriores solo pueden mejorar.
benefits-kind = Qué ofrece
benefits-kind-cash = Una suma fija para todos los que la pidan
benefits-kind-expenses = Lo que la gente gastó, hasta una suma
benefits-kind-time = El tiempo que la gente perdió, por hora, con su palabra
benefits-no-kind = Elija qué ofrece.
benefits-amount = Cantidad
benefits-amount-hint = La suma fija; el máximo por persona; o lo que vale una hora.
benefits-bad-amount = Escriba una cantidad mayor que cero, por ejemplo 50.
benefits-currency = Moneda
benefits-most-hours = Horas por persona como máximo
benefits-most-hours-hint = Solo para tiempo.
benefits-bad-hours = Escriba un número de horas de 1 a { $most }.
benefits-expense-kinds = Solo para gastos, y solo para estos (sin marcar ninguno: para todos)
benefits-last-day-money = Último día en que se puede pedir
benefits-pays = Qué paga
benefits-claims = Reclamaciones
benefits-granted = Aprobado
benefits-open-says-money = Desde entonces toda persona afectada puede pedirlo en su página.
benefits-open-says-money-some = Desde entonces puede pedirlo en su página toda persona para quien es.
benefits-open-press-some = Abrirlo
benefits-close-says-money = Nadie puede empezar a pedirlo. Lo empezado sigue su curso.
benefits-needs-open-money = Una oferta de dinero ({ $what }) espera a una segunda persona.
benefits-new-gift = Ofrecer un regalo
benefits-gift-lead = Un vale o crédito sin condiciones, con un código. Está aparte de lo que se debe a la gente, no se descuenta de nada, y la gente puede decir que no. Nadie lo puede tener antes de que una segunda persona lo abra.
benefits-gift-en = Qué es, en inglés
benefits-gift-es = Qué es, en español
benefits-gift-hint = Por ejemplo: un vale de 20 dólares en nuestra tienda.
benefits-gift-url = Página donde se usa el código
benefits-gift-use-by = Último día en que se acepta el código
benefits-gift-use-by-hint = Déjelo vacío si no termina.
benefits-gift-no-use-by = Ninguno
benefits-gift-last-day = Último día en que se puede aceptar
benefits-gift-refusals = Dijeron que no
benefits-open-says-gift = Desde entonces cada persona a quien va dirigido puede tomar un código o decir que no.
benefits-close-says-gift = Ya nadie puede tomar uno. Quien tiene un código lo conserva; quien espera todavía recibe uno.
benefits-needs-open-gift = Un regalo ({ $what }) espera a una segunda persona.
benefits-kind-share = Una parte de un fondo, lo mismo para todos los que la pidan
benefits-kind-unasked = La misma suma para todos los que mostraron quiénes son, sin que la pidan
benefits-unasked-says = { $count ->
    [one] Una persona ha
   *[other] { $count } personas han
 } mostrado quiénes son hasta ahora. Cuando esto esté abierto, cada una de ellas para quien es recibe la noticia de que en una semana sale un cheque a la dirección que tenemos; y también todas las que lo muestren desde entonces. Como siempre, dos personas autorizan los pagos.
benefits-fund = El fondo
benefits-fund-hint = Solo para una parte: lo que se reparte en total. El importe de arriba es entonces lo máximo para una persona.
benefits-bad-fund = Escriba lo que se reparte, al menos tanto como lo máximo para una persona.
benefits-share-no-day = Un fondo se reparte cuando ya nadie puede pedir: elija el último día.
benefits-share-title = Repartir el fondo
benefits-share-later = { $count ->
    [one] Hay 1 reclamación
   *[other] Hay { $count } reclamaciones
}. Repartido ahora, cada una recibiría { $amount }. Se puede repartir cuando la oferta esté cerrada; hasta entonces no se puede aprobar nada.
benefits-share-says = { $count ->
    [one] Hay 1 reclamación y recibe
   *[other] Hay { $count } reclamaciones y cada una recibe
} { $amount }, en total { $total }. Rechace antes lo que haya que rechazar. Después la parte ya no cambia y se puede aprobar; una apelación que se acepte más tarde recibe lo mismo aparte del fondo.
benefits-share-press = Repartirlo
benefits-shared-out = El fondo se repartió: cada reclamación recibe { $amount }.
