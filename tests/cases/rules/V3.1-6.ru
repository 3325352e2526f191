# not met: V3.1-6
# undecided: 
# exit: 0
DELETE WHERE { ex:aftale aft:omfatterAktoer ex:sygehuse }
