# Mensajes de texto. Solo letras que caben en un mensaje de 160 (sin á, í, ó, ú): las pruebas las cuentan.
sms-told = { $company }: Le hemos escrito porque perdimos datos de clientes. Para saber si un mensaje es nuestro: { $url }
sms-test = { $company }: Esto es una prueba. No tiene que hacer nada.
