# not met: V2.2.7-4
# undecided: 
# exit: 0
DELETE DATA { ex:udvalg-borgmestre aft:antal 2 } ; INSERT DATA { ex:udvalg-borgmestre aft:antal 3 }
