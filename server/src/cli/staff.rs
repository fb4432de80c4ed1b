//! `candor staff`: the first owner, and whoever lost both factors, get their link here.

use clap::{Args, Subcommand, ValueEnum};
use domain::{
    email::EmailAddress,
    ids::IncidentId,
    lang::Lang,
    staff::{AccountChange, Grant, Role},
};
use serde_json::{Value, json};
use store::{
    Tx,
    audit::{Act, Chain},
    outbox::OutgoingMail,
    staff::{Invited, Member, MemberState},
};

use super::{Failure, Global, Opened};

/// Who acts, in the audit.
const ACTOR: &str = "command line";

/// A role as the command line takes it.
#[derive(Clone, Copy, Debug)]
pub struct RoleName(Role);

impl ValueEnum for RoleName {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: [RoleName; 8] = [
            RoleName(Role::Owner),
            RoleName(Role::Editor),
            RoleName(Role::Sender),
            RoleName(Role::Reviewer),
            RoleName(Role::Agent),
            RoleName(Role::Compliance),
            RoleName(Role::Counsel),
            RoleName(Role::Auditor),
        ];
        &ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.0.as_str()))
    }
}

/// What can be done with staff.
#[derive(Clone, Debug, Subcommand)]
pub enum Staff {
    /// Adds somebody and prints their link: it works once and for a day. For somebody who did not use theirs, a new one.
    Add {
        #[command(flatten)]
        grant: GrantArgs,
        /// Their name, as colleagues know them; they can change it when they set up the account.
        #[arg(long, default_value = "")]
        name: String,
    },
    /// Lists members of staff with their roles.
    List,
    /// Removes somebody: no sign-in, no session, no role, from this moment on.
    Remove {
        /// Their e-mail address.
        email: String,
    },
    /// Clears somebody's password and second factors, and prints a new link: for who lost them.
    Reset {
        /// Their e-mail address.
        email: String,
    },
    /// Gives and takes roles.
    #[command(subcommand)]
    Role(RoleCommand),
}

/// What can be done with roles.
#[derive(Clone, Debug, Subcommand)]
pub enum RoleCommand {
    /// Gives a role.
    Give {
        #[command(flatten)]
        grant: GrantArgs,
    },
    /// Takes a role; the next request no longer has it.
    Take {
        #[command(flatten)]
        grant: GrantArgs,
    },
}

/// Whose role, which, and where.
#[derive(Args, Clone, Debug)]
pub struct GrantArgs {
    /// Their e-mail address.
    email: String,
    /// The role.
    #[arg(long, value_enum)]
    role: RoleName,
    /// In this incident only; without it in all, those to come included.
    #[arg(long, value_name = "SLUG")]
    incident: Option<String>,
}

/// Runs `candor staff`.
///
/// # Errors
/// Bad input for what is no address or an incident that is not there; refused when the account is set up already, or there is none;
/// environment when the database fails.
pub async fn run(global: &Global, command: &Staff) -> Result<(), Failure> {
    let opened = global.open().await?;
    match command {
        Staff::Add { grant, name } => add(global, &opened, grant, name).await,
        Staff::List => list(global, &opened).await,
        Staff::Remove { email } => remove(global, &opened, email).await,
        Staff::Reset { email } => reset(global, &opened, email).await,
        Staff::Role(RoleCommand::Give { grant }) => change_role(global, &opened, grant, true).await,
        Staff::Role(RoleCommand::Take { grant }) => change_role(global, &opened, grant, false).await,
    }
}

async fn add(global: &Global, opened: &Opened, wanted: &GrantArgs, name: &str) -> Result<(), Failure> {
    let (email, grant) = (address(&wanted.email)?, grant_of(opened, wanted).await?);
    let now = opened.clock.now();
    let mut tx = opened.store.write().await?;
    let invited = opened.store.invite_member(&mut tx, name.trim(), &email, now).await?;
    let Invited::Link { staff_id, .. } = &invited else {
        return Err(Failure::Refused(
            "this address has an account that is set up; `staff role give` gives it a role, `staff reset` a new link".to_owned(),
        ));
    };
    opened.store.give_role(&mut tx, *staff_id, grant, now).await?;
    let details = details_of(grant);
    let about = *staff_id;
    finish_with_link(global, opened, tx, &email, &invited, ("staff.add", about.0, &details)).await
}

async fn reset(global: &Global, opened: &Opened, email: &str) -> Result<(), Failure> {
    let (member, email) = (member(opened, email).await?, address(email)?);
    let now = opened.clock.now();
    let mut tx = opened.store.write().await?;
    let invited = opened.store.reset_member(&mut tx, member.staff_id, now).await?;
    tell(opened, &mut tx, &member, AccountChange::Reset).await?;
    finish_with_link(global, opened, tx, &email, &invited, ("staff.reset", member.staff_id.0, &json!({}))).await
}

/// Queues the link when mail leaves, writes the act down, and prints the link.
async fn finish_with_link(
    global: &Global,
    opened: &Opened,
    mut tx: Tx,
    email: &EmailAddress,
    invited: &Invited,
    (act, about, details): (&str, uuid::Uuid, &Value),
) -> Result<(), Failure> {
    let Invited::Link { staff_id, token, expires_at } = invited else {
        return Err(Failure::Refused("this address has an account that is set up".to_owned()));
    };
    let link = app::forms::staff::enrol::link(&opened.config.public_url, Lang::En, token);
    let is_mailed = !opened.config.smtp.is_empty();
    if is_mailed {
        let mail = OutgoingMail::staff_enrolment(email.as_str(), Lang::En, &link);
        opened.store.enqueue(&mut tx, None, &mail, Some(*expires_at), opened.clock.now()).await?;
    }
    note(opened, &mut tx, act, about, details).await?;
    tx.commit().await?;
    if global.json {
        println!(
            "{}",
            json!({ "staff_id": staff_id.to_string(), "link": link, "expires_at": expires_at.to_string(), "mailed": is_mailed })
        );
    } else {
        println!("{link}");
        eprintln!("It works once, until {expires_at}. Give it to nobody else: whoever opens it first sets up the account.");
        if is_mailed {
            eprintln!("It is queued to be mailed as well.");
        }
    }
    Ok(())
}

async fn list(global: &Global, opened: &Opened) -> Result<(), Failure> {
    let (members, incidents) = (opened.store.members().await?, opened.store.list_incidents().await?);
    let slug =
        |id: IncidentId| incidents.iter().find(|incident| incident.incident_id == id).map(|incident| incident.slug.as_str().to_owned());
    if global.json {
        let rows: Vec<Value> = members
            .iter()
            .map(|member| {
                let roles: Vec<Value> = member
                    .grants
                    .iter()
                    .map(|grant| json!({ "role": grant.role.as_str(), "incident": grant.incident.and_then(slug) }))
                    .collect();
                let contact = &member.contact;
                json!({ "staff_id": member.staff_id.to_string(), "email": contact.email, "name": contact.name, "state": member.state.as_str(), "roles": roles })
            })
            .collect();
        println!("{}", json!({ "staff": rows }));
        return Ok(());
    }
    for member in &members {
        let role = |grant: &Grant| match grant.incident {
            Some(incident) => format!("{} in {}", grant.role.as_str(), slug(incident).unwrap_or_default()),
            None => grant.role.as_str().to_owned(),
        };
        let roles: Vec<String> = member.grants.iter().map(role).collect();
        println!("{:<8}  {}  {}", member.state.as_str(), member.contact.email, roles.join(", "));
    }
    if members.is_empty() {
        println!("nobody yet; `candor staff add EMAIL --role owner` adds the first");
    }
    Ok(())
}

async fn remove(global: &Global, opened: &Opened, email: &str) -> Result<(), Failure> {
    let member = member(opened, email).await?;
    let mut tx = opened.store.write().await?;
    opened.store.remove_member(&mut tx, member.staff_id, opened.clock.now()).await?;
    tell(opened, &mut tx, &member, AccountChange::Removed).await?;
    note(opened, &mut tx, "staff.remove", member.staff_id.0, &json!({})).await?;
    tx.commit().await?;
    report(global, &member, "removed");
    Ok(())
}

async fn change_role(global: &Global, opened: &Opened, wanted: &GrantArgs, gives: bool) -> Result<(), Failure> {
    let (member, grant) = (member(opened, &wanted.email).await?, grant_of(opened, wanted).await?);
    let mut tx = opened.store.write().await?;
    let act = if gives {
        opened.store.give_role(&mut tx, member.staff_id, grant, opened.clock.now()).await?;
        "staff.role.give"
    } else {
        opened.store.take_role(&mut tx, member.staff_id, grant).await?;
        "staff.role.take"
    };
    tell(opened, &mut tx, &member, AccountChange::Roles).await?;
    note(opened, &mut tx, act, member.staff_id.0, &details_of(grant)).await?;
    tx.commit().await?;
    report(global, &member, if gives { "given" } else { "taken" });
    Ok(())
}

fn report(global: &Global, member: &Member, done: &str) {
    if global.json {
        println!("{}", json!({ "staff_id": member.staff_id.to_string(), "done": done }));
    } else {
        println!("{done}");
    }
}

fn address(email: &str) -> Result<EmailAddress, Failure> {
    EmailAddress::parse(email).map_err(|error| Failure::BadInput(error.to_string()))
}

async fn member(opened: &Opened, email: &str) -> Result<Member, Failure> {
    let found = opened.store.member_by_email(&address(email)?).await?;
    let there = found.filter(|member| member.state != MemberState::Removed);
    there.ok_or_else(|| Failure::BadInput("no member of staff has this address; `candor staff list` shows all".to_owned()))
}

async fn grant_of(opened: &Opened, wanted: &GrantArgs) -> Result<Grant, Failure> {
    let incident = match &wanted.incident {
        Some(slug) => Some(opened.incident(slug).await?.incident_id),
        None => None,
    };
    Ok(Grant { incident, role: wanted.role.0 })
}

fn details_of(grant: Grant) -> Value {
    json!({ "role": grant.role.as_str(), "incident": grant.incident.map(|incident| incident.to_string()) })
}

/// Tells somebody what changed about their account, when mail leaves.
async fn tell(opened: &Opened, tx: &mut Tx, member: &Member, change: AccountChange) -> Result<(), Failure> {
    if opened.config.smtp.is_empty() {
        return Ok(());
    }
    let now = opened.clock.now();
    let at = app::words::Words(Lang::En).moment(now, "UTC");
    let mail = OutgoingMail::staff_changed(&member.contact.email, Lang::En, change, &at);
    opened.store.enqueue(tx, None, &mail, None, now).await?;
    Ok(())
}

async fn note(opened: &Opened, tx: &mut Tx, act: &str, about: uuid::Uuid, details: &Value) -> Result<(), Failure> {
    let act = Act { actor: ACTOR, act, about: Some(about), details };
    Ok(opened.store.append_audit(tx, Chain::Installation, act, opened.clock.now()).await?)
}
