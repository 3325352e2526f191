# not met: S2-3
# undecided:
# exit: 1
DELETE DATA { ex:fra-regionsraadet aft:antal 5 } ; INSERT DATA { ex:fra-regionsraadet aft:antal 4 }
