not-found-title = No tenemos ninguna página en esta dirección
