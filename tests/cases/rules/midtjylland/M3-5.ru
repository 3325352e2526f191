# not met: M3-5
# undecided: 
DELETE DATA { ex:kommuner aft:antalMedlemmer 19 } ; INSERT DATA { ex:kommuner aft:antalMedlemmer 3 }
