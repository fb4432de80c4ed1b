//! The table written by hand, read.

use domain::staff::Role;

/// Who may call a route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    Anyone,
    Loopback,
    Opened,
    Person,
    Family,
    Helper,
    Over,
    Half,
    Staff,
    Roles { roles: Vec<Role>, is_enough_somewhere: bool },
}

/// One line.
#[derive(Clone, Debug)]
pub struct Line {
    pub method: String,
    pub path: String,
    pub who: Who,
}

/// Every line of the table. A line that cannot be read stops the test.
pub fn lines() -> Vec<Line> {
    let text = include_str!("table.txt").lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    text.map(|text| line(text).unwrap_or_else(|| panic!("the matrix cannot read: {text}"))).collect()
}

fn line(text: &str) -> Option<Line> {
    let (route, who) = text.split_once(" = ")?;
    let mut route = route.split_whitespace();
    let (method, path) = (route.next()?.to_owned(), route.next()?.to_owned());
    let known = ["GET", "POST"].contains(&method.as_str()) && path.starts_with('/') && route.next().is_none();
    known.then_some(())?;
    let mut words: Vec<&str> = who.split_whitespace().collect();
    let who = match words.as_slice() {
        ["anyone"] => Who::Anyone,
        ["loopback"] => Who::Loopback,
        ["opened"] => Who::Opened,
        ["person"] => Who::Person,
        ["family"] => Who::Family,
        ["helper"] => Who::Helper,
        ["over"] => Who::Over,
        ["half"] => Who::Half,
        ["staff"] => Who::Staff,
        _ => {
            let is_enough_somewhere = words.first() == Some(&"somewhere");
            words.drain(..usize::from(is_enough_somewhere));
            let roles: Vec<Role> = words.into_iter().map(Role::parse).collect::<Option<_>>()?;
            (!roles.is_empty()).then_some(())?;
            Who::Roles { roles, is_enough_somewhere }
        }
    };
    Some(Line { method, path, who })
}
