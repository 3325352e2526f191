# not met: V2.2.8-5
# undecided: 
# exit: 0
DELETE WHERE { ex:patientudvalg-medlemmer aft:udpegetAf ?x } ; INSERT DATA { ex:patientudvalg-medlemmer aft:udpegetAf ex:regionsraad }
