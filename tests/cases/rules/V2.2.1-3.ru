# not met: V2.2.1-3
# undecided: 
# exit: 0
DELETE { ?udvalg aft:inddrager ?klynge } WHERE { ?udvalg aft:inddrager ?klynge . ?klynge a aft:KlyngePolitiskNiveau }
