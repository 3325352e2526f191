# not met: V2.2.1-3
# undecided: 
# exit: 0
DELETE { ex:udvalg aft:inddrager ?level } WHERE { ex:udvalg aft:inddrager ?level . ?level a aft:KlyngePolitiskNiveau }
