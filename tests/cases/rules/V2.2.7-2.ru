# not met: V2.2.7-2
# undecided: 
# exit: 0
DELETE DATA { ex:udvalg-region aft:antal 3 } ; INSERT DATA { ex:udvalg-region aft:antal 5 }
