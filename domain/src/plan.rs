//! The response plan, made before anything happens: who does what in the first days, whom they call, and when each step is due,
//! counted from the discovery. Its people and numbers are kept off the company's own mail: that may be what was broken into.

mod first;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Somebody who does a part of the work.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanRole {
    /// What they are in an incident, such as "Leads": steps name it.
    pub title: String,
    /// Who that is.
    pub name: String,
    /// How to reach them without the company's mail: a telephone number, a private address.
    pub reach: String,
    /// Who stands in, and how to reach them.
    pub deputy: String,
}

/// A company that helps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Supplier {
    /// What they do, such as "Prints letters".
    pub what: String,
    /// Which company.
    pub name: String,
    /// Whom to call there, at any hour.
    pub reach: String,
    /// The contract, policy or customer number they ask for.
    pub number: String,
}

/// One step, for the checklist of every incident.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanStep {
    /// Minutes from the discovery.
    pub minutes: i64,
    /// The title of the role that does it.
    pub role: String,
    /// What is done.
    pub text: String,
}

/// The plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Who does what.
    pub roles: Vec<PlanRole>,
    /// Who helps.
    pub suppliers: Vec<Supplier>,
    /// What is done when, in order of time.
    pub steps: Vec<PlanStep>,
}

/// Rows of one kind at most.
pub const MOST_ROWS: usize = 60;
/// Characters in one field at most.
pub const LONGEST_FIELD: usize = 300;
/// The latest a step can be due: a year.
pub const LATEST_MINUTES: i64 = 366 * 24 * 60;

/// What is wrong with a plan. Rows are counted from 1.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum BadPlan {
    /// Too many rows of one kind.
    #[error("a plan has at most {MOST_ROWS} rows of one kind")]
    TooManyRows,
    /// A role without a title.
    #[error("role {0} has no title")]
    RoleWithoutTitle(usize),
    /// A supplier of whom nobody knows what they do.
    #[error("supplier {0} does not say what they do")]
    SupplierWithoutWork(usize),
    /// A step without words.
    #[error("step {0} has no words")]
    StepWithoutText(usize),
    /// A step before the discovery or too late.
    #[error("step {0} is due between 0 and {LATEST_MINUTES} minutes after the discovery")]
    StepTime(usize),
    /// A field too long.
    #[error("a field holds at most {LONGEST_FIELD} characters")]
    TooLong,
}

impl Plan {
    /// A plan that can be kept: its steps in order of time, or everything that is wrong with it.
    ///
    /// # Errors
    /// See [`BadPlan`].
    pub fn checked(mut self) -> Result<Self, Vec<BadPlan>> {
        let mut faults = Vec::new();
        if [self.roles.len(), self.suppliers.len(), self.steps.len()].iter().any(|rows| *rows > MOST_ROWS) {
            faults.push(BadPlan::TooManyRows);
        }
        for (at, role) in self.roles.iter().enumerate() {
            if role.title.is_empty() {
                faults.push(BadPlan::RoleWithoutTitle(at + 1));
            }
        }
        for (at, supplier) in self.suppliers.iter().enumerate() {
            if supplier.what.is_empty() {
                faults.push(BadPlan::SupplierWithoutWork(at + 1));
            }
        }
        for (at, step) in self.steps.iter().enumerate() {
            if step.text.is_empty() {
                faults.push(BadPlan::StepWithoutText(at + 1));
            }
            if !(0..=LATEST_MINUTES).contains(&step.minutes) {
                faults.push(BadPlan::StepTime(at + 1));
            }
        }
        if self.fields().any(|field| field.chars().count() > LONGEST_FIELD) {
            faults.push(BadPlan::TooLong);
        }
        // Stable: of two with one time the earlier row stays first.
        self.steps.sort_by_key(|step| step.minutes);
        if faults.is_empty() { Ok(self) } else { Err(faults) }
    }

    fn fields(&self) -> impl Iterator<Item = &String> {
        let roles = self.roles.iter().flat_map(|role| [&role.title, &role.name, &role.reach, &role.deputy]);
        let suppliers = self.suppliers.iter().flat_map(|one| [&one.what, &one.name, &one.reach, &one.number]);
        roles.chain(suppliers).chain(self.steps.iter().flat_map(|step| [&step.role, &step.text]))
    }

    /// Who does the steps of this role: its title, with the name if there is one.
    #[must_use]
    pub fn who(&self, role: &str) -> String {
        match self.roles.iter().find(|one| one.title == role).map(|one| one.name.as_str()) {
            None | Some("") => role.to_owned(),
            Some(name) => format!("{role}: {name}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    #[test]
    fn the_plan_to_begin_with_is_sound_and_the_same_in_both_languages() {
        let [en, es] = Lang::ALL.map(Plan::to_begin_with);
        for plan in [&en, &es] {
            assert_eq!(plan.clone().checked().as_ref(), Ok(plan), "its steps stand in order of time");
            for step in &plan.steps {
                assert!(plan.roles.iter().any(|role| role.title == step.role), "nobody does `{}`", step.text);
            }
        }
        let times = |plan: &Plan| plan.steps.iter().map(|step| step.minutes).collect::<Vec<_>>();
        assert_eq!(times(&en), times(&es));
        assert_eq!((en.roles.len(), en.suppliers.len()), (es.roles.len(), es.suppliers.len()));
        assert!(en.roles.iter().zip(&es.roles).all(|(en, es)| en.title != es.title));
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        let plan = Plan {
            roles: vec![PlanRole { name: "Dana".to_owned(), ..PlanRole::default() }],
            suppliers: vec![Supplier { what: "x".repeat(LONGEST_FIELD + 1), ..Supplier::default() }],
            steps: vec![PlanStep { minutes: -1, ..PlanStep::default() }],
        };
        let faults = plan.checked().unwrap_err();
        assert_eq!(faults, [BadPlan::RoleWithoutTitle(1), BadPlan::StepWithoutText(1), BadPlan::StepTime(1), BadPlan::TooLong]);
    }

    #[test]
    fn a_role_is_called_by_its_title_and_whoever_has_it() {
        let mut plan = Plan::to_begin_with(Lang::En);
        let title = plan.roles[0].title.clone();
        assert_eq!(plan.who(&title), title);
        plan.roles[0].name = "Dana Ruiz".to_owned();
        assert_eq!(plan.who(&title), format!("{title}: Dana Ruiz"));
        assert_eq!(plan.who("Nobody's"), "Nobody's");
    }
}
