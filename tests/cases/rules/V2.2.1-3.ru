# not met: V2.2.1-3
# undecided: 
# exit: 0
DELETE WHERE { ex:udvalg aft:inddrager ex:syd-politisk }
