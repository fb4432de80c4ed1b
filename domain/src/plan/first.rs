//! The plan to begin with: sensible for most, in both languages, without anybody's name.

use super::{Plan, PlanRole, PlanStep, Supplier};
use crate::lang::Lang;

/// A text in English and in Spanish.
type Both = (&'static str, &'static str);

const LEAD: Both = ("Leads", "Dirige");
const WRITER: Both = ("Writes and publishes", "Redacta y publica");
const SECOND: Both = ("Reads and approves", "Lee y aprueba");
const SENDER: Both = ("Imports the list and sends", "Importa la lista y envía");
const TECHNICAL: Both = ("Closes the way in", "Cierra la entrada");
const COUNSEL: Both = ("Counsel", "Asesoría jurídica");
const ANSWERS: Both = ("Answers people", "Responde a las personas");

const ROLES: [Both; 7] = [LEAD, WRITER, SECOND, SENDER, TECHNICAL, COUNSEL, ANSWERS];

const SUPPLIERS: [Both; 7] = [
    ("Mail relay", "Envío de correo electrónico"),
    ("Prints and posts letters", "Imprime y envía cartas"),
    ("Call centre", "Centro de llamadas"),
    ("Forensic team", "Equipo forense"),
    ("Outside counsel", "Abogados externos"),
    ("Identity protection", "Protección de identidad"),
    ("Insurer", "Aseguradora"),
];

/// Minutes from the discovery, who, what.
const STEPS: [(i64, Both, Both); 19] = [
    (
        0,
        LEAD,
        (
            "Open the incident here and set the time of discovery, with its zone.",
            "Abra aquí el incidente y anote la hora en que se descubrió, con su zona horaria.",
        ),
    ),
    (
        5,
        LEAD,
        (
            "Call everybody in this plan by telephone. Do not use the company's mail or chat: the thief may read them.",
            "Llame por teléfono a todas las personas de este plan. No use el correo ni el chat de la empresa: el ladrón puede leerlos.",
        ),
    ),
    (
        10,
        TECHNICAL,
        (
            "Keep the logs and copies of the disks before anything is switched off or cleaned.",
            "Guarde los registros y copias de los discos antes de apagar o limpiar nada.",
        ),
    ),
    (
        15,
        WRITER,
        (
            "Write the holding statement from its template: what we know, what we do not know, when the next word comes.",
            "Escriba la primera declaración con su plantilla: lo que sabemos, lo que no sabemos y cuándo habrá más noticias.",
        ),
    ),
    (
        40,
        SECOND,
        ("Read the holding statement in both languages and approve it.", "Lea la primera declaración en los dos idiomas y apruébela."),
    ),
    (
        50,
        WRITER,
        (
            "Publish it. Open the page on a telephone, in both languages, from outside the company.",
            "Publíquela. Abra la página en un teléfono, en los dos idiomas y desde fuera de la empresa.",
        ),
    ),
    (
        60,
        LEAD,
        (
            "Tell everybody who works here where the page is, and that nobody says more than it does.",
            "Diga a todo el personal dónde está la página y que nadie diga más de lo que dice ella.",
        ),
    ),
    (
        60,
        ANSWERS,
        (
            "Give the call centre the address of the page and its words.",
            "Dé al centro de llamadas la dirección de la página y sus palabras.",
        ),
    ),
    (
        120,
        TECHNICAL,
        (
            "Close the way in: end sessions, change keys and passwords, take the machine off the network.",
            "Cierre la entrada: termine las sesiones, cambie claves y contraseñas, saque la máquina de la red.",
        ),
    ),
    (
        120,
        COUNSEL,
        ("Write down which notices the law asks for, where, and by when.", "Anote qué avisos pide la ley, dónde y para cuándo."),
    ),
    (240, LEAD, ("Call the forensic team and the insurer.", "Llame al equipo forense y a la aseguradora.")),
    (
        1440,
        WRITER,
        ("Publish the next update, also when there is little to say.", "Publique la siguiente novedad, aunque haya poco que decir."),
    ),
    (
        1440,
        SENDER,
        (
            "Ask for the list of affected people with the kinds of data of each, and import it.",
            "Pida la lista de personas afectadas con los tipos de datos de cada una, e impórtela.",
        ),
    ),
    (
        2160,
        SECOND,
        (
            "Read the report of the import with the sender and accept it. Look at every row in quarantine.",
            "Lea el informe de la importación con quien envía y acéptela. Revise cada fila en cuarentena.",
        ),
    ),
    (
        2880,
        SENDER,
        (
            "Tell the mail relay and the print house how many messages and letters will come.",
            "Avise al servicio de correo y a la imprenta cuántos mensajes y cartas llegarán.",
        ),
    ),
    (
        4320,
        SENDER,
        (
            "Send the notice to everybody on the list; letters to those without an e-mail address.",
            "Envíe el aviso a todas las personas de la lista; cartas a quienes no tienen correo electrónico.",
        ),
    ),
    (4320, ANSWERS, ("Answer every request by the day that was promised.", "Responda cada solicitud para el día prometido.")),
    (
        7200,
        COUNSEL,
        (
            "Check that every notice the law asks for has gone out or has its date.",
            "Compruebe que cada aviso que pide la ley haya salido o tenga su fecha.",
        ),
    ),
    (
        10080,
        LEAD,
        (
            "End the assessment: every open question is answered on the page, or says when it will be.",
            "Termine la evaluación: cada pregunta abierta está respondida en la página o dice cuándo lo estará.",
        ),
    ),
];

impl Plan {
    /// The plan to begin with, until the first is saved.
    #[must_use]
    pub fn to_begin_with(lang: Lang) -> Self {
        let say = |both: Both| match lang {
            Lang::En => both.0.to_owned(),
            Lang::Es => both.1.to_owned(),
        };
        Self {
            roles: ROLES.map(|title| PlanRole { title: say(title), ..PlanRole::default() }).to_vec(),
            suppliers: SUPPLIERS.map(|what| Supplier { what: say(what), ..Supplier::default() }).to_vec(),
            steps: STEPS.map(|(minutes, role, text)| PlanStep { minutes, role: say(role), text: say(text) }).to_vec(),
        }
    }
}
