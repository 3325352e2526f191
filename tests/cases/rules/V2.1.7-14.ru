# not met: V2.1.7-14
# undecided: 
# exit: 0
DELETE DATA { ex:nord-patienter aft:antal 2 } ; INSERT DATA { ex:nord-patienter aft:antal 3 }
