# /staff/account and below.
staff-account-title = Your account
staff-account-factors = How you sign in
staff-account-password = Password
staff-account-password-change = Change it
staff-account-app = Authenticator app
staff-account-app-change = Use another app or phone
staff-account-codes = { $left ->
    [one] One recovery code is left
   *[other] { $left } recovery codes are left
}
staff-account-codes-change = Make new codes
staff-account-sessions = Where you are signed in
staff-account-sessions-text = A session ends after 15 quiet minutes, and after 12 hours in any case. If one is not yours, end it and change your password.
staff-account-session = Since { $began }, last used { $used }
staff-account-this = This browser
staff-account-end = End it
staff-account-end-others = End all other sessions
staff-account-password-title = Change your password
staff-account-password-text = All your other sessions end, and we tell you by mail.
staff-account-current = Password so far
staff-account-wrong-password = That is not your password so far. Type it again.
staff-account-password-button = Change my password
staff-account-password-done = Your password was changed. Your other sessions were ended.
staff-account-app-title = Another authenticator app
staff-account-app-text = The new app takes the place of the one you have. Until its first code was checked, the old one goes on working. Then your other sessions end, and we tell you by mail.
staff-account-app-button = Show me a new secret
staff-account-app-done = Your new authenticator app counts from now on. Codes of an earlier one no longer work.
staff-account-codes-text = You get eight new codes. The ones you have stop working at once, and we tell you by mail.
staff-account-codes-button = Make eight new codes
