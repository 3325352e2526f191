# not met: V2.2.1-1
# undecided: 
# exit: 1
DELETE WHERE { ex:udvalg aft:udarbejder ex:aftale } ; INSERT DATA { ex:styregruppe a aft:Forum ; aft:udarbejder ex:aftale ; aft:inddrager ex:nord-politisk , ex:syd-politisk }
