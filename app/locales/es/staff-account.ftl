# /staff/account and below.
staff-account-title = Su cuenta
staff-account-factors = Cómo entra usted
staff-account-password = Contraseña
staff-account-password-change = Cambiarla
staff-account-app = Aplicación de autenticación
staff-account-app-change = Usar otra aplicación u otro teléfono
staff-account-codes = { $left ->
    [one] Queda un código de recuperación
   *[other] Quedan { $left } códigos de recuperación
}
staff-account-codes-change = Crear códigos nuevos
staff-account-sessions = Dónde tiene sesiones abiertas
staff-account-sessions-text = Una sesión termina después de 15 minutos sin uso y, en todo caso, después de 12 horas. Si alguna no es suya, ciérrela y cambie su contraseña.
staff-account-session = Desde el { $began }, último uso el { $used }
staff-account-this = Este navegador
staff-account-end = Cerrarla
staff-account-end-others = Cerrar todas las demás sesiones
staff-account-password-title = Cambiar su contraseña
staff-account-password-text = Todas sus demás sesiones se cierran y le avisamos por correo.
staff-account-current = Contraseña actual
staff-account-wrong-password = Esa no es su contraseña actual. Escríbala de nuevo.
staff-account-password-button = Cambiar mi contraseña
staff-account-password-done = Su contraseña se cambió. Sus otras sesiones se cerraron.
staff-account-app-title = Otra aplicación de autenticación
staff-account-app-text = La nueva aplicación reemplaza la que tiene. Hasta que se compruebe su primer código, la anterior sigue funcionando. Después se cierran sus demás sesiones y le avisamos por correo.
staff-account-app-button = Mostrar un secreto nuevo
staff-account-app-done = Su nueva aplicación de autenticación sirve desde ahora. Los códigos de una anterior ya no sirven.
staff-account-codes-text = Recibe ocho códigos nuevos. Los que tiene dejan de servir enseguida y le avisamos por correo.
staff-account-codes-button = Crear ocho códigos nuevos
