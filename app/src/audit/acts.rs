//! What the log says, in words.

use crate::words::Words;

/// Who acted, when it was no member of staff: the command line has no name.
#[must_use]
pub fn actor_words(words: Words, actor: &str) -> String {
    match actor {
        "command line" => words.t("staff-audit-command-line"),
        "demo" => words.t("staff-audit-demo"),
        other => other.to_owned(),
    }
}

/// What was done. An act without words is shown as it stands in the log.
#[must_use]
pub fn act_words(words: Words, act: &str) -> String {
    match act {
        "audit.export" => words.t("staff-audit-act-audit-export"),
        "draft.save" => words.t("staff-audit-act-draft-save"),
        "draft.settle" => words.t("staff-audit-act-draft-settle"),
        "import.accept" => words.t("staff-audit-act-import-accept"),
        "incident.new" => words.t("staff-audit-act-incident-new"),
        "incident.publish" => words.t("staff-audit-act-incident-publish"),
        "notice.new" => words.t("staff-audit-act-notice-new"),
        "notice.pause" => words.t("staff-audit-act-notice-pause"),
        "notice.resume" => words.t("staff-audit-act-notice-resume"),
        "notice.send" => words.t("staff-audit-act-notice-send"),
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
