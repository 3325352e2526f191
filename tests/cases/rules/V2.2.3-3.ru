# not met: V2.2.3-3
# undecided: 
# exit: 1
DELETE WHERE { ex:praksisplan aft:forelaeggesFor ex:udvalg }
