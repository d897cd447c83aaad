//! What a text in the field says: a name, nothing at all, how many, or something that is no dataset.

use trivet_checklist::label::{Labels, Term, fold};

/// What a text in the field says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// The field's own name, a symbol, or the name of an icon.
    Nothing,
    /// That nothing is selected.
    NoneSelected,
    /// That so many are selected.
    Selected(usize),
    /// That there are more than are shown.
    More,
    /// Perhaps what a field shows while it is empty, in words that are not known.
    Prompt,
    /// A sentence, or a remark such as "optional" or "3 results".
    Remark,
    /// Anything else, which may be a dataset's name.
    Name,
}

/// Words that a field shows while nothing is selected, besides its own name; folded.
const NOTHING: &[&str] = &[
    "none",
    "select",
    "choose",
    "search",
    "filter",
    "type to search",
    "start typing",
    "all",
    "all datasets",
    "any",
    "any dataset",
    "no restriction",
    "unrestricted",
    "null",
    "undefined",
];

/// Words that say that nothing is selected.
const NONE_SELECTED: &[&str] = &[
    "none selected",
    "nothing selected",
    "no selection",
    "no datasets",
    "no datasets selected",
    "no dataset selected",
    "no items selected",
    "no options selected",
    "keine ausgewählt",
    "nichts ausgewählt",
    "ninguno seleccionado",
    "nada seleccionado",
];

/// Words by which a prompt begins.
const PROMPTS: &[&str] = &[
    "select",
    "choose",
    "pick",
    "search",
    "type",
    "enter",
    "add",
    "filter",
    "find",
    "start",
    "click",
    "tap",
    "please",
    "any",
    "all",
    "no",
    "none",
    "nothing",
    "not",
    "browse",
    "specify",
    "bitte",
    "wählen",
    "auswählen",
    "auswahl",
    "suchen",
    "suche",
    "keine",
    "kein",
    "alle",
    "seleccione",
    "seleccionar",
    "elegir",
    "elija",
    "buscar",
    "ninguno",
    "todos",
    "sin",
    "choisir",
    "sélectionner",
    "sélectionnez",
    "rechercher",
    "aucun",
    "tous",
    "scegli",
    "seleziona",
    "cerca",
    "nessun",
    "selecteer",
    "kies",
    "zoeken",
    "selecione",
    "selecionar",
];

/// Short remarks of a form or a list.
const REMARKS: &[&str] = &[
    "optional",
    "required",
    "help",
    "no options",
    "no available options",
    "no available items",
    "no records found",
    "no entries",
    "no entries found",
    "no data found",
    "no data available",
    "no results",
    "no results found",
    "no data",
    "no items",
    "no items found",
    "no matches",
    "no matches found",
    "nothing found",
    "no tokens",
    "list is empty",
    "loading",
    "loading...",
    "learn more",
    "fakultativ",
    "opcional",
];

/// Words for a thing that was selected, as they stand in "2 selected" or over a list.
const SELECTED: &[&str] = &[
    "selected",
    "chosen",
    "assigned",
    "ausgewählt",
    "ausgewählte",
    "gewählt",
    "zugewiesen",
    "seleccionado",
    "seleccionados",
    "elegidos",
    "asignados",
    "sélectionné",
    "sélectionnés",
    "choisis",
    "selezionati",
    "geselecteerd",
];

/// Words for what can be selected, as they stand over a list.
const AVAILABLE: &[&str] = &[
    "available",
    "unassigned",
    "unselected",
    "source",
    "options",
    "choices",
    "verfügbar",
    "verfügbare",
    "disponible",
    "disponibles",
    "disponibili",
    "beschikbaar",
];

/// Names of icons that are written as words and drawn by a font as one sign.
const ICONS: &[&str] = &[
    "arrow_drop_down",
    "arrow_drop_up",
    "arrow_right",
    "arrow_left",
    "expand_more",
    "expand_less",
    "unfold_more",
    "keyboard_arrow_down",
    "keyboard_arrow_up",
    "keyboard_arrow_right",
    "keyboard_arrow_left",
    "chevron_right",
    "chevron_left",
    "cancel",
    "close",
    "clear",
    "search",
    "check",
    "check_box",
    "check_box_outline_blank",
    "done",
    "delete",
    "info",
    "help",
    "help_outline",
    "add",
    "remove",
    "menu",
    "more_vert",
    "highlight_off",
];

/// Words for taking out one entry, and for taking out all.
const REMOVE: &[&str] = &[
    "remove",
    "delete",
    "deselect",
    "unselect",
    "entfernen",
    "löschen",
    "abwählen",
    "quitar",
    "eliminar",
    "supprimer",
    "retirer",
    "rimuovi",
    "remover",
    "verwijderen",
];
const CLOSE: &[&str] = &[
    "close",
    "cancel",
    "dismiss",
    "schließen",
    "cerrar",
    "fermer",
];
const CLEAR: &[&str] = &["clear", "leeren", "limpiar", "effacer", "borrar", "reset"];

/// What a text says.
pub fn says(text: &str, labels: &Labels) -> Says {
    let folded = fold(text);
    let words = folded.trim_end_matches(['.', '…', ' ']);
    let bare = words.trim_matches(['-', '–', '—', '(', ')', '<', '>', '[', ']', ' ']);
    if !folded.contains(char::is_alphanumeric) || is_icon_name(&folded) {
        return Says::Nothing;
    }
    let is_label = |text: &str| labels.is(Term::Datasets, text);
    if is_label(words) || is_label(bare) || NOTHING.contains(&words) || NOTHING.contains(&bare) {
        return Says::Nothing;
    }
    if NONE_SELECTED.contains(&bare) {
        return Says::NoneSelected;
    }
    if REMARKS.contains(&bare) || REMARKS.contains(&folded.as_str()) {
        return Says::Remark;
    }
    if let Some(says) = count(bare) {
        return says;
    }
    let is_sentence = folded.ends_with(['.', '!', '?']) && !folded.ends_with("...")
        || bare.split(' ').count() > 4;
    let begins = bare.split(' ').next().unwrap_or_default();
    if is_sentence {
        Says::Remark
    } else if PROMPTS.contains(&begins)
        || folded.ends_with(['…'])
        || folded.ends_with("...")
        || bare != words
    {
        Says::Prompt
    } else {
        Says::Name
    }
}

/// "2 selected", "Total items selected: 2", "2 of 7 selected", "+2 more", "0 / 20", "3 results".
fn count(bare: &str) -> Option<Says> {
    let words: Vec<&str> = bare
        .split(|c: char| !c.is_alphanumeric() && c != '+')
        .filter(|word| !word.is_empty())
        .collect();
    let numbers: Vec<usize> = words
        .iter()
        .filter_map(|word| word.trim_start_matches('+').parse().ok())
        .collect();
    let number = *numbers.first()?;
    let others = || {
        words.iter().filter(|word| {
            !word
                .trim_start_matches('+')
                .chars()
                .all(|c| c.is_ascii_digit())
        })
    };
    let says_selected = others().any(|word| SELECTED.contains(word));
    let is_short = others().count() <= 4;
    if says_selected && is_short {
        return Some(match number {
            0 => Says::NoneSelected,
            number => Says::Selected(number),
        });
    }
    if bare.starts_with('+') || others().next_back() == Some(&"more") {
        return Some(Says::More);
    }
    let counts_choices = others().all(|word| {
        matches!(
            *word,
            "result"
                | "results"
                | "options"
                | "option"
                | "available"
                | "matches"
                | "found"
                | "max"
                | "of"
        )
    });
    // "0 / 20" counts nothing, and "0 items" does, too.
    let counts_nothing = number == 0
        && others().all(|word| matches!(*word, "items" | "item" | "datasets" | "dataset" | "of"));
    if counts_nothing || counts_choices && others().next().is_some() {
        return Some(Says::Remark);
    }
    None
}

fn is_icon_name(folded: &str) -> bool {
    folded.contains('_') && ICONS.contains(&folded)
}

/// Whether an icon that assistive technology is kept from is written as this word.
pub fn is_icon_word(text: &str) -> bool {
    ICONS.contains(&fold(text).as_str())
}

/// What a control of a name does to an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Removes {
    /// It takes one entry out.
    One,
    /// A cross, or a word such as "close": beside an entry it takes that one out, elsewhere perhaps all.
    Cross,
    /// It takes all entries out.
    All,
}

/// The same of what a control shows: there a name may stand before such a word.
pub fn shows_removal(content: &str) -> Option<Removes> {
    let folded = fold(content);
    let mut words = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let is_word = |word: &str| {
        [REMOVE, CLOSE, CLEAR]
            .iter()
            .any(|list| list.contains(&word))
    };
    match words.next() {
        Some(first) if !is_word(first) && first != "x" => None,
        _ => removes(content),
    }
}

/// What a control of that name does to an entry, if anything.
pub fn removes(name: &str) -> Option<Removes> {
    let folded = fold(name);
    if matches!(
        folded.as_str(),
        "×" | "x" | "✕" | "✖" | "⨯" | "✗" | "❌" | "⊗" | "&times;"
    ) {
        return Some(Removes::Cross);
    }
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let (first, last) = (words.first()?, words.last()?);
    let says = |list: &[&str]| list.contains(first) || list.contains(last);
    let is_all = words
        .iter()
        .any(|word| matches!(*word, "all" | "alle" | "todo" | "todos" | "tout"));
    if says(REMOVE) {
        Some(if is_all { Removes::All } else { Removes::One })
    } else if says(CLEAR) {
        Some(Removes::All)
    } else if says(CLOSE) || matches!(folded.as_str(), "highlight_off") {
        Some(Removes::Cross)
    } else {
        None
    }
}

/// Which of two lists a caption stands over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListIs {
    /// What can be chosen.
    Available,
    /// What is chosen.
    Chosen,
}

/// Which of two lists a caption stands over, if it says so and does not say both.
pub fn list_named(caption: &str) -> Option<ListIs> {
    let folded = fold(caption);
    let mut says = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter_map(|word| match word {
            word if AVAILABLE.contains(&word) => Some(ListIs::Available),
            word if SELECTED.contains(&word) => Some(ListIs::Chosen),
            "target" | "ziel" | "added" | "included" | "current" => Some(ListIs::Chosen),
            _ => None,
        });
    let first = says.next()?;
    let is_not = folded.starts_with("not ") || folded.starts_with("nicht ");
    let first = if is_not { ListIs::Available } else { first };
    says.all(|other| other == first || is_not).then_some(first)
}

/// Whether a button's caption is the one word for opening a list.
pub fn is_opener(text: &str) -> bool {
    let folded = fold(text);
    matches!(
        folded.as_str(),
        "open" | "toggle" | "expand" | "show" | "öffnen" | "abrir" | "ouvrir"
    )
}

/// Whether a button's caption is a command and no dataset's name.
pub fn is_command(text: &str) -> bool {
    const COMMANDS: &[&str] = &[
        "add",
        "open",
        "manage",
        "create",
        "edit",
        "show",
        "hide",
        "toggle",
        "help",
        "apply",
        "done",
        "ok",
        "save",
        "refresh",
        "reload",
        "expand",
        "collapse",
        "more",
        "less",
        "move",
        "up",
        "down",
        "next",
        "previous",
        "back",
        "menu",
        "details",
        "view",
        "invert",
        "drop",
        "hinzufügen",
        "öffnen",
        "anzeigen",
        "añadir",
        "abrir",
        "mostrar",
        "ajouter",
        "ouvrir",
    ];
    let folded = fold(text);
    let first = folded
        .split(|c: char| !c.is_alphanumeric())
        .find(|word| !word.is_empty());
    first.is_none_or(|first| COMMANDS.contains(&first) || PROMPTS.contains(&first))
        || removes(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_says_what_a_person_reads_in_it() {
        for (text, expected) in [
            ("Select datasets…", Says::Nothing),
            ("- None -", Says::Nothing),
            ("arrow_drop_down", Says::Nothing),
            ("▾", Says::Nothing),
            ("0 items selected", Says::NoneSelected),
            ("None selected", Says::NoneSelected),
            ("2 of 7 selected", Says::Selected(2)),
            ("Total items selected: 2", Says::Selected(2)),
            ("+2", Says::More),
            ("and 2 more", Says::More),
            ("3 results", Says::Remark),
            ("0 / 20 items", Says::Remark),
            ("Leave empty for all datasets.", Says::Remark),
            ("Pick some", Says::Prompt),
            ("Select Comfort", Says::Prompt),
            ("engage", Says::Name),
            ("sandbox 2", Says::Name),
            ("Allianz", Says::Name),
        ] {
            assert_eq!(says(text, &Labels::default()), expected, "{text}");
        }
    }

    #[test]
    fn a_list_is_what_its_caption_says() {
        for (caption, expected) in [
            ("Available", Some(ListIs::Available)),
            ("0 items selected", Some(ListIs::Chosen)),
            ("Not selected", Some(ListIs::Available)),
            ("Datasets", None),
            ("Move to Selected or Available", None),
        ] {
            assert_eq!(list_named(caption), expected, "{caption}");
        }
    }
}
