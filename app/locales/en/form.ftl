# Around every form.
form-error-title = Error: { $title }
form-summary-title = One thing to change first
