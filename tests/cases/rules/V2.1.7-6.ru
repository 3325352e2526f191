# not met: 
# undecided: V2.1.7-6
# exit: 0
PREFIX rolle: <https://w3id.org/aftalegraf/id/rolle/>
DELETE DATA { ex:nord-patienter aft:harRolle rolle:rol-patient }
