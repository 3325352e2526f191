# not met: 
# undecided: V7-2
# exit: 0
DELETE DATA { ex:kommuner aft:antalMedlemmer 3 }
