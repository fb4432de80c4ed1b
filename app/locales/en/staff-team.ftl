# /staff/team and /staff/team/{id}.
staff-nav-team = Team
staff-nav-account = Your account
staff-team-title = Team
staff-team-invited = Has not set up the account
staff-team-grant-in = { $role }, in { $incident }
staff-team-grant-all = { $role }, in all incidents
staff-team-add-title = Add somebody
staff-team-add-text = They get a link that works once and for a day. It is shown to you here once, and goes to them by mail if this site sends mail.
staff-team-email = Their e-mail address
staff-team-bad-email = This is no e-mail address we could write to. Check it.
staff-team-is-there = This address has an account already. Open it in the list above to change its roles.
staff-team-name = Their name, if you know it
staff-team-role = Role
staff-team-no-role = Choose a role.
staff-team-where = Where it holds
staff-team-everywhere = In all incidents, those to come included
staff-team-add-button = Add and make a link
staff-team-link-title = The link
staff-team-link-text = Give it to them yourself, and to nobody else: whoever opens it first sets up the account. This page does not show it again.
staff-team-roles = Roles
staff-team-no-roles = No role: this account can sign in and do nothing.
staff-team-take-label = Take away: { $grant }
staff-team-take-button = Take away
staff-team-give-title = Give a role
staff-team-give-button = Give this role
staff-team-account = Account
staff-team-reset-text = { $sessions ->
    [0] Clears password and second factors and makes a new link. Roles stay. No session is open now.
    [one] Clears password and second factors, ends one session, and makes a new link. Roles stay.
   *[other] Clears password and second factors, ends { $sessions } sessions, and makes a new link. Roles stay.
}
staff-team-reset-button = Clear and make a new link
staff-team-remove-text = { $sessions ->
    [0] Removes the account and all its roles. No session is open now. The log keeps what they did.
    [one] Removes the account and all its roles, and ends one session. The log keeps what they did.
   *[other] Removes the account and all its roles, and ends { $sessions } sessions. The log keeps what they did.
}
staff-team-remove-button = Remove from the team
staff-team-not-yourself = You cannot do this to your own account, so that an owner is always left. Ask another owner.
staff-role-owner = Owner: runs the site and its staff
staff-role-editor = Editor: writes and publishes
staff-role-sender = Sender: imports lists and sends notices
staff-role-reviewer = Reviewer: decides claims
staff-role-agent = Agent: answers people
staff-role-compliance = Compliance: keeps the legal clocks
staff-role-counsel = Counsel: reads and approves texts
staff-role-auditor = Auditor: reads the log
