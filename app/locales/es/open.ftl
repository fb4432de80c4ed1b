# /open y /code: el enlace de nuestro correo y el código que se escribe.
open-title = Abra su página
open-link-title = Falta un paso para ver su página
open-link-text = Presione el botón. Después le enviamos un código a su correo electrónico, para que nadie más vea lo que es suyo.
open-link-button = Seguir a mi página
open-link-scanners = Nada se abre antes de que usted presione. Los programas de correo que revisan enlaces no pueden gastar el suyo.
code-title = Escriba el código que le enviamos
code-text = Está en nuestro correo electrónico o en nuestra carta.
code-label = Su código
code-hint = De un correo: E y 12 letras y números. De una carta: P y 16. No importan las mayúsculas, los espacios ni los guiones. Nunca tiene la letra O.
code-button = Revisar mi código
code-empty = Escriba el código de nuestro correo o de nuestra carta.
code-opens-nothing = Con eso no se abrió ninguna página. Quizá hay una letra cambiada, o un correo o una carta más nueva reemplazó ese código. Use el código más reciente e inténtelo otra vez, o pida ayuda más abajo.
code-none-title = No tiene un código
code-none-check = Preguntar por correo si su información se filtró
code-none-help = Pedir ayuda: no tiene correo, se mudó, cambió de nombre o perdió la carta
