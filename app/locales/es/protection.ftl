# /me/protection y el correo con un código.
protection-title = Protección de identidad
protection-none = Por ahora no hay protección de identidad que pueda tomar. Si eso cambia, le escribimos.
protection-months = { $months ->
    [one] 1 mes
   *[other] { $months } meses
}
protection-lead = { $provider } vigila si alguien usa mal su información, gratis durante { $months }. Lo pagamos nosotros.
protection-terms = Qué debe saber antes de inscribirse
protection-asks = El proveedor le pide: { $what }
protection-red = { $provider } tiene condiciones que debe conocer:
protection-red-arbitration = Usted acepta no ir a los tribunales contra el proveedor, sino resolver un desacuerdo ante un árbitro.
protection-red-marketing = El proveedor puede usar lo que usted le diga para publicidad. Busque la casilla para decir que no.
protection-red-renewal = Cuando terminen los meses gratis, puede seguir y costar dinero. Anote el día y dé de baja el servicio antes.
protection-red-card = Le pide una tarjeta de pago. No hace falta darla para los meses gratis.
protection-waives-nothing = Tomarla no le quita ningún derecho frente a nosotros. Aquí no firma nada.
protection-take = Quiero mi código
protection-take-says = Recibe un código. Queda en esta página y se lo enviamos por correo electrónico si tenemos una dirección.
protection-yours = Su código
protection-copy = Copiar el código
protection-copied = Copiado.
protection-by = Escríbalo en { $provider } a más tardar el { $date }.
protection-go = Inscribirse en { $provider }
protection-trouble = No funcionó
protection-why = ¿Qué pasó?
protection-why-refused = El proveedor no aceptó el código
protection-why-used = El proveedor dijo que ya estaba usado
protection-why-unknown = Otra cosa
protection-no-why = Elija qué pasó, para que podamos arreglarlo con el proveedor.
protection-again = Quiero otro código
protection-human = Varios códigos de { $provider } no me funcionaron.
protection-waits = Por ahora no quedan códigos. Usted tiene un lugar en la cola y no tiene que hacer nada: le escribimos a más tardar el { $date }, con su código o con el día en que habrá uno.
