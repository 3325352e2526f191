# not met: V2.2.8-3
# undecided: 
# exit: 1
DELETE DATA { ex:udvalg aft:inddrager ex:patientudvalg }
