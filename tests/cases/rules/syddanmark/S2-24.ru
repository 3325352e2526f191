# not met: S2-24
# undecided:
# exit: 1
DELETE DATA { ex:regionsraadsmedlemmer aft:antal 4 } ; INSERT DATA { ex:regionsraadsmedlemmer aft:antal 3 }
