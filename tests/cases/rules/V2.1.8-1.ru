# not met: V2.1.8-1
# undecided: 
# exit: 0
PREFIX rolle: <https://w3id.org/aftalegraf/id/rolle/>
DELETE DATA { ex:nord-politisk aft:harFormand rolle:rol-borgmester }
