# Páginas sobre lo que no funcionó: qué pasó y qué hacer.
error-help = Pedir ayuda a una persona
error-sign-in-title = Esta página se abre con su código
error-sign-in-text = Lo que hay aquí es de una sola persona; por eso pedimos antes un código. Vuelva a abrir el enlace de nuestro correo, o escriba el código del correo o de la carta.
error-sign-in-code = Escribir mi código
error-sign-in-check = No tengo código
error-visit-over-title = Su visita terminó
error-visit-over-text = Cerramos su página a los 15 minutos sin que se presione un botón, y a las dos horas como máximo, para que nadie más la lea. Lo que había guardado sigue ahí.
error-visit-over-button = Seguir con un código nuevo
error-not-from-here-title = No aceptamos esto
error-not-from-here-text = Llegó desde una página que no es nuestra, así que no cambiamos nada. Vaya a nuestra página y presione allí el botón.
error-slow-down-title = Espere un poco
error-slow-down-seconds = Hubo muchos intentos desde su red y detuvimos los nuevos para todas las personas que la usan. No se perdió nada. Inténtelo de nuevo en { $seconds } { $seconds ->
    [one] segundo
   *[other] segundos
  }.
error-slow-down-minutes = Hubo muchos intentos en poco tiempo y detuvimos los nuevos. No se perdió nada. Inténtelo de nuevo en { $minutes } minutos.
error-slow-down-hours = Hoy hubo muchos intentos y detuvimos los nuevos. No se perdió nada. Inténtelo de nuevo en { $hours } horas.
error-busy-title = Hay muchas personas aquí en este momento
error-busy-text = No pudimos recibirlo ahora. No se perdió nada de lo que guardó. Inténtelo en unos minutos.
error-broken-title = Algo falló de nuestro lado
error-broken-text = Usted no hizo nada mal, y lo que había guardado sigue ahí. Inténtelo en unos minutos. Si nos escribe, díganos este número: { $report }.
