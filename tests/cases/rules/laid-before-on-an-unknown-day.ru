# not met: 
# undecided: V2.2.3-3
# exit: 0
DELETE WHERE { ex:praksisplan aft:forelagtDato ?x }
