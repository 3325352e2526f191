# not met: V2.2.7-5
# undecided: 
# exit: 0
DELETE DATA { ex:udvalg-almen-praksis aft:antal 2 } ; INSERT DATA { ex:udvalg-almen-praksis aft:antal 3 }
