# not met: V2.1.7-2
# undecided: 
# exit: 0
DELETE DATA { ex:syd-formand aft:harRolle rolle:act-regionsraadsformand }
