# not met: V2.1.7-4
# undecided: 
# exit: 0
DELETE DATA { ex:nord-laeger aft:antal 2 } ; INSERT DATA { ex:nord-laeger aft:antal 1 }
