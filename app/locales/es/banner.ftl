# El aviso en la página de inicio de la empresa y la página del personal sobre él.
banner-title = Aviso sobre su información
banner-text = Decimos qué pasó, de quién es la información y qué hacer ahora.
banner-link = Lea qué pasó y qué hacer
staff-nav-banner = Aviso para su sitio
staff-banner-title = Un aviso para su página de inicio
staff-banner-lead = Póngalo donde no pase inadvertido: al principio de su página de inicio y de la página donde la gente entra. Donde el aviso reemplaza cartas, las leyes piden que esté por lo menos { $days } días.
staff-banner-today = Si lo pone hoy, puede quitarlo el { $day }.
staff-banner-since = Si está desde el { $first }, cuando este incidente se hizo público: el { $day }.
staff-banner-look = Ver el aviso
staff-banner-frame = Con marco: copie esto
staff-banner-frame-hint = Muestra por sí solo el texto más reciente. No lleva scripts ni deja cookies. La política de contenido de su página tiene que permitir marcos de este servidor.
staff-banner-plain = Sin marco: copie esto
staff-banner-plain-hint = Se ve como el resto de su página. Si después cambia el título del incidente, cópielo de nuevo.
staff-banner-not-public = Este incidente todavía no es público. En cuanto lo sea, el aviso estará aquí.
staff-banner-practice = Esto es una práctica: el aviso lo dice y no debe estar en su página de inicio.
