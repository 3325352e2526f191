# not met: V7-2
# undecided: 
# exit: 0
DELETE DATA { ex:kommuner aft:antalMedlemmer 3 } ; INSERT DATA { ex:kommuner aft:antalMedlemmer 2 }
