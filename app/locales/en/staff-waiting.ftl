# Rows of lists that wait for a person to look at them.
staff-waiting-title = People not yet told
staff-waiting-link = Look at the rows that wait
staff-waiting-lead = { $count ->
    [0] No row waits. Everybody on the lists was taken in.
    [one] 1 row could not be read as it is: that person is not told until somebody settles it.
   *[other] { $number } rows could not be read as they are: those people are not told until somebody settles them.
}
staff-waiting-all = Every reason
staff-waiting-line = Line { $line } of the list of { $list }
staff-waiting-before = Earlier rows
staff-waiting-after = More rows
staff-waiting-back = All rows that wait
staff-waiting-row-title = Line { $line } of a list
staff-waiting-why = It waits because of this: { $reason }.
staff-waiting-do-ragged = Its values do not fit the columns, so nobody can say which is which. Correct it in the list, read the list again, then put this row aside.
staff-waiting-do-unreadable = Write the marked value anew, or leave it empty if the person can be told without it.
staff-waiting-do-no-id = Write the company’s number for this person. Without one, two people could become one.
staff-waiting-do-no-country = Write the country as two letters, such as US. The law of the country decides what we must tell.
staff-waiting-do-category = Write the kinds of data as our list names them, apart by semicolons. Do not leave one out: the person would be told too little.
staff-waiting-do-kind = Write adult, minor or deceased. A child must not become an adult by a typing mistake.
staff-waiting-do-exposed = If the marked value is what was stolen, put the row aside and correct the list. If it only looks like that, take the row as it is, or leave that value empty.
staff-waiting-no-values = The values of this row cannot be told apart, so none is shown.
staff-waiting-values = The values of this row
staff-waiting-masked = Values are shown by their shape: a dot stands for each letter and digit after the first. That you looked is written down.
staff-waiting-here = Here
staff-waiting-empty = (empty)
staff-waiting-own = You uploaded this list, so a second person settles its rows.
staff-waiting-settle = Settle this row
staff-waiting-settle-what = Taking it adds the person to the list the row came with: they are visible once that list is accepted. Putting it aside counts it as no person. Neither can be undone.
staff-waiting-others = Correct another value, such as an e-mail address that is no address
staff-waiting-correct = Instead of what stands in { $column }
staff-waiting-leave-empty = Leave { $column } empty
staff-waiting-take-button = Take this person in
staff-waiting-aside-button = Put the row aside
staff-waiting-still = It cannot be taken yet: { $reason }. Nothing was changed; what you typed is still here.
staff-waiting-not-reserved = Its address is outside the example domains, and this is practice. Leave the address empty, or write another.
staff-waiting-other-content = The list has this person already, with other content. Which of the two is right is for the list to say: correct it there and read it again.
staff-waiting-done-added = The person is in the list now.
staff-waiting-done-duplicate = The list had this person already, with the same content.
staff-waiting-done-aside = The row is put aside.
staff-needs-waiting = { $count ->
    [one] 1 row of a list could not be read. That person is not told.
   *[other] { $number } rows of lists could not be read. Those people are not told.
}
staff-audit-act-quarantine-view = Looked at a row that could not be read
