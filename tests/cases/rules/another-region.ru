# not met: V2.2.8-3
# undecided: 
# exit: 1
DELETE DATA { ex:udvalg aft:inddrager ex:patientudvalg } ; INSERT DATA { ex:udvalg aft:inddrager ex:naboudvalg . ex:naboudvalg a aft:Patientinddragelsesudvalg , aft:Forum ; aft:iRegion ex:naboregion }
