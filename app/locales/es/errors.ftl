not-found-title = No tenemos ninguna página en esta dirección
not-found-text = La dirección se copió con alguna diferencia, o la página cambió de lugar. No se perdió nada suyo.
not-found-home = Ir a la página principal
not-found-help = Preguntar a una persona
