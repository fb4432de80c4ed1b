# /accessibility
accessibility-title = Use este sitio a su manera
accessibility-lead = Toda persona cuyos datos perdimos debe poder usar este sitio. Lo hicimos según las Pautas de Accesibilidad para el Contenido Web 2.2, nivel AA.
accessibility-works-title = Qué funciona
accessibility-works-script = Todas las páginas funcionan sin programas en el navegador y sin imágenes.
accessibility-works-keyboard = Todo puede hacerse con el teclado, y siempre se ve en qué lugar está. Los lectores de pantalla reciben títulos, etiquetas y el estado de cada paso en palabras.
accessibility-works-zoom = Las páginas caben en un teléfono pequeño y siguen funcionando con el texto al doble de su tamaño.
accessibility-works-colour = Los colores claros y los oscuros tienen buen contraste. El color nunca va solo: una palabra dice lo mismo.
accessibility-works-time = Su visita termina después de 15 minutos sin presionar nada, para que nadie más vea su página. Puede seguir antes de que termine. Lo que escribió se guarda una hora.
accessibility-works-words = Las palabras son breves y sencillas, en español y en inglés.
accessibility-works-print = Todas las páginas se pueden imprimir.
accessibility-gaps-title = Qué sabemos que todavía no funciona
accessibility-gaps-tested = Hacemos pruebas automáticas y pruebas a mano en un navegador. Las personas que usan lectores de pantalla todos los días aún no han probado este sitio.
accessibility-gaps-others = Algunos pasos llevan a los sitios de bancos, agencias de crédito y oficinas. Esos no los podemos cambiar. Donde conocemos un teléfono, también está.
accessibility-other-title = De otra manera
accessibility-other = Cuéntenos qué le estorbó. Una persona también puede ver su página con usted.
