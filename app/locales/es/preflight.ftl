# Lo que se mira antes de escribir a muchas personas.
preflight-spf = Quién puede enviar por nosotros (SPF)
preflight-dkim = Firma (DKIM)
preflight-dmarc = Qué se hace con los correos falsos (DMARC)
preflight-reverse = Nombre de la máquina que envía (DNS inverso)
preflight-ok = bien
preflight-warn = puede mejorar
preflight-block = corrija esto primero

preflight-spf-covers = { $domain } dice que { $address } puede enviar su correo.
preflight-spf-there = { $domain } dice quién puede enviar su correo. No sabemos qué máquinas envían el nuestro, así que no podemos decir si están en la lista.
preflight-spf-none = { $domain } no dice quién puede enviar su correo.
preflight-spf-several = { $domain } tiene más de un registro que dice quién puede enviar. Entonces quienes reciben no creen en ninguno.
preflight-spf-broken = { $domain } tiene un registro que dice quién puede enviar, y quienes reciben no pueden leerlo o lo abandonan.
preflight-spf-refuses = { $domain } dice que { $address } no puede enviar su correo.
preflight-spf-doubts = { $domain } no nombra a { $address } entre quienes pueden enviar su correo.
preflight-spf-unclear = { $domain } decide según el mensaje quién puede enviar. Nada más en el registro nombra a { $address }.
preflight-dkim-matches = El registro { $name } tiene la clave que firma nuestro correo.
preflight-dkim-missing = No existe el registro { $name }, así que nadie puede revisar nuestra firma.
preflight-dkim-other = El registro { $name } tiene otra clave, no la que firma nuestro correo.
preflight-dkim-not-ours = No firmamos nuestro correo. Debe hacerlo el servidor que lo envía.
preflight-dmarc-aligned = { $domain } pide rechazar los correos falsos, y el nuestro pasa.
preflight-dmarc-loose = Nuestro correo pasa. { $domain } pide dejar pasar también los falsos.
preflight-dmarc-none = { $domain } no dice qué hacer con los correos falsos. Los grandes servicios de correo lo exigen a quien escribe a muchas personas.
preflight-dmarc-broken = { $domain } tiene una regla sobre correos falsos que nadie puede leer.
preflight-dmarc-unaligned = Nuestro correo pasaría por falso. La regla de { $domain } pide correo enviado o firmado por ese dominio. El nuestro lo envía { $sender }.
preflight-reverse-matches = { $address } se llama { $name }, y ese nombre lleva de vuelta a ella.
preflight-reverse-none = { $address } no tiene nombre. Muchos servicios de correo rechazan esas máquinas.
preflight-reverse-other = { $address } se llama { $name }, pero ese nombre no lleva de vuelta a ella. Muchos servicios de correo rechazan esas máquinas.
preflight-sender-unknown = No sabemos qué máquinas envían nuestro correo, así que no podemos mirar sus nombres.
preflight-not-looked = Ningún servidor de nombres respondió, así que no pudimos mirar.

preflight-do-addresses = Pida las direcciones a quien maneja el servidor de envío y póngalas en mail_addresses.
preflight-do-spf-none = Agregue a { $domain } un registro TXT que empiece con v=spf1 y nombre el servidor de envío. Quien lo maneja conoce las palabras.
preflight-do-spf-several = Junte en uno solo los registros de { $domain } que empiezan con v=spf1.
preflight-do-spf-broken = Mire el registro de { $domain } que empieza con v=spf1. Puede preguntar por diez nombres como máximo.
preflight-do-spf-add = Agregue { $address } al registro de { $domain } que empieza con v=spf1.
preflight-do-dkim = Ponga en { $name } un solo registro TXT, en una línea: { $record }
preflight-do-dkim-not-ours = Revise que el servidor de envío firme con el dominio de nuestra dirección. O haga una clave aquí: candor mail dkim-key
preflight-do-dmarc = Agregue a _dmarc.{ $domain } un solo registro TXT, por ejemplo: v=DMARC1; p=quarantine
preflight-do-dmarc-loose = Cuando pase todo el correo de { $domain }, cambie p=none por p=quarantine en el registro de _dmarc.{ $domain }.
preflight-do-dmarc-unaligned = Ponga en bounce_address una dirección de { $domain }, o firme con una clave de { $domain }: candor mail dkim-key
preflight-do-reverse = Pida a quien maneja { $address } que le dé un nombre que lleve de vuelta a ella.
preflight-do-not-looked = Inténtelo otra vez en unos minutos. Si sigue igual, mire el ajuste resolver.
