# The response plan and the checklist made from it.
staff-nav-plan = Plan
staff-nav-checklist = Checklist
staff-somebody = Somebody on the staff
staff-plan-title = Response plan
staff-plan-lead = Who does what when data is lost, whom we call, and by when each step is done. Every incident begins with a checklist made from it.
staff-plan-none = Nobody has saved a plan yet. This is the one Candor begins with: fill in names and numbers before you need them.
staff-plan-saved = Version { $version }, saved by { $name } on { $time }.
staff-plan-edit = Change the plan
staff-plan-print = Print this page and keep it at home. On the day, these systems may be down.
staff-plan-gap = Nobody yet
staff-plan-roles = People
staff-plan-roles-lead = Give telephone numbers and private addresses, not the company's mail: whoever broke in may read it. Names and numbers are kept encrypted.
staff-plan-suppliers = Suppliers
staff-plan-steps = Steps
staff-plan-steps-lead = Times count from the discovery: 90 is minutes, 24h hours, 7d days. “Who” is one of the roles above.
staff-plan-role = Role
staff-plan-name = Name
staff-plan-reach = How to reach them, not by company mail
staff-plan-deputy = Stands in, and how to reach them
staff-plan-what = What they do
staff-plan-company = Company
staff-plan-number = Contract or policy number
staff-plan-after = After discovery
staff-plan-step = Step
staff-plan-who = Who
staff-plan-role-row = Role { $row }
staff-plan-supplier-row = Supplier { $row }
staff-plan-step-row = Step { $row }
staff-plan-edit-lead = A row left empty is taken out. Empty rows for new entries stand at the end of each part.
staff-plan-save-lead = Saving changes the plan for everybody. Checklists that were begun stay as they are. The version before is kept.
staff-plan-save = Save the plan
staff-plan-save-over = Save mine as the newest version
staff-plan-cancel = Leave it as it is
staff-plan-theirs = What somebody else saved meanwhile
staff-plan-overtaken = Somebody else saved the plan while you wrote. Yours is below and not saved; theirs follows it. Take over what you need, then save yours as the newest version.
staff-plan-again = The form was not whole. Look through it and save it again.
staff-plan-too-many = A part of the plan has at most { $most } rows. Take some out.
staff-plan-role-no-title = Role { $row } has no title. Say what they are, such as “Leads”.
staff-plan-supplier-no-work = Supplier { $row } does not say what they do. Write it, such as “Prints letters”.
staff-plan-step-no-text = Step { $row } has no words. Say what is done.
staff-plan-step-time = Step { $row } has no time that can be read. Write 90, 24h or 7d, at most a year.
staff-plan-too-long = One field is too long. Write at most { $most } characters in each.
staff-check-title = Checklist
staff-check-lead = What the plan asks for, in order of time. Press “Done” when it is.
staff-check-no-clock = The time of discovery is not set, so no step has a time yet.
staff-check-count = { $done } of { $all } done
staff-check-by = By { $time }
staff-check-late = Late
staff-check-who = Who: { $who }
staff-check-done-by = Done by { $name } on { $time }
staff-check-done = Done
staff-check-undo = Not done after all
staff-check-empty = The plan has no steps. Add some below, or in the plan.
staff-check-moved = This step is no longer as you saw it. Nothing was changed. Look below at how it stands.
staff-check-add-title = Add a step
staff-check-add-lead = It is added to this incident alone, at the end of the list.
staff-check-text = What is to be done
staff-check-person = Who does it
staff-check-when = By when
staff-check-when-hint = Such as 2031-03-12 17:00, in the zone { $zone }. May be left empty.
staff-check-add = Add the step
staff-check-no-text = Say what is to be done.
staff-check-too-long = Write at most { $most } characters.
staff-check-bad-time = That is no time. Write it as 2031-03-12 17:00.
staff-needs-steps-late = { $count ->
    [one] 1 step of the checklist is past its time: { $first }
   *[other] { $count } steps of the checklist are past their time, the first: { $first }
}
staff-needs-steps = { $count ->
    [one] The next step of the checklist: { $first }
   *[other] { $count } steps of the checklist are next, the first: { $first }
}
staff-needs-steps-action = Checklist
