# /staff/incidents/{slug}/updates and below: what goes out by mail.
staff-mail-legend = Mail
staff-mail-hint = It goes to affected people it is for whom a notice has reached and, when it is for everybody, to subscribers. Who left update mails gets none. Nobody on the list learns of the breach by an update.
staff-mail-choice = Also send it by e-mail
staff-mail-none = It does not go out by mail.
staff-mail-was-none = It did not go out by mail.
staff-mail-to = { $count ->
    [one] By mail it goes to { $number } affected person.
   *[other] By mail it goes to { $number } affected people.
}
staff-mail-corrects = { $count ->
    [one] By mail it goes to whoever was sent the wrong words, and to those it is for: { $number } affected person. What has not gone out of the wrong words never does.
   *[other] By mail it goes to everybody who was sent the wrong words, and to those it is for: { $number } affected people. What has not gone out of the wrong words never does.
}
staff-mail-practice = { $count ->
    [one] { $number } message goes into the practice box, and to nobody.
   *[other] { $number } messages go into the practice box, and to nobody.
}
staff-mail-queueing = Mail: being queued.
staff-mail-sending = Mail: being sent.
staff-mail-paused = Mail: paused.
staff-mail-done = Mail: all gone out.
staff-mail-replaced = Mail: ended, because the update was corrected or withdrawn.
staff-mail-so-far = Sent: { $sent }. Waiting: { $waiting }. Could not be delivered: { $lost }. Not sent because somebody had left or the address takes no mail: { $left }.
staff-mail-subscribers = { $count ->
    [one] And to { $number } subscriber, unless they are one of these people.
   *[other] And to { $number } subscribers, without those who are among these people.
}
