# not met: M4-3
# undecided: 
DELETE WHERE { ex:faerre-rygere aft:harIndikator ?x } ; INSERT DATA { ex:faerre-rygere aft:harUdviklingsomraade ex:tal . ex:tal a aft:Udviklingsomraade }
