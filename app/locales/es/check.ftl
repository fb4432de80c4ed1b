# /check: "¿estoy entre las personas afectadas?", con respuesta por correo.
check-title = ¿Se filtró mi información?
check-text = Escriba su correo electrónico. Le respondemos por correo en unos minutos.
check-label = Su correo electrónico
check-hint = El que nosotros tendríamos de usted
check-remind = Si todavía no lo saben, escríbanme cuando lo sepan
check-button = Envíenme la respuesta
check-empty = Escriba su correo electrónico para que sepamos adónde responder.
check-no-address = Esto no parece un correo electrónico. Lleva una @ y una terminación como .com; por ejemplo, ana@example.com.
check-why-title = Por qué no lo decimos en esta página
check-why-text = La respuesta es solo suya. En una página, cualquiera podría preguntar por usted. Por eso aquí todas las personas ven lo mismo y la respuesta va a esa dirección.
check-have-code = Tengo un código de ustedes
check-help = No tengo correo o necesito otra manera
check-sent-title = La respuesta va por correo
check-sent-text = Acabamos de escribir a esa dirección. La respuesta está en el correo.
check-sent-wait = Puede tardar unos minutos. Mire también en el correo no deseado. A una misma dirección escribimos pocas veces al día.
check-sent-other = Preguntar por otra dirección
