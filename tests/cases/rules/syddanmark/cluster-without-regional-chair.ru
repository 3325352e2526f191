# not met: S2-24
# undecided:
# exit: 1
DELETE WHERE { ex:regionsraadsmedlemmer aft:harRolle id:rolle\/act-regionsraadsformand }
