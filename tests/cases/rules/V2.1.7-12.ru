# not met: V2.1.7-12
# undecided: 
# exit: 0
DELETE DATA { ex:nord-chefer aft:antal 1 } ; INSERT DATA { ex:nord-chefer aft:antal 2 }
