//! Amounts of money in the reader's language.

use domain::money::{Currency, Money};
use icu_decimal::{DecimalFormatter, input::Decimal};

use super::Words;

impl Words {
    /// `$1,234.50`, `€1,234.50`. Both languages are written as in the United States.
    #[must_use]
    pub fn money(self, money: Money) -> String {
        let mut amount = Decimal::from(money.cents.unsigned_abs());
        amount.multiply_pow10(-2);
        let formatter = DecimalFormatter::try_new(self.locale().into(), icu_decimal::options::DecimalFormatterOptions::default());
        let number = formatter.map_or_else(|_| money.plain(), |formatter| formatter.format(&amount).to_string());
        let symbol = match money.currency {
            Currency::Usd => "$",
            Currency::Eur => "€",
            Currency::Gbp => "£",
            Currency::Cad => "CA$",
            Currency::Aud => "A$",
        };
        let sign = if money.cents < 0 { "−" } else { "" };
        format!("{sign}{symbol}{number}")
    }
}

#[cfg(test)]
mod tests {
    use domain::lang::Lang;

    use super::*;

    #[test]
    fn cents_are_always_written_and_thousands_grouped() {
        let words = Words(Lang::En);
        assert_eq!(words.money(Money::new(123_450, Currency::Usd)), "$1,234.50");
        assert_eq!(words.money(Money::new(5_000, Currency::Eur)), "€50.00");
        assert_eq!(words.money(Money::new(-9, Currency::Cad)), "−CA$0.09");
        assert_eq!(Words(Lang::Es).money(Money::new(100_000, Currency::Usd)), "$1,000.00");
    }
}
