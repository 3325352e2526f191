# not met: V2.1.8-2
# undecided: 
# exit: 0
INSERT DATA { ex:nord-fagligt aft:harFormand rolle:rol-patient }
