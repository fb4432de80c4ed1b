//! What the log says, in words.

use crate::words::Words;

/// Who can stand in the log without being a member of staff.
pub const OTHERS: [&str; 5] = ["command line", "schedule", "the person", "the old address", "demo"];

/// Who acted, when it was no member of staff.
#[must_use]
pub fn actor_words(words: Words, actor: &str) -> String {
    match actor {
        "command line" => words.t("staff-audit-command-line"),
        "schedule" => words.t("staff-audit-schedule"),
        "the person" => words.t("staff-audit-person"),
        "the old address" => words.t("staff-audit-old-address"),
        "demo" => words.t("staff-audit-demo"),
        other => other.to_owned(),
    }
}

/// What was done. An act without words is shown as it stands in the log.
#[must_use]
pub fn act_words(words: Words, act: &str) -> String {
    match act {
        "audit.export" => words.t("staff-audit-act-audit-export"),
        "checklist.add" => words.t("staff-audit-act-checklist-add"),
        "checklist.done" => words.t("staff-audit-act-checklist-done"),
        "checklist.undo" => words.t("staff-audit-act-checklist-undo"),
        "contact.ask" => words.t("staff-audit-act-contact-ask"),
        "contact.change" => words.t("staff-audit-act-contact-change"),
        "contact.stop" => words.t("staff-audit-act-contact-stop"),
        "draft.save" => words.t("staff-audit-act-draft-save"),
        "draft.settle" => words.t("staff-audit-act-draft-settle"),
        "import.accept" => words.t("staff-audit-act-import-accept"),
        "incident.new" => words.t("staff-audit-act-incident-new"),
        "incident.publish" => words.t("staff-audit-act-incident-publish"),
        "invitation.reissue" => words.t("staff-audit-act-invitation-reissue"),
        "notice.new" => words.t("staff-audit-act-notice-new"),
        "notice.pause" => words.t("staff-audit-act-notice-pause"),
        "notice.resume" => words.t("staff-audit-act-notice-resume"),
        "notice.send" => words.t("staff-audit-act-notice-send"),
        "person.find" => words.t("staff-audit-act-person-find"),
        "person.mark" => words.t("staff-audit-act-person-mark"),
        "person.merge" => words.t("staff-audit-act-person-merge"),
        "person.view" => words.t("staff-audit-act-person-view"),
        "plan.save" => words.t("staff-audit-act-plan-save"),
        "proposal.decline" => words.t("staff-audit-act-proposal-decline"),
        "proposal.new" => words.t("staff-audit-act-proposal-new"),
        "proposal.publish" => words.t("staff-audit-act-proposal-publish"),
        "proposal.release" => words.t("staff-audit-act-proposal-release"),
        "proposal.schedule" => words.t("staff-audit-act-proposal-schedule"),
        "proposal.stuck" => words.t("staff-audit-act-proposal-stuck"),
        "proposal.take_back" => words.t("staff-audit-act-proposal-take-back"),
        "quarantine.export" => words.t("staff-audit-act-quarantine-export"),
        "quarantine.put_aside" => words.t("staff-audit-act-quarantine-put-aside"),
        "quarantine.release" => words.t("staff-audit-act-quarantine-release"),
        "request.answer" => words.t("staff-audit-act-request-answer"),
        "request.close" => words.t("staff-audit-act-request-close"),
        "request.give_back" => words.t("staff-audit-act-request-give-back"),
        "request.take" => words.t("staff-audit-act-request-take"),
        "request.view" => words.t("staff-audit-act-request-view"),
        "staff.add" => words.t("staff-audit-act-staff-add"),
        "staff.app" => words.t("staff-audit-act-staff-app"),
        "staff.confirm" => words.t("staff-audit-act-staff-confirm"),
        "staff.enrol" => words.t("staff-audit-act-staff-enrol"),
        "staff.password" => words.t("staff-audit-act-staff-password"),
        "staff.recovery_codes" => words.t("staff-audit-act-staff-recovery-codes"),
        "staff.remove" => words.t("staff-audit-act-staff-remove"),
        "staff.reset" => words.t("staff-audit-act-staff-reset"),
        "staff.role.give" => words.t("staff-audit-act-staff-role-give"),
        "staff.role.take" => words.t("staff-audit-act-staff-role-take"),
        "staff.session.end" => words.t("staff-audit-act-staff-session-end"),
        "staff.sign_in" => words.t("staff-audit-act-staff-sign-in"),
        "staff.sign_out" => words.t("staff-audit-act-staff-sign-out"),
        other => other.to_owned(),
    }
}
