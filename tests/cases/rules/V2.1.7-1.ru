# not met: V2.1.7-1
# undecided: 
# exit: 0
DELETE DATA { ex:nord-regionsraad aft:antal 3 } ; INSERT DATA { ex:nord-regionsraad aft:antal 1 }
