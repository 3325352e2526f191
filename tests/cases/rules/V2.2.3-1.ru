# not met: V2.2.3-1
# undecided: 
# exit: 1
DELETE WHERE { ex:udvalg aft:hoeringspartFor ex:sundhedsplan }
