# /open/send, /open/enter, /signout, /visit/extend: del enlace a la visita, y su final.
visit-title = Un paso antes de su página
visit-text = Enviaremos seis números a { $address }. Escríbalos en la página siguiente y se abrirá la suya.
visit-send = Envíenme un código
visit-why = Un enlace se puede reenviar. Por eso no mostramos nada sobre usted hasta que escriba un código que solo usted recibe.
visit-on = Seguir a mi página
visit-letter = Escribir el código de mi carta
visit-no-email = No tenemos un correo electrónico suyo al que enviar un código. Avísenos y le enviaremos una carta con un código.
visit-help-button = Pedir una carta
visit-codes-spent = Ya le enviamos todos los códigos que enviamos en una hora. Use el más reciente o pida otro en { $minutes } { $minutes ->
    [one] minuto
   *[other] minutos
  }.
visit-trouble-title = Si esto no le funciona
visit-trouble-code = Tengo una carta con un código
visit-trouble-help = Ya no leo el correo de esa dirección
enter-title = Escriba los seis números
enter-sent = Acabamos de escribir a { $address }. Vale el código más reciente, durante diez minutos y en este navegador.
enter-nothing-sent = En este momento no hay un código esperándole. Pida uno más abajo.
enter-label = Seis números de nuestro correo
enter-hint = Por ejemplo, 123 456
enter-button = Abrir mi página
enter-not-six = El código tiene seis números. Busque nuestro correo más reciente y escriba los seis.
enter-wrong = Ese no es el código más reciente. Le { $tries ->
    [one] queda { $tries } intento
   *[other] quedan { $tries } intentos
  }. Busque nuestro correo más reciente o pida un código nuevo.
enter-no-tries-left = Ese código ya tuvo cinco intentos y dejó de servir. Pida un código nuevo más abajo.
enter-used = Ese código ya abrió su página una vez, y cada código la abre una sola vez. Pida un código nuevo más abajo.
enter-expired = Ese código tiene más de diez minutos y dejó de servir. Pida un código nuevo más abajo.
enter-none-sent = Todavía no enviamos ningún código a este navegador. Pida uno más abajo y escríbalo aquí.
enter-trouble-title = ¿Aún no llega el correo?
enter-trouble-text = Puede tardar unos minutos. Mire también en el correo no deseado.
enter-again = Envíenme un código nuevo
enter-help = No puedo entrar a ese correo
signout-title = Salir de su página
signout-button = Cerrar sesión
signout-done-title = Usted cerró la sesión
signout-done-text = Su página está cerrada en este aparato. Lo que marcó y envió está guardado. Cierre también esta ventana si otras personas usan este aparato.
signout-back = Volver a abrir mi página
signout-home = Qué pasó
extend-title = Seguir en su página
extend-until = Su página se cierra en { $minutes } { $minutes ->
    [one] minuto
   *[other] minutos
  } si no presiona ningún botón.
extend-last = Su página se cierra en { $minutes } { $minutes ->
    [one] minuto
   *[other] minutos
  }. Después puede seguir con un código nuevo.
extend-button = Seguir con la sesión abierta
