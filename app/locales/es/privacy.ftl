# /privacy
privacy-title = Qué sabe de usted este sitio
privacy-lead = Este sitio existe porque perdimos datos. Por eso guarda lo menos posible, y aquí dice qué es.
privacy-reading-title = Cuando solo lee
privacy-reading = No recibe ninguna cookie. Nadie cuenta ni sigue sus visitas, y su navegador no le pide nada a ninguna otra empresa. En nuestros registros de visitas no hay nombres, ni correos electrónicos, ni nada de lo que usted escribió.
privacy-reading-limits = Alguien podría probar muchos códigos seguidos. Para impedirlo, contamos cuántas veces se presiona un botón desde una misma red. Guardamos la cuenta, no la dirección de la red.
privacy-check-title = Cuando revisa un correo electrónico
privacy-check = Guardamos esa dirección cifrada y la usamos para una sola cosa: enviarle la respuesta. La página muestra lo mismo para todas las direcciones, así que nadie puede saber por ella quién está en la lista.
privacy-check-reminder = Puede pedirnos que le escribamos cuando lo sepamos. En ese caso guardamos la dirección, cifrada, hasta haberle avisado.
privacy-own-title = Cuando abre su propia página
privacy-own-list = Su página sale de la lista de personas cuyos datos se llevaron. En ella están su nombre, cómo comunicarnos con usted, dónde vive y qué tipos de datos se llevaron. Los datos mismos no están: sus números y sus registros no se encuentran en este sitio.
privacy-own-added = Agregamos lo que usted hace aquí: los pasos que marca, lo que nos pide, lo que le enviamos y cuándo.
privacy-own-sealed = Su nombre, su dirección y lo que nos escribe están cifrados. La clave se guarda aparte de la base de datos.
privacy-own-cookie = Mientras está dentro de su página, su navegador guarda una sola cookie. Sirve para que pueda entrar y para nada más. Termina cuando cierra sesión, después de 15 minutos sin presionar nada y, como máximo, a las dos horas.
privacy-ask-title = Qué puede pedirnos
privacy-ask = Su propia página muestra qué guardamos de usted y hasta cuándo. Puede llevarse una copia, decirnos qué está mal o avisarnos de que no es la persona que buscamos.
privacy-ask-own = Abrir su propia página.
privacy-person-title = Hable con una persona
