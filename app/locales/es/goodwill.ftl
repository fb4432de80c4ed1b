# /me/goodwill y el correo con un regalo.
me-goodwill = Un regalo de nuestra parte
goodwill-title = Un regalo
goodwill-lead = Esto es un regalo. No es una compensación: no le quita nada de lo que puede pedir, y aceptarlo no le cuesta ningún derecho. Puede decir que no.
goodwill-none = Por ahora no hay ningún regalo.
goodwill-use-by = El código vale hasta el { $date }.
goodwill-use = Usarlo
goodwill-take = Sí, denme el código
goodwill-refuse = No, gracias
goodwill-refused = Dijo que no. Puede cambiar de opinión.
