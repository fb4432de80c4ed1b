# /incidents/{slug}/updates/{id}
update-holding = Primer aviso
update-facts = Nuevos datos
update-fixes = Nuevas medidas
update-deadline = Una fecha importante
update-scam = Alerta de estafa
update-correction = Corrección
update-closing = Último aviso
update-whole = Todo lo que sabemos hoy
update-all = Todas las actualizaciones
update-corrected-on = Corregida el { $time }.
update-before = Lo que escribimos antes
update-withdrawn-title = Retiramos esta actualización
update-withdrawn-on = Retirada el { $time }.
