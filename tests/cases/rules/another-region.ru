# not met: V2.2.8-3
# undecided: 
# exit: 1
DELETE DATA { ex:patientudvalg aft:iRegion ex:region } ; INSERT DATA { ex:patientudvalg aft:iRegion ex:naboregion }
