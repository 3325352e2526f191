# not met: V2.1.8-2
# undecided: 
# exit: 0
PREFIX rolle: <https://w3id.org/aftalegraf/id/rolle/>
INSERT DATA { ex:nord-fagligt aft:harFormand rolle:rol-patient }
