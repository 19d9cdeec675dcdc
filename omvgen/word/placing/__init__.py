"""Any plan in Word → what it answers: a form filled in Word, or a plan by its headings."""
