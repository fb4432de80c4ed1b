# Alrededor de cada página.
chrome-skip = Ir al contenido
chrome-other-language = English
chrome-practice = Ensayo. Nada de esto es real y nada de esto llega a nadie.
chrome-genuine = ¿Este mensaje es nuestro?
chrome-subscribe = Actualizaciones por correo
chrome-help = Ayuda
chrome-privacy = Privacidad
chrome-accessibility = Accesibilidad
chrome-no-rights = Usar este sitio no le quita ningún derecho.
chrome-sign-out = Cerrar sesión
