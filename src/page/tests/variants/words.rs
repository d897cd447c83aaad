//! Words as front ends and page translations write them.

use super::super::draw::Draw;

/// The words of one language.
#[derive(Debug, Clone, Copy)]
pub struct Language {
    pub access: &'static str,
    pub send: &'static str,
    pub enabled: &'static str,
    pub datasets: &'static str,
    pub choose_datasets: &'static str,
    pub notes: &'static str,
    pub ok: &'static str,
    pub cancel: &'static str,
    pub close: &'static str,
}

pub const ENGLISH: Language = Language {
    access: "Can access API",
    send: "Can send events",
    enabled: "Is enabled",
    datasets: "Restrict to Specific Datasets",
    choose_datasets: "Select datasets",
    notes: "Notes",
    ok: "OK",
    cancel: "Cancel",
    close: "Close",
};
const GERMAN: Language = Language {
    access: "Kann auf API zugreifen",
    send: "Kann Ereignisse senden",
    enabled: "Ist aktiviert",
    datasets: "Auf bestimmte Datensets einschränken",
    choose_datasets: "Datensets auswählen",
    notes: "Notizen",
    ok: "OK",
    cancel: "Abbrechen",
    close: "Schließen",
};
const SPANISH: Language = Language {
    access: "Puede acceder a API",
    send: "Puede enviar eventos",
    enabled: "Está habilitado",
    datasets: "Restringir a conjuntos de datos específicos",
    choose_datasets: "Seleccionar conjuntos de datos",
    notes: "Notas",
    ok: "Aceptar",
    cancel: "Cancelar",
    close: "Cerrar",
};

/// How this page writes its words.
#[derive(Debug, Clone, Copy)]
pub struct Writing {
    pub language: Language,
    is_upper: bool,
    is_translated: bool,
    end: &'static str,
}

impl Writing {
    pub fn of(draw: &mut Draw) -> Self {
        let language = match draw.below(6) {
            0 => GERMAN,
            1 => SPANISH,
            _ => ENGLISH,
        };
        Self {
            language,
            is_upper: draw.once_in(5),
            is_translated: draw.once_in(5),
            end: draw.one(&[
                "",
                "",
                "",
                ":",
                " :",
                " *",
                "&nbsp;*",
                "*:",
                " (required)",
                ": ",
            ]),
        }
    }

    /// A label beside a field.
    pub fn label(self, draw: &mut Draw, text: &str) -> String {
        let end = match self.end {
            "*:" if draw.once_in(2) => "<span class=req>*</span>:",
            " *" if draw.once_in(2) => " <abbr title=required>*</abbr>",
            end => end,
        };
        format!("{}{end}", self.text(draw, text))
    }

    /// A label before a value, which nobody has to fill in.
    pub fn key(self, draw: &mut Draw, text: &str) -> String {
        let end = if self.end.contains(':') {
            self.end.trim_start_matches('*')
        } else {
            ""
        };
        format!("{}{end}", self.text(draw, text))
    }

    /// Words as this page draws them: in capitals, split over elements, with spaces of other kinds.
    pub fn text(self, draw: &mut Draw, text: &str) -> String {
        let text = if self.is_upper {
            text.to_uppercase()
        } else {
            text.to_owned()
        };
        let text = escape(&text);
        let text = match draw.below(9) {
            0 => text.replacen(' ', "&nbsp;", 1),
            1 => text.replacen(' ', "\n      ", 1),
            2 => text.replacen(' ', " <b>", 1) + if text.contains(' ') { "</b>" } else { "" },
            3 => text.replacen(' ', "</span> <span>", 1),
            4 => format!("\n  {text}\n"),
            5 => text.replacen(' ', "&#8203; ", 1),
            _ => text,
        };
        let text = if text.contains("</span>") {
            format!("<span>{text}</span>")
        } else {
            text
        };
        if self.is_translated {
            format!(
                "<font style=\"vertical-align: inherit;\"><font style=\"vertical-align: inherit;\">{text}</font></font>"
            )
        } else {
            text
        }
    }

    /// Words in an attribute, where there is no markup.
    pub fn plain(self, draw: &mut Draw, text: &str) -> String {
        let text = if self.is_upper && draw.once_in(2) {
            text.to_uppercase()
        } else {
            text.to_owned()
        };
        escape(&text)
    }
}

/// Text as HTML.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}
