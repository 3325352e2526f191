# not met: S2-12
# undecided:
# exit: 1
DELETE DATA { ex:tovholdere aft:antal 2 } ; INSERT DATA { ex:tovholdere aft:antal 3 }
