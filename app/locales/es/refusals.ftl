# Respuestas del propio servidor, sin la página alrededor.
refusal-busy-title = Ahora mismo no podemos responder
refusal-busy-text = En este momento hay muchas personas aquí. Nada de lo que guardó se pierde. Inténtelo otra vez en un minuto.
refusal-broken-title = Algo falló de nuestro lado
refusal-broken-text = No fue por nada que usted hiciera, y lo que guardó sigue ahí. Inténtelo otra vez en unos minutos. Si nos escribe, indique este número: { $report }.
refusal-wrong-method-title = Esta dirección no funciona de esa manera
refusal-wrong-method-text = Vaya a la página de inicio y siga los enlaces desde allí.
refusal-too-slow-title = Lo que envió no llegó a tiempo
refusal-too-slow-text = La conexión iba lenta, así que no cambiamos nada. Vuelva atrás y envíelo otra vez.
refusal-too-large-title = Es más de lo que podemos recibir de una vez
refusal-too-large-text = No cambiamos nada. Vuelva atrás, acorte el texto y envíelo otra vez.
refusal-not-understood-title = No pudimos leer lo que se envió
refusal-not-understood-text = No cambiamos nada. Vuelva atrás, cargue la página de nuevo y envíelo otra vez.
refusal-other-host-title = Este sitio tiene otra dirección
refusal-other-host-text = Use la dirección que aparece en el mensaje que le enviamos.
