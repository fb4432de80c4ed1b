# Alrededor de cada formulario.
form-error-title = Error: { $title }
form-summary-title = Hay algo que cambiar antes
