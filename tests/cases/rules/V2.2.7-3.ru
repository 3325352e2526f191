# not met: V2.2.7-3
# undecided: 
# exit: 0
DELETE DATA { ex:udvalg-region aft:harRolle rolle:act-regionsraadsformand }
