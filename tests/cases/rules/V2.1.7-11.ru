# not met: V2.1.7-11
# undecided: 
# exit: 0
DELETE DATA { ex:nord-sygehuse aft:antal 2 } ; INSERT DATA { ex:nord-sygehuse aft:antal 3 }
