"""Pure edits: an appraisal and what is to change in, the appraisal as it then is out."""
