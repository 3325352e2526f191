# not met: V2.2.7-3
# undecided: 
# exit: 0
PREFIX rolle: <https://w3id.org/aftalegraf/id/rolle/>
DELETE DATA { ex:udvalg-region aft:harRolle rolle:act-regionsraadsformand }
