# not met: V2.1.7-6
# undecided: 
# exit: 0
DELETE DATA { ex:nord-patienter aft:harRolle rolle:rol-patient }
