//! Several things in one sentence.

use domain::lang::Lang;

use super::Words;

impl Words {
    /// `a, b and c`, `a, b y c`. Spanish says `e` before the sound of i.
    #[must_use]
    pub fn list(self, items: &[String]) -> String {
        let Some((last, before)) = items.split_last() else { return String::new() };
        if before.is_empty() {
            return last.clone();
        }
        let lower = last.to_lowercase();
        let sounds_like_i = ["i", "í", "hi", "hí"].iter().any(|start| lower.starts_with(start)) && !lower.starts_with("hie");
        let and = match self.0 {
            Lang::En => "and",
            Lang::Es if sounds_like_i => "e",
            Lang::Es => "y",
        };
        format!("{} {and} {last}", before.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_told_as_people_tell_them() {
        let items = |items: &[&str]| items.iter().map(|item| (*item).to_owned()).collect::<Vec<_>>();
        assert_eq!(Words(Lang::En).list(&[]), "");
        assert_eq!(Words(Lang::En).list(&items(&["name"])), "name");
        assert_eq!(Words(Lang::En).list(&items(&["name", "phone", "income"])), "name, phone and income");
        assert_eq!(Words(Lang::Es).list(&items(&["nombre", "teléfono"])), "nombre y teléfono");
        assert_eq!(Words(Lang::Es).list(&items(&["nombre", "ingresos"])), "nombre e ingresos");
        assert_eq!(Words(Lang::Es).list(&items(&["acero", "hierro"])), "acero y hierro");
    }
}
