# A copy of the public pages (candor export-site)
copy-band = Esta es una copia del { $time }. Aquí no se puede escribir nada.
copy-reach = Cómo comunicarse con nosotros
copy-title = Cómo comunicarse con nosotros
copy-lead = Nuestro sitio no está disponible y esta es una copia de sus páginas. Lo que usted quería hacer necesita el sitio mismo. Ya puede hablar con una persona:
copy-post = Por correo postal:
copy-codes = Guarde su carta y su código. Volverán a funcionar en cuanto el sitio regrese. Nadie de nuestra parte le pedirá el código por teléfono ni por correo.
copy-back = Lo que sabemos
