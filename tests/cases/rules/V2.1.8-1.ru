# not met: V2.1.8-1
# undecided: 
# exit: 0
DELETE DATA { ex:nord-politisk aft:harFormand rolle:rol-borgmester }
