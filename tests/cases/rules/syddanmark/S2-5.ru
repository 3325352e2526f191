# not met: S2-5
# undecided:
# exit: 1
DELETE DATA { ex:fra-plo aft:antal 2 } ; INSERT DATA { ex:fra-plo aft:antal 1 }
