# not met: V6-8
# undecided: 
# exit: 0
DELETE WHERE { ex:udvalg aft:udarbejder ex:slut }
