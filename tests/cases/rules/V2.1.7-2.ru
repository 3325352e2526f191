# not met: V2.1.7-2
# undecided: 
# exit: 0
PREFIX rolle: <https://w3id.org/aftalegraf/id/rolle/>
DELETE DATA { ex:syd-formand aft:harRolle rolle:act-regionsraadsformand }
